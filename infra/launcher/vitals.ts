// npm run vitals: how the shop feels on a slow phone, against YIGOU_STOREFRONT_URL, a running npm start, or a system started for it.
import { join } from 'node:path';
import { provideChromium } from './chromium.ts';
import { ROOT } from './paths.ts';
import { runScript } from './run-script.ts';
import { addressEnv, runningSystem, withThrowawaySystem } from './with-system.ts';

const SCRIPT = join(ROOT, 'e2e', 'vitals', 'vitals.ts');

export async function main(args: string[]): Promise<number> {
  const browser = { CHROMIUM_PATH: provideChromium() };
  if (process.env.YIGOU_STOREFRONT_URL) return runScript(SCRIPT, args, browser);
  const running = runningSystem();
  if (running) return runScript(SCRIPT, args, { ...addressEnv(running), ...browser });
  return withThrowawaySystem({ fsync: false }, (system) =>
    runScript(SCRIPT, args, { ...addressEnv(system.details()), ...browser }),
  );
}
