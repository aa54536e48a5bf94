import { aMembership, anOrganisation, aPerson } from '@yigou/identity/testing';
import { restocked } from '@yigou/inventory/testing';
import { aParcel } from '@yigou/logistics/testing';
import { anOrder, orderNumbers } from '@yigou/orders/testing';
import { marketDay, type Tx } from '@yigou/platform';
import { UnitTree } from '@yigou/procurement';
import { aBudgetRow, aFiledYear } from '@yigou/procurement/testing';

/** A budget unit of the demo, and how its year goes. */
interface DemoUnit {
  readonly name: string;
  /** Its superior in this list, or the demo's bureau of education. */
  readonly below?: string;
  /** Yearly canteen spending in yuan, 0: it has not filed. */
  readonly canteenYuan: number;
  readonly ratioBp: number;
  /** Where this year's filing has come to. */
  readonly filing: 'in_force' | 'reviewed' | 'submitted' | 'returned' | null;
  /** What it buys of its reserved share in a year, in basis points; it is in time at 10,000. */
  readonly pace: number;
}
const EDUCATION = '教育局';
const UNITS: readonly DemoUnit[] = [
  { name: '卫生健康局', canteenYuan: 400_000, ratioBp: 1_000, filing: 'in_force', pace: 9_000 },
  { name: '机关事务服务中心', canteenYuan: 900_000, ratioBp: 1_500, filing: 'in_force', pace: 11_500 },
  { name: '第二小学', below: EDUCATION, canteenYuan: 1_100_000, ratioBp: 1_000, filing: 'in_force', pace: 10_500 },
  { name: '实验中学', below: EDUCATION, canteenYuan: 2_600_000, ratioBp: 1_200, filing: 'in_force', pace: 7_000 },
  { name: '职业中学', below: EDUCATION, canteenYuan: 1_500_000, ratioBp: 1_000, filing: 'in_force', pace: 3_500 },
  { name: '特殊教育学校', below: EDUCATION, canteenYuan: 300_000, ratioBp: 1_000, filing: 'returned', pace: 0 },
  { name: '幼儿园', below: EDUCATION, canteenYuan: 500_000, ratioBp: 1_000, filing: 'submitted', pace: 0 },
  { name: '人民医院', below: '卫生健康局', canteenYuan: 3_000_000, ratioBp: 1_000, filing: 'in_force', pace: 8_500 },
  { name: '中医院', below: '卫生健康局', canteenYuan: 1_400_000, ratioBp: 1_000, filing: 'reviewed', pace: 0 },
  { name: '疾病预防控制中心', below: '卫生健康局', canteenYuan: 0, ratioBp: 1_000, filing: null, pace: 0 },
];
/** The demo's own school: last year it was in time, this year it lags. */
const SCHOOL = { name: '第一小学', canteenYuan: 1_200_000, ratioBp: 1_000 } as const;
const SCHOOL_PACE = { last: 10_800, now: 6_500 } as const;
const FEN = 100;
const FREIGHT_FEN = 500;
const DAY_MS = 86_400_000;
const RECEIVED_DAYS = 5;
/** The last months in which the demo's school buys of the demo's cooperative. */
const ACCOUNT_DAYS = 150;
/** From the beginning of a filing to its confirmation, and some. */
const FILING_DAYS = 10;

export interface Year {
  readonly code: string;
  readonly county: string;
  readonly countyPath: string;
  /** The demo's bureau of education and its school. */
  readonly supervisingUnit: string;
  readonly agency: string;
  /** What the school may spend of its canteen's money this year. */
  readonly budgetId: string;
  /** The demo's cooperative. */
  readonly supplierId: string;
  /** The demo's products, which its units buy. */
  readonly productIds: readonly string[];
  readonly today: Date;
}
interface Sku {
  readonly id: string;
  readonly priceFen: number;
  readonly supplierId: string;
  readonly regionCode: string | null;
}
interface Made {
  readonly id: string;
  readonly buyerId: string;
  readonly buyer: string;
  readonly unit: Pick<DemoUnit, 'name' | 'canteenYuan' | 'ratioBp' | 'pace'>;
}

/**
 * A year of a county's budget units (预算单位), as gauges, charts, rankings and lists show it: who filed and how far that has come, what each bought month by month,
 * received and paid, and the year before as the school ended it. Written by the builders of the contexts, so that it holds what every invariant asks.
 * Returns the offices and people that it made.
 */
export async function tellYear(tx: Tx, year: Year): Promise<{ offices: string[]; accounts: string[] }> {
  const made = await saveUnits(tx, year);
  const goods = await certifiedGoods(tx, year);
  const thisYear = Number(marketDay(year.today).slice(0, 4));
  for (const unit of made) {
    const { filing } = UNITS.find(({ name }) => name === unit.unit.name) ?? {};
    if (!filing) continue;
    await fileYear(tx, year.today, unit, thisYear, filing);
    if (filing === 'in_force') await buy(tx, year, unit, thisYear, goods);
  }
  await slip(tx, year, made, goods);
  const buyer = await aBuyer(tx, year.agency, SCHOOL.name);
  const school = (pace: number): Made => ({ id: year.agency, ...buyer, unit: { ...SCHOOL, pace } });
  await fileYear(tx, year.today, school(SCHOOL_PACE.last), thisYear - 1, 'fulfilled');
  await buy(tx, year, school(SCHOOL_PACE.last), thisYear - 1, goods);
  await fileYear(tx, year.today, school(SCHOOL_PACE.now), thisYear, 'in_force');
  await buy(tx, year, school(SCHOOL_PACE.now), thisYear, goods, year.budgetId);
  return { offices: made.map(({ id }) => id), accounts: [...made, buyer].map(({ buyerId }) => buyerId) };
}

async function saveUnits(tx: Tx, { code: regionCode, county, supervisingUnit }: Year): Promise<Made[]> {
  const made: (Made & { readonly unit: DemoUnit })[] = [];
  const idOf = (name: string | undefined) =>
    name === EDUCATION ? supervisingUnit : (made.find(({ unit }) => unit.name === name)?.id ?? null);
  for (const unit of UNITS) {
    const { id } = await anOrganisation(tx, {
      kind: 'agency',
      name: `${county}${unit.name}（演示）`,
      regionCode,
      demo: true,
    });
    made.push({ id, unit, ...(await aBuyer(tx, id, unit.name)) });
  }
  const rows = made.map(({ id: unitId, unit }) => ({ unitId, parentId: idOf(unit.below), regionCode, demo: true }));
  await new UnitTree().add(tx, rows, '2020-01-01');
  return made;
}

/** Somebody who buys for a unit. Nobody knows the password. */
async function aBuyer(tx: Tx, organisationId: string, name: string): Promise<{ buyerId: string; buyer: string }> {
  const buyer = `演示${name}采购员`;
  const { id: userId } = await aPerson(tx, { name: buyer });
  await aMembership(tx, { userId, organisationId, role: 'clerk', duties: ['buy'] });
  return { buyerId: userId, buyer };
}

async function fileYear(
  tx: Tx,
  today: Date,
  { id: unitId, buyerId, unit: { canteenYuan, ratioBp } }: Made,
  year: number,
  status: Parameters<typeof aFiledYear>[1]['status'],
): Promise<void> {
  // Where the demo is written early in a year, a little before that day.
  const latest = today.getTime() - FILING_DAYS * DAY_MS;
  const createdAt = new Date(Math.min(Date.UTC(year, 2, 2, 2), latest));
  const said = { unitId, year, status, canteenTotalFen: canteenYuan * FEN, ratioBp, minimumBp: 1_000, createdAt };
  await aFiledYear(tx, said, { byId: buyerId, reason: '食堂采购总额与上年决算不一致，请核对后重新填报。' });
}

/**
 * What is sold under a certificate, a few of every category and whatever the demo's own cooperative has; the dearest packing of each, so that canteens need few
 * pieces of it.
 */
const certifiedGoods = (tx: Tx, { productIds, supplierId }: Year): Promise<Sku[]> =>
  tx.query<Sku>(
    `SELECT id, "priceFen", "supplierId", "regionCode" FROM (
       SELECT DISTINCT ON (l.product_id) k.id, k.price_fen AS "priceFen", p.supplier_id AS "supplierId", l.county_code AS "regionCode",
         row_number() OVER (PARTITION BY p.supplier_id = $2, l.category_slug ORDER BY l.product_id) AS place
       FROM listing l JOIN product p ON p.id = l.product_id JOIN sku k ON k.product_id = p.id AND k.active JOIN stock s ON s.sku_id = k.id
       WHERE l.product_id = ANY($1) AND l.certificate_number IS NOT NULL AND k.price_fen BETWEEN 1000 AND 20000
       ORDER BY l.product_id, k.price_fen DESC) AS sold
     WHERE place <= 4 OR "supplierId" = $2 ORDER BY place, "supplierId" = $2 DESC, id`,
    [productIds, supplierId],
  );

/** One order a month, each received and paid: what could still be refunded would need money that the payment provider has. */
async function buy(
  tx: Tx,
  year: Year,
  made: Made,
  of: number,
  goods: readonly Sku[],
  budgetOf?: string,
): Promise<void> {
  const { id: unitId, unit } = made;
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(of, month, 6 + (unit.name.length % 9), 2)));
  const past = days.filter((day) => day.getTime() < year.today.getTime() - RECEIVED_DAYS * DAY_MS);
  const reservedFen = (unit.canteenYuan * FEN * unit.ratioBp) / 10_000;
  const budgetId = budgetOf ?? (await aBudgetRow(tx, { unitId, year: of, ceilingFen: unit.canteenYuan * FEN }));
  const numbers = await orderNumbers(tx, past);
  // So that the two have an account with each other, month by month.
  const lately = year.today.getTime() - ACCOUNT_DAYS * DAY_MS;
  const own = goods.filter(({ supplierId }) => supplierId === year.supplierId);
  for (const [month, createdAt] of past.entries()) {
    const offered = unit.name === SCHOOL.name && createdAt.getTime() > lately ? own : goods;
    const sku = offered[(month * 7 + unit.name.length * 3) % offered.length];
    if (!sku) return;
    const wantedFen = (reservedFen * unit.pace) / 10_000 / days.length;
    const quantity = Math.max(1, Math.round((wantedFen * (SEASON[month] ?? 100)) / 100 / sku.priceFen));
    await place(tx, year, { made, budgetId, sku, quantity, createdAt, number: numbers[month] ?? '' });
  }
}

/** A unit that buys little of one product, and once ten times of it: what the fraud watch speaks up about (S44). */
const SLIP = { unit: '特殊教育学校', pieces: [16, 18, 17, 176], everyDays: 20 } as const;

/** All in one year, whenever the demo is written: a budget is of a year. */
async function slip(tx: Tx, year: Year, units: readonly Made[], [sku]: readonly Sku[]): Promise<void> {
  const made = units.find(({ unit }) => unit.name === SLIP.unit);
  if (!made || !sku) return;
  const before = (days: number, time: number) => new Date(time - days * DAY_MS);
  const daysOf = (time: number) =>
    SLIP.pieces.map((_, at) => before((SLIP.pieces.length - 1 - at) * SLIP.everyDays, time));
  const latest = before(RECEIVED_DAYS + 1, year.today.getTime()).getTime();
  const of = daysOf(latest)[0]?.getUTCFullYear() ?? 0;
  const days = daysOf(Math.min(latest, Date.UTC(of, 11, 20)));
  const budgetId = await aBudgetRow(tx, { unitId: made.id, year: of, ceilingFen: made.unit.canteenYuan * FEN });
  const numbers = await orderNumbers(tx, days);
  for (const [at, createdAt] of days.entries())
    await place(tx, year, {
      made,
      budgetId,
      sku,
      quantity: SLIP.pieces[at] ?? 1,
      createdAt,
      number: numbers[at] ?? '',
    });
}

/** How a year's buying spreads over its months, in hundredths of an even one: schools are closed in winter and summer. */
const SEASON = [90, 55, 115, 120, 120, 105, 55, 60, 135, 120, 115, 110];

interface Purchase {
  readonly made: Made;
  readonly budgetId: string;
  readonly sku: Sku;
  readonly quantity: number;
  readonly createdAt: Date;
  readonly number: string;
}

async function place(tx: Tx, year: Year, purchase: Purchase): Promise<void> {
  const { made, budgetId, sku, quantity, createdAt, number } = purchase;
  const on = (days: number) => new Date(createdAt.getTime() + days * DAY_MS);
  await restocked(tx, sku.id, quantity, createdAt);
  const { order, line } = await anOrder(tx, {
    atProvider: false,
    unitId: made.id,
    budgetId,
    userId: made.buyerId,
    actorName: made.buyer,
    skuId: sku.id,
    supplierId: sku.supplierId,
    regionCode: sku.regionCode,
    quantity,
    number,
    createdAt,
    paidAt: on(1),
    shippedAt: on(2),
    completedAt: on(RECEIVED_DAYS),
    freightFen: FREIGHT_FEN,
    receiver: '演示食堂库管',
    phone: '13800000000',
    deliveryRegionCode: year.code,
    regionPath: year.countyPath,
    detail: `${made.unit.name}食堂（演示）`,
    remark: '',
  }).completed();
  const waybill = `DEMO${order.number.slice(2)}`;
  await aParcel(tx, {
    orderId: order.id,
    orderLineId: line.id,
    quantity,
    carrier: 'ems',
    waybill,
    status: 'delivered',
    shippedAt: on(2),
  });
}
