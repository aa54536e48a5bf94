import { createSandbox } from './app';
import { readConfig } from './config';

const STOP_WITHIN_MS = 1_500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const sandbox = await createSandbox(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
      void sandbox.stop().then(() => process.exit(0));
    });
  }
  await sandbox.start();
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(taken ? `${message}: choose another port with SANDBOX_PORT\n` : `${message}\n`);
  process.exit(1);
});
