import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MemberDuty, MemberRole, ReviewLevel } from '@yigou/contracts';
import { FreightTable } from '@yigou/catalogue';
import { Passwords } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { CommandContext } from './command-context';
import { approvedBy, openBudgets, saveUnits } from './seed-units';

const PASSWORD = 'yigou-demo-2020';
const CURRENT_FILE = '.data/demo-accounts.json';

interface Person {
  readonly login: string;
  readonly name: string;
  /** What the launcher prints. */
  readonly role: string;
  readonly console: 'storefront' | 'admin';
  readonly place?: (places: Places) => {
    organisationId: string;
    role: MemberRole;
    regionPrefix?: string;
    duties?: MemberDuty[];
  };
}
interface Places {
  readonly supplier: string;
  readonly national: string;
  readonly county: string;
  readonly township: string;
  readonly city: string;
  readonly province: string;
  readonly agency: string;
  readonly supervisingUnit: string;
  readonly finance: string;
  readonly auditor: string;
  readonly union: string;
  readonly recipient: string;
  /** Code of the cooperative's county. */
  readonly code: string;
}
/** The township whose office and cooperative the demo has. */
export const DEMO_TOWNSHIP = '演示镇';
export const DEMO_LOGINS = {
  supplier: '13800000002',
  county: '13800000004',
  township: '13800000005',
  unitManager: '13800000010',
  unitBuyer: '13800000013',
  unitApprover: '13800000014',
  unitAcceptor: '13800000015',
  buyer: '13800000001',
  organiser: '13800000017',
  recipient: '13800000018',
} as const;

/** The cooperative whose console the demo opens. */
export interface DemoSupplier {
  readonly id: string;
  readonly name: string;
  /** Its county's code, and the names of the county and what it lies in. */
  readonly code: string;
  readonly county: string;
  readonly city: string;
  readonly province: string;
}

const PEOPLE: readonly Person[] = [
  { login: '13800000001', name: '演示买家', role: '买家', console: 'storefront' },
  {
    login: '13800000002',
    name: '演示合作社负责人',
    role: '合作社',
    console: 'admin',
    place: ({ supplier }) => ({ organisationId: supplier, role: 'manager' }),
  },
  {
    login: '13800000003',
    name: '演示平台管理员',
    role: '平台管理员',
    console: 'admin',
    place: ({ national }) => ({ organisationId: national, role: 'manager' }),
  },
  {
    login: '13800000004',
    name: '演示县管理员',
    role: '县管理员',
    console: 'admin',
    place: ({ county, code }) => ({ organisationId: county, role: 'manager', regionPrefix: code }),
  },
  {
    login: '13800000005',
    name: '演示乡镇审核员',
    role: '乡镇审核员',
    console: 'admin',
    place: ({ township, code }) => ({ organisationId: township, role: 'manager', regionPrefix: code }),
  },
  {
    login: '13800000006',
    name: '演示市级审核员',
    role: '市级审核员',
    console: 'admin',
    place: ({ city, code }) => ({ organisationId: city, role: 'manager', regionPrefix: code.slice(0, 4) }),
  },
  {
    login: '13800000007',
    name: '演示省级审核员',
    role: '省级审核员',
    console: 'admin',
    place: ({ province, code }) => ({ organisationId: province, role: 'manager', regionPrefix: code.slice(0, 2) }),
  },
  {
    login: '13800000008',
    name: '演示国家级审核员',
    role: '国家级审核员',
    console: 'admin',
    place: ({ national }) => ({ organisationId: national, role: 'clerk' }),
  },
  {
    login: '13800000009',
    name: '演示县复核员',
    role: '县复核员（申诉由初次决定者以外的人办理）',
    console: 'admin',
    place: ({ county, code }) => ({ organisationId: county, role: 'clerk', regionPrefix: code }),
  },
  {
    login: '13800000010',
    name: '演示学校管理人员',
    role: '预算单位（学校）',
    console: 'admin',
    place: ({ agency }) => ({ organisationId: agency, role: 'manager' }),
  },
  {
    login: '13800000011',
    name: '演示教育局管理人员',
    role: '主管预算单位（教育局）',
    console: 'admin',
    place: ({ supervisingUnit }) => ({ organisationId: supervisingUnit, role: 'manager' }),
  },
  {
    login: '13800000012',
    name: '演示财政局管理人员',
    role: '财政部门',
    console: 'admin',
    place: ({ finance, code }) => ({ organisationId: finance, role: 'manager', regionPrefix: code }),
  },
  {
    login: '13800000013',
    name: '演示学校采购员',
    role: '预算单位采购员（学校，写采购申请并下单）',
    console: 'admin',
    place: ({ agency }) => ({ organisationId: agency, role: 'clerk', duties: ['buy'] }),
  },
  {
    login: '13800000014',
    name: '演示学校审批人',
    role: '预算单位审批人（学校，审批采购申请）',
    console: 'admin',
    place: ({ agency }) => ({ organisationId: agency, role: 'clerk', duties: ['approve'] }),
  },
  {
    login: '13800000015',
    name: '演示学校验收员',
    role: '预算单位验收人（学校，验收到货；由管理人员复核）',
    console: 'admin',
    place: ({ agency }) => ({ organisationId: agency, role: 'clerk', duties: ['accept'] }),
  },
  {
    login: '13800000016',
    name: '演示审计人员',
    role: '审计部门',
    console: 'admin',
    place: ({ auditor, code }) => ({ organisationId: auditor, role: 'manager', regionPrefix: code }),
  },
  {
    login: '13800000017',
    name: '演示工会主席',
    role: '团购主办方（企业工会）',
    console: 'storefront',
    place: ({ union }) => ({ organisationId: union, role: 'manager' }),
  },
  {
    login: '13800000018',
    name: '演示医院后勤主任',
    role: '受赠单位（医院）',
    console: 'admin',
    place: ({ recipient }) => ({ organisationId: recipient, role: 'manager' }),
  },
];

export interface DemoPeople {
  readonly supplier: DemoSupplier;
  readonly offices: readonly string[];
  readonly accounts: readonly string[];
  readonly groups: { readonly union: string; readonly recipient: string };
  /** The bureau, its school, and what the school may spend of its canteen's and of its union's money. */
  readonly school: {
    readonly supervisingUnit: string;
    readonly agency: string;
    readonly budgetId: string;
    readonly unionBudgetId: string;
  };
}

/** Makes the demo's people, their offices and their places; `supplierIds` are the suppliers that the demo made. Throws when a login is somebody's already. */
export async function saveAccounts(context: CommandContext, supplierIds: readonly string[]): Promise<DemoPeople> {
  const supplier = await busiestSupplier(context, supplierIds);
  const passwordHash = await new Passwords().hash(PASSWORD);
  const people = await context.uow.run(async (tx) => {
    const { code, county, city, province } = supplier;
    const office = (place: string, regionCode: string | null, seat: Seat = {}) =>
      context.organisations.create(tx, {
        kind: 'administration',
        name: `${place}（演示）`,
        regionCode,
        demo: true,
        ...seat,
      });
    const places: Places = {
      supplier: supplier.id,
      code,
      national: await office('全国消费扶贫平台管理中心', null),
      county: await office(`${county}扶贫产品管理办公室`, code),
      township: await office(`${county}${DEMO_TOWNSHIP}扶贫工作站`, code, {
        reviewLevel: 'township',
        township: DEMO_TOWNSHIP,
      }),
      city: await office(`${city}扶贫产品认定办公室`, `${code.slice(0, 4)}00`, { reviewLevel: 'city' }),
      province: await office(`${province}扶贫产品认定办公室`, `${code.slice(0, 2)}0000`, { reviewLevel: 'province' }),
      union: await context.organisations.create(tx, {
        kind: 'company',
        name: `${city}建设集团工会（演示）`,
        regionCode: code,
        demo: true,
      }),
      recipient: await context.organisations.create(tx, {
        kind: 'recipient',
        name: `${county}人民医院（演示）`,
        regionCode: code,
        demo: true,
      }),
      ...(await saveUnits(context, tx, supplier)),
    };
    const accounts: string[] = [];
    let budgets = { budgetId: '', unionBudgetId: '' };
    for (const person of PEOPLE) {
      const userId = await account(tx, person, passwordHash);
      accounts.push(userId);
      const place = person.place?.(places);
      if (place) await context.organisations.addMember(tx, { userId, ...place });
      if (place?.organisationId !== places.agency) continue;
      if (place.role === 'manager') budgets = await openBudgets(tx, places, userId);
      if (place.duties?.includes('approve')) await approvedBy(tx, places, userId);
    }
    const { supplier: _supplier, code: _code, ...offices } = places;
    const { supervisingUnit, agency, union, recipient } = places;
    return {
      supplier,
      accounts,
      offices: Object.values(offices),
      groups: { union, recipient },
      school: { supervisingUnit, agency, ...budgets },
    };
  });
  await freightRules(context, supplierIds);
  return people;
}

async function account(tx: Tx, { login, name }: Person, passwordHash: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    // The demo's own people: nobody else has these numbers, so that whoever starts it need not look for a code first.
    `INSERT INTO app_user (id, login, name, password_hash, login_verified_at) VALUES ($1, $2, $3, $4, clock_timestamp())
     ON CONFLICT (login) DO NOTHING RETURNING id`,
    [newId(), login, name, passwordHash],
  );
  if (!row) throw new Error(`the login ${login} belongs to somebody already`);
  return row.id;
}

interface Seat {
  readonly reviewLevel?: ReviewLevel;
  readonly township?: string;
}

/** The cooperative with most on the shelves: in its console there is something to see. */
async function busiestSupplier({ db }: CommandContext, supplierIds: readonly string[]): Promise<DemoSupplier> {
  const found = await db.one<DemoSupplier>(
    `SELECT o.id, o.name, r.code, r.name AS county,
       coalesce((SELECT name FROM region WHERE code = left(r.code, 4) || '00'), r.name) AS city,
       (SELECT name FROM region WHERE code = left(r.code, 2) || '0000') AS province
     FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN region r ON r.code = o.region_code
     WHERE o.id = ANY($1) AND o.supplier_kind = 'cooperative' AND p.certificate_id IS NOT NULL
     GROUP BY o.id, r.code, r.name ORDER BY count(*) DESC, r.code, o.id LIMIT 1`,
    [supplierIds],
  );
  if (!found) throw new Error('the seed has no cooperative with certified products');
  return found;
}

const KILOGRAM = 1_000;

/** Rules of the demo's suppliers: near by cheaper, far away dearer, free from 99 yuan. */
async function freightRules({ db, uow }: CommandContext, supplierIds: readonly string[]): Promise<void> {
  const bare = await db.query<{ id: string; province: string }>(
    `SELECT id, left(region_code, 2) AS province FROM organisation
     WHERE id = ANY($1) AND region_code IS NOT NULL ORDER BY id`,
    [supplierIds],
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

/** The file from which the launcher tells people the accounts, with the addresses of this start. */
export async function writeAccounts({ config }: CommandContext): Promise<void> {
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
