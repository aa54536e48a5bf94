import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MemberRole } from '@yigou/contracts';
import { FreightTable } from '@yigou/catalogue';
import { Passwords } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { CommandContext } from './command-context';

const PASSWORD = 'yigou-demo-2020';
const CURRENT_FILE = '.data/demo-accounts.json';

interface Person {
  readonly login: string;
  readonly name: string;
  /** What the launcher prints. */
  readonly role: string;
  readonly console: 'storefront' | 'admin';
  readonly place?: (places: Places) => { organisationId: string; role: MemberRole; regionPrefix?: string };
}
interface Places {
  readonly supplier: string;
  readonly national: string;
  readonly county: { readonly id: string; readonly code: string };
}

const PEOPLE: readonly Person[] = [
  { login: '13800000001', name: '演示买家', role: '买家', console: 'storefront' },
  {
    ...{ login: '13800000002', name: '演示合作社负责人', role: '合作社', console: 'admin' },
    place: ({ supplier }) => ({ organisationId: supplier, role: 'manager' }),
  },
  {
    ...{ login: '13800000003', name: '演示平台管理员', role: '平台管理员', console: 'admin' },
    place: ({ national }) => ({ organisationId: national, role: 'manager' }),
  },
  {
    ...{ login: '13800000004', name: '演示县管理员', role: '县管理员', console: 'admin' },
    place: ({ county }) => ({ organisationId: county.id, role: 'manager', regionPrefix: county.code }),
  },
];

/** Demo people and the places they have. An account that exists keeps its password and its places are put right. */
export async function saveAccounts(context: CommandContext): Promise<string> {
  const supplier = await busiestSupplier(context);
  const passwordHash = await new Passwords().hash(PASSWORD);
  await context.uow.run(async (tx) => {
    const places: Places = {
      supplier: supplier.id,
      national: await administration(context, tx, '全国消费扶贫平台管理中心（演示）', null),
      county: {
        id: await administration(context, tx, `${supplier.county}扶贫产品管理办公室（演示）`, supplier.code),
        code: supplier.code,
      },
    };
    for (const person of PEOPLE) {
      const userId = await account(tx, person, passwordHash);
      const place = person.place?.(places);
      if (place) await context.organisations.addMember(tx, { userId, ...place });
    }
  });
  await freightRules(context);
  await writeAccounts(context);
  return supplier.name;
}

async function account(tx: Tx, { login, name }: Person, passwordHash: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO app_user (id, login, name, password_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (login) DO UPDATE SET name = app_user.name RETURNING id`,
    [newId(), login, name, passwordHash],
  );
  return row?.id ?? '';
}

async function administration(
  { organisations }: CommandContext,
  tx: Tx,
  name: string,
  regionCode: string | null,
): Promise<string> {
  const known = await tx.one<{ id: string }>(
    `SELECT id FROM organisation WHERE kind = 'administration' AND name = $1`,
    [name],
  );
  return known?.id ?? organisations.create(tx, { kind: 'administration', name, regionCode, demo: true });
}

/** The demo supplier with most on the shelves: in its console there is something to see. */
async function busiestSupplier({ db }: CommandContext) {
  const found = await db.one<{ id: string; name: string; code: string; county: string }>(
    `SELECT o.id, o.name, r.code, r.name AS county FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN region r ON r.code = o.region_code
     WHERE o.demo AND o.supplier_kind = 'cooperative' GROUP BY o.id, r.code ORDER BY count(*) DESC, r.code, o.id LIMIT 1`,
  );
  if (!found) throw new Error('the seed has no demo supplier');
  return found;
}

const KILOGRAM = 1_000;

/** Rules of the demo suppliers that have none: near by cheaper, far away dearer, free from 99 yuan. */
async function freightRules({ db, uow }: CommandContext): Promise<void> {
  const bare = await db.query<{ id: string; province: string }>(
    `SELECT id, left(region_code, 2) AS province FROM organisation o
     WHERE kind = 'supplier' AND demo AND region_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM freight_rule f WHERE f.supplier_id = o.id) ORDER BY id`,
  );
  const table = new FreightTable();
  const weights = { deliverable: true, firstGrams: KILOGRAM, stepGrams: KILOGRAM };
  for (let from = 0; from < bare.length; from += 200) {
    await uow.run(async (tx) => {
      for (const { id, province } of bare.slice(from, from + 200)) {
        const far = ['54', '65'].filter((prefix) => prefix !== province);
        await table.replace(tx, id, [
          { ...weights, regionPrefix: '', firstFen: 800, stepFen: 200, freeOverFen: 9_900 },
          { ...weights, regionPrefix: province, firstFen: 500, stepFen: 100, freeOverFen: 5_900 },
          ...far.map((regionPrefix) => ({
            ...weights,
            regionPrefix,
            firstFen: 1_800,
            stepFen: 1_200,
            freeOverFen: null,
          })),
        ]);
      }
    });
  }
}

async function writeAccounts({ config }: CommandContext): Promise<void> {
  const file = process.env['YIGOU_DEMO_ACCOUNTS'] ?? CURRENT_FILE;
  const urls = { storefront: config.STOREFRONT_URL, admin: config.ADMIN_URL };
  const accounts = PEOPLE.map(({ role, login, console: site }) => ({
    role,
    login,
    password: PASSWORD,
    url: urls[site],
  }));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`);
}
