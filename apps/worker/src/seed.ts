import { FirstStock, saveCategories } from '@yigou/catalogue';
import { CERTIFIED_PRICES } from '@yigou/certification';
import { CountPriceBands } from '@yigou/prices';
import { saveRegions } from '@yigou/regions';
import { CATEGORIES } from '@yigou/seed';
import { type CommandContext, withContext } from './cli/command-context';
import { print } from './cli/print';
import { writeAccounts } from './cli/seed-accounts';
import { writeDemo } from './cli/seed-demo';
import { storePictures } from './cli/seed-pictures';

const USAGE = 2;

/**
 * What a market begins with. `reference`: divisions and categories, without which nothing works. `demo`: the demo, written once. `goods FILE`: published
 * goods with their certificates, for a market that brings its own. Nothing: reference and demo, and a demo that fails is told and no more.
 */
const [what = 'all', path] = process.argv.slice(2);
if (!['all', 'reference', 'demo'].includes(what) && !(what === 'goods' && path)) {
  print('usage: seed.js [reference | demo | goods FILE.csv|FILE.xlsx]');
  process.exit(USAGE);
}

await withContext('seed', async (context) => {
  if (what === 'all' || what === 'reference') await reference(context);
  if (what === 'goods') await goods(context, path ?? '');
  if (what === 'all' || what === 'demo') await demo(context);
});

async function reference({ uow }: CommandContext): Promise<void> {
  const { divisions, counties } = await uow.run((tx) => saveRegions(tx));
  print(`regions: ${divisions} divisions, ${counties} listed counties`);
  await uow.run((tx) => saveCategories(tx, CATEGORIES));
  print(`categories: ${CATEGORIES.length}`);
}

async function goods({ db, imports }: CommandContext, file: string): Promise<void> {
  const summary = await imports.run({ path: file }, { firstStock: new FirstStock() });
  const { rowsTotal, created, failed, errors } = summary;
  for (const { row, column, reason } of errors) print(`${row}\t${column}\t${reason}`);
  print(
    `goods: ${rowsTotal} rows, ${created} new, ${failed} left out, ${await new CountPriceBands(db).execute(CERTIFIED_PRICES)} bands`,
  );
}

async function demo(context: CommandContext): Promise<void> {
  const storing = storePictures(context.store);
  storing.catch(() => undefined);
  try {
    const written = await writeDemo(context, { print });
    print(`pictures: ${await storing} stored`);
    await writeAccounts(context);
    if (written) await context.db.query('ANALYZE');
    print(`demo: ${written ? 'written' : 'already there'}`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    print(`demo: not written, the next start tries again: ${error instanceof Error ? error.message : String(error)}`);
    // Whoever asked for the demo alone learns of it; a market without a demo works.
    if (what === 'demo') process.exitCode = 1;
  }
}
