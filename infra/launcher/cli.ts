// Runs one command. bootstrap.mjs has installed the packages and chosen the Node version.
import { UserError } from './console.ts';

const [command, ...args] = process.argv.slice(2);
try {
  const { main } = (await import(`./${command}.ts`)) as { main: (args: string[]) => Promise<number> | number };
  process.exitCode = await main(args);
} catch (error) {
  process.stderr.write(`\n${error instanceof UserError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
// Anything that still holds the event loop (a pooled connection) must not keep a finished command alive.
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(process.exitCode);
