// Runs one command. bootstrap.mjs has installed the packages and chosen the Node version.
import { UserError } from './console.mjs';

const [command, ...args] = process.argv.slice(2);
try {
  const { main } = await import(`./${command}.mjs`);
  process.exitCode = (await main(args)) ?? 0;
} catch (error) {
  process.stderr.write(`\n${error instanceof UserError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
// Anything that still holds the event loop (a pooled connection) must not keep a finished command alive.
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(process.exitCode);
