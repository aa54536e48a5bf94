// npm run demo: plays the story over HTTP against YIGOU_API_URL, a running npm start, or a system started for it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.ts';
import { ROOT } from './paths.ts';
import { runScript } from './run-script.ts';
import { addressEnv, runningSystem, withThrowawaySystem } from './with-system.ts';

const SCRIPT = join(ROOT, 'e2e', 'demo', 'demo.ts');

export async function main(args: string[]): Promise<number> {
  if (!existsSync(SCRIPT)) throw new UserError(`${SCRIPT} is missing.`);
  if (process.env.YIGOU_API_URL) return runScript(SCRIPT, args, {});
  const running = runningSystem();
  if (running) return runScript(SCRIPT, args, addressEnv(running));
  return withThrowawaySystem({ fsync: false }, (system) => runScript(SCRIPT, args, addressEnv(system.details())));
}
