import { saveRegions } from '@yigou/regions';
import { saveCategories } from '@yigou/catalogue';
import { CATEGORIES } from '@yigou/seed';
import { withContext } from './cli/command-context';
import { print } from './cli/print';
import { saveAccounts } from './cli/seed-accounts';
import { certifyScopes } from './cli/seed-certificates';
import { CertificationStory } from './cli/seed-certification';
import { drawPictures, hangPictures } from './cli/seed-pictures';
import { importSeedFile, SEED_FILES } from './cli/seed-products';

/** `seed.js reference`: divisions and categories alone, for a market that brings its own products. */
const referenceOnly = process.argv[2] === 'reference';

// Each step finds out what is missing and does that alone, so that a seed that was cut off, or runs again, ends the same.
await withContext('seed', async (context) => {
  const started = Date.now();
  const { divisions, counties } = await context.uow.run((tx) => saveRegions(tx));
  print(`regions: ${divisions} divisions, ${counties} listed counties`);
  await context.uow.run((tx) => saveCategories(tx, CATEGORIES));
  print(`categories: ${CATEGORIES.length}`);
  if (referenceOnly) return;
  const drawing = drawPictures(context.store);
  drawing.catch(() => undefined);
  for (const file of SEED_FILES) print(`${file}: ${await importSeedFile(context, file)}`);
  print(`pictures: ${await drawing} drawn, ${await hangPictures(context.db, context.uow)} products illustrated`);
  print(`certificates: ${await certifyScopes(context)} bands of reference prices`);
  const supplier = await saveAccounts(context);
  print(`accounts: the cooperative of the demo is ${supplier.name}`);
  const told = await new CertificationStory(context, supplier).tell();
  print(`certification: applications, batches and households are ${told ? 'made' : 'already there'}`);
  await context.db.query('ANALYZE');
  print(`seeded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
});
