import { FirstStock } from '@yigou/catalogue';
import type { Tx } from '@yigou/platform';
import type { CommandContext } from './command-context';
import { inTransaction } from './one-transaction';
import { saveAccounts } from './seed-accounts';
import { CampaignStory } from './seed-campaigns';
import { certifyScopes } from './seed-certificates';
import { CertificationStory } from './seed-certification';
import { DeskStory } from './seed-desk';
import { hangPictures } from './seed-pictures';
import { importSeedFile, SEED_FILES } from './seed-products';
import { tellRecall } from './seed-recall';
import { tellStatements } from './seed-statements';
import { tellYear } from './seed-year';

/** What a row of `demo_object` may name. */
type DemoKind = 'supplier' | 'product' | 'certificate' | 'office' | 'account' | 'household';
export type DemoObjects = Readonly<Record<DemoKind, readonly string[]>>;

export interface DemoOptions {
  readonly files?: readonly string[];
  readonly print?: (line: string) => void;
}

/**
 * Writes the demo once, in one transaction, with a record of what it made: a crash or a failure leaves nothing of it, and the next start begins anew.
 * Every step works on what this run made and nothing else, so that goods, suppliers and accounts which people entered before are neither touched nor
 * built on. Once there is a record, nothing is written again, whatever has become of it. Returns whether it was written now.
 */
export function writeDemo(
  context: CommandContext,
  { files = SEED_FILES, print = () => undefined }: DemoOptions = {},
): Promise<boolean> {
  return context.uow.run(async (tx) => {
    const [lock] = await tx.query<{ free: boolean }>("SELECT pg_try_advisory_xact_lock(hashtext('demo')) AS free");
    if (!lock?.free) throw new Error('another start is writing the demo');
    if (await tx.one('SELECT 1 FROM demo_object LIMIT 1')) return false;
    await record(tx, await write(inTransaction(context, tx), files, print));
    return true;
  });
}

async function write(
  context: CommandContext,
  files: readonly string[],
  print: (line: string) => void,
): Promise<DemoObjects> {
  const goods = new FirstStock();
  for (const file of files) print(`${file}: ${await importSeedFile(context, file, goods)}`);
  const products = [...goods.products];
  print(`pictures: ${await hangPictures(context.db, context.uow, products)} products illustrated`);
  print(`certificates: ${await certifyScopes(context, [...goods.certificates])} bands of reference prices`);
  const { supplier, offices, accounts, school, groups } = await saveAccounts(context, [...goods.suppliers]);
  print(`accounts: the cooperative of the demo is ${supplier.name}`);
  const households = await new CertificationStory(context, supplier).tell([...goods.suppliers]);
  print('certification: applications, batches and households are made');
  const { code, county, city, province } = supplier;
  const place = { supplierId: supplier.id, code, county, countyPath: `${province} ${city} ${county}` };
  const year = await context.uow.run((tx) =>
    tellYear(tx, { ...place, ...school, productIds: products, today: new Date() }),
  );
  print(`units: a year of ${year.offices.length + 2} budget units`);
  await new DeskStory(context, { ...place, budgetId: school.budgetId }).tell();
  print('desks: what waits between the school and the cooperative');
  const groupsAt = { ...groups, supplierId: supplier.id, code, placePath: place.countyPath };
  const { agency: unitId, unionBudgetId: budgetId } = school;
  await new CampaignStory(context, { ...groupsAt, school: { unitId, budgetId } }).tell();
  print(
    'campaigns: six group purchases, three that recruit, one whose balances are due, one that failed and one whose results are published',
  );
  await tellStatements(context);
  print('accounts: statements of the last months between units and suppliers');
  await tellRecall(context, supplier.id);
  print('recalls: one whose closing report is owed');
  return {
    supplier: [...goods.suppliers],
    product: products,
    certificate: [...goods.certificates],
    office: [...offices, ...year.offices],
    account: [...accounts, ...year.accounts],
    household: households.map(({ id }) => id),
  };
}

async function record(tx: Tx, objects: DemoObjects): Promise<void> {
  const rows = Object.entries(objects).flatMap(([kind, ids]) => ids.map((id) => ({ kind, id })));
  await tx.query('INSERT INTO demo_object (kind, id) SELECT * FROM unnest($1::text[], $2::uuid[])', [
    rows.map(({ kind }) => kind),
    rows.map(({ id }) => id),
  ]);
}
