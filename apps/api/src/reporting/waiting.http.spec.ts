import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aCampaign,
  aDelivery,
  aNeed,
  aRecipient,
  aRegistration,
  aSubstitute,
  aSurplus,
} from '@yigou/campaigns/testing';
import { aCase } from '@yigou/aftersales/testing';
import { aDispute } from '@yigou/payments/testing';
import { aCertificate, anApplication, anObjection } from '@yigou/certification/testing';
import {
  POLICY_AUTHORITY,
  type PolicyName,
  type ReviewLevel,
  type RouteId,
  setsPolicy,
  type WaitingList,
} from '@yigou/contracts';
import { aFile } from '@yigou/evidence/testing';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { anOrder } from '@yigou/orders/testing';
import { aFinding } from '@yigou/oversight/testing';
import { concerns, countWaiting, PersonalData, type WaitingKind, type WaitingSeat } from '@yigou/platform';
import { aProposal } from '@yigou/policy/testing';
import { aBudget, aCorrection, anAdmission, aShare, aUnit, aUnitChange, thisYear } from '@yigou/procurement/testing';
import {
  AcceptanceHarness,
  anInvoice,
  aStatement,
  goods as wanted,
  PurchasingHarness,
  TransferHarness,
  WANTED,
} from '@yigou/purchasing/testing';
import { TradeRows } from '@yigou/reporting/testing';
import { aComplaint, anAppeal, anInspection, aSanction } from '@yigou/supervision/testing';
import { aLicence, anAdmittedSupplier } from '@yigou/suppliers/testing';
import { aClaim, countStatements, inDays } from '@yigou/testing';
import { WAITING } from '../contexts';
import { type Answer, ApiHarness, type Visitor } from '../testing/api.harness';

/** Two counties of two provinces; in the first one an office of a township, where one of its suppliers sits. */
const [HERE, THERE] = ['621222', '420529'];
const TOWNSHIP = '碧口镇';

let api: ApiHarness;
let market: TradeRows;
const seats: { readonly name: string; readonly visitor: Visitor; readonly seat: WaitingSeat }[] = [];

async function office(name: string, level: ReviewLevel, regionPrefix: string, township: string | null = null) {
  const { id: organisationId } = await anOffice(api.test.db, level, { township });
  const visitor = await api.person({ organisationId, regionPrefix });
  const place = { kind: 'administration', role: 'manager', duties: [], level, regionPrefix, township } as const;
  seats.push({ name, visitor, seat: { ...place, organisationId, userId: visitor.userId ?? '' } });
  return visitor;
}
async function member(
  name: string,
  organisationId: string,
  {
    kind = 'supplier',
    role = 'manager',
    regionPrefix = '',
  }: Partial<Pick<WaitingSeat, 'kind' | 'role' | 'regionPrefix'>> = {},
) {
  const visitor = await api.person({ organisationId, role, regionPrefix });
  const level = kind === 'finance' || kind === 'auditor' ? ('county' as const) : null;
  const place = { kind, role, duties: [], level, regionPrefix, township: null };
  seats.push({ name, visitor, seat: { ...place, organisationId, userId: visitor.userId ?? '' } });
  return visitor;
}

/** A supplier with one of everything that can wait, for it and for the offices of its place. */
async function everything(regionCode: string, township: string, by: Visitor): Promise<string> {
  const { db } = api.test;
  const { supplierId } = await anAdmittedSupplier(db, { regionCode, township });
  for (const status of ['county_review', 'platform_review'] as const)
    await anAdmittedSupplier(db, { status, regionCode, township });
  await matters(supplierId, regionCode, township, by);
  await goods(supplierId, regionCode);
  return supplierId;
}

async function matters(supplierId: string, regionCode: string, township: string, by: Visitor): Promise<void> {
  const { db } = api.test;
  const userId = by.userId ?? '';
  const place = { supplierId, regionCode };
  const { id: evidenceId } = await aFile(db, { uploadedBy: userId });
  await aLicence(db, { supplierId, evidenceId, validTo: inDays(-400), number: 'old' });
  await aLicence(db, { supplierId, evidenceId, validTo: inDays(20), number: 'near' });
  await aLicence(db, { supplierId, evidenceId, kind: 'organic', validTo: inDays(400), number: 'far' });
  const waits = ['township', 'industry', 'county', 'city', 'province'].map((level) => `${level}_review` as const);
  for (const status of [...waits, 'national_filing'] as const)
    await anApplication(db, { ...place, township, status: status as 'county_review', round: 1 });
  for (const status of ['draft', 'returned'] as const) await anApplication(db, { ...place, township, status });
  const { id: applicationId } = await anApplication(db, { ...place, township, status: 'withdrawn', round: 1 });
  const id = newId();
  const sealed = api.app.get(PersonalData).seal('张三', id);
  await anObjection(db, { id, applicationId, nameSealed: sealed, contactSealed: sealed });
  await aCertificate(db, { ...place, validTo: inDays(10) });
  await aCertificate(db, { ...place, validTo: inDays(-3), status: 'expired' });
  const { id: certificateId } = await aCertificate(db, { ...place, validTo: inDays(900) });
  for (const status of ['received', 'investigating', 'answered'] as const) await aComplaint(db, { ...place, status });
  for (const status of ['ordered', 'rectifying', 'rectified', 'rectifying'] as const)
    await anInspection(db, { ...place, certificateId, status, rectifyBy: inDays(3) });
  for (const [kind, level] of [
    ['suspension', 'county'],
    ['withdrawal', 'city'],
  ] as const) {
    const { id: sanctionId } = await aSanction(db, { ...place, certificateId, kind, level });
    await anAppeal(db, { ...place, sanctionId, level, filedBy: userId });
  }
  await aSanction(db, { ...place, kind: 'freeze' });
  await aSanction(db, { ...place, kind: 'removal', decidedAt: new Date('2020-01-01') });
}

/** Campaigns that want goods of a supplier: one that waits for its answer, one for the office, and one that somebody reports. */
async function campaigns(supplierId: string, region: string, skuId: string): Promise<void> {
  const of = () => aCampaign(api.test.db, { reviewPrefix: region, held: false, goods: [{ supplierId, skuId }] });
  await of().agreeing();
  await of().toReview();
  const { campaign } = await of().recruiting();
  const body = { kind: 'untrue', content: '包装上写着别处的产地', contact: '' };
  await api.anonymous().call('reportCampaign', { params: { id: campaign.id }, body });
}

async function goods(supplierId: string, region: string): Promise<void> {
  const { db } = api.test;
  const product = await market.product(supplierId, { region });
  await market.product(supplierId, { region, stock: 0 });
  await campaigns(supplierId, region, product.skuId);
  await market.order(product, { region });
  await market.order(product, { region, daysAgo: 3 });
  for (const status of ['part_shipped', 'shipped'] as const) {
    const { orderId } = await market.order(product, { region, status });
    if (status === 'shipped')
      for (const at of ['applied', 'sent_back', 'intervening'] as const) await aCase(db, orderId, at);
    if (status === 'shipped') await db.query("UPDATE parcel SET status = 'exception' WHERE order_id = $1", [orderId]);
  }
  const left = await anAdmittedSupplier(db, { status: 'removed', regionCode: region });
  const { order } = await anOrder(db, { supplierId: left.supplierId, regionCode: region }).paid();
  await db.query(
    "INSERT INTO order_wind_up (order_id, cause, ship_by) VALUES ($1, 'removed', now() + interval '3 days')",
    [order.id],
  );
  const unitId = await aUnit(api.test);
  const budgetId = await aBudget(api.test, { unitId, ceilingFen: 100_000 });
  await anOrder(db, { supplierId, regionCode: region, unitId, budgetId }).unsigned();
  const { paymentId, orderId } = await market.order(product, { region, status: 'cancelled' });
  await db.query("UPDATE refund SET status = 'failed' WHERE holder = $1", [orderId]);
  await aDispute(db, { paymentId, amountFen: 100 });
  await db.query("UPDATE payment SET status = 'quarantined' WHERE id = $1", [paymentId]);
}

/** A bureau and its finance department, with schools below it whose year stands at each place. */
async function units(name: string, region: string): Promise<void> {
  const top = await aUnit(api.test, undefined, region);
  const bureau = await aUnit(api.test, top, region);
  for (const status of ['draft', 'returned', 'submitted', 'reviewed', 'submitted', 'in_force'] as const) {
    const school = await aUnit(api.test, bureau, region);
    await aShare(api.test, school, status);
    const manager = await member(`school of the ${name}: ${status}`, school, { kind: 'agency' });
    if (status === 'in_force') await requisition(school, manager.userId ?? '');
    if (status === 'in_force') await aFinding(api.test.db, { unitId: school, orderIds: [newId()] });
  }
  await aShare(api.test, bureau, 'submitted');
  await anAdmission(api.test, bureau, region);
  await aUnitChange(api.test, await aUnit(api.test, bureau, region));
  const [donor, other] = [await aUnit(api.test, top, region), await aUnit(api.test, top, region)];
  const budgetId = await aBudget(api.test, { unitId: donor, ceilingFen: 10_000_000 });
  for (const status of ['asked', 'agreed'] as const) {
    const { order } = await anOrder(api.test.db, { unitId: donor, budgetId }).completed();
    const said = { holder: order.id, orderNumber: order.number, unitId: donor, regionCode: region };
    await aCorrection(api.test.db, { ...said, toUnitId: status === 'asked' ? bureau : other, status });
  }
  await member(name, bureau, { kind: 'agency' });
  await member(`clerk of the ${name}`, bureau, { kind: 'agency', role: 'clerk' });
  await member(`top of the ${name}`, top, { kind: 'agency' });
  const finance = await api.organisation('finance');
  const place = { kind: 'finance', regionPrefix: region } as const;
  const proposer = await member(`finance of the ${name}`, finance, place);
  await member(`colleague in finance of the ${name}`, finance, place);
  const office = await api.organisation('auditor');
  await member(`auditor of the ${name}`, office, { kind: 'auditor', regionPrefix: region });
  await aProposal(api.test.db, { name: 'share.minimum_bp', proposedBy: proposer.userId ?? '', regionPrefix: region });
}

/** Who registers, what is needed and asked for of a place; two recipients, since one sees nothing of the other. */
async function recipients(region: string): Promise<void> {
  const { db } = api.test;
  const personal = api.app.get(PersonalData);
  const place = { regionCode: region };
  for (const status of ['waiting', 'returned', 'withdrawn'] as const)
    await aRegistration(db, personal, { ...place, status });
  for (const name of ['recipient', 'another recipient']) {
    const recipientId = await aRecipient(db, place);
    for (const status of ['waiting', 'open', 'returned', 'closed'] as const)
      await aNeed(db, personal, { recipientId, ...place, status });
    const donation = { form: 'donation', deliveryMode: 'recipient', recipientId } as const;
    for (const status of ['to_recipient', 'agreeing'] as const) await aCampaign(db, donation).in(status);
    await aSubstitute(db, await aCampaign(db, donation).in('recruiting'));
    await member(`${name} in ${region}`, recipientId, { kind: 'recipient' });
    const delivery = await aDelivery(api.test, recipientId);
    await aSurplus(api.test, delivery, await aRecipient(db));
    await aSurplus(api.test, await aDelivery(api.test, await aRecipient(db)), recipientId);
    await aDelivery(api.test, recipientId, 'to_ship');
  }
}

/** Two units with an order that came: of one nobody has signed, of the other one person has. */
async function deliveries(): Promise<void> {
  const acceptance = new AcceptanceHarness(api.test);
  for (const name of ['unit that was sent goods', 'unit of which one person signed']) {
    const shipped = await acceptance.shipped();
    if (name.endsWith('signed')) await acceptance.sign(shipped, shipped.first);
    await member(name, shipped.unitId, { kind: 'agency' });
  }
  const done = await acceptance.shipped();
  await acceptance.confirm(done.second, await acceptance.sign(done, done.first));
  const order = await api.test.db.one<{ supplierId: string }>(
    'SELECT supplier_id AS "supplierId" FROM sales_order WHERE id = $1',
    [done.orderId],
  );
  await member('supplier that has yet to invoice', order?.supplierId ?? '');
  await aStatement(api.test, done.orderId);
  await member('unit that is to look at its account', done.unitId, { kind: 'agency' });
}

/** A unit that is to pay, one that says it paid, and one whose supplier owes it money back. */
async function transfers(): Promise<void> {
  const harness = new TransferHarness(api.test);
  const signed = await harness.signed();
  await member('unit that is to pay', signed.unitId, { kind: 'agency' });
  await anInvoice(api.test.db, signed.orderId);
  await member('supplier whose invoice is objected to', signed.seller.seat.organisationId);
  const objected = await anInvoice(api.test.db, signed.orderId);
  await api.test.db.query(`UPDATE purchasing_invoice SET status = 'objected' WHERE id = $1`, [objected]);
  const submitted = await harness.signed();
  await harness.submit(submitted);
  await member('unit that says it paid', submitted.unitId, { kind: 'agency' });
  await member('supplier that was paid by transfer', submitted.seller.seat.organisationId);
  const owed = await harness.signed();
  await harness.owed(owed);
  await member('supplier that owes money back', owed.seller.seat.organisationId);
}

/** One submitted to an approver of a unit, and one approved, which waits for whoever buys. */
async function requisition(unitId: string, userId: string): Promise<void> {
  const purchasing = new PurchasingHarness(api.test);
  const manager = await memberOf(api.test.db, unitId, { role: 'manager' });
  const buyer = await memberOf(api.test.db, unitId, { duties: ['buy'] });
  const decidedBy = (approverId: string) =>
    purchasing.rules.set(manager, { approvers: [{ userId: approverId, perOrderFen: null, perMonthFen: null }] });
  const lines = [{ skuId: await wanted(api.test), quantity: 1 }];
  const write = async () => {
    const id = await purchasing.requisitions.create(buyer, { ...WANTED, budgetId: null, lines }, aClaim());
    await purchasing.requisitions.submit(buyer, id);
    return id;
  };
  const approver = await memberOf(api.test.db, unitId, { duties: ['approve'] });
  await decidedBy(approver.actor.userId);
  await purchasing.approve(approver, await write());
  await decidedBy(userId);
  await write();
}

beforeAll(async () => {
  api = await ApiHarness.start();
  market = new TradeRows(api.test.db);
  const here = await office('county', 'county', HERE);
  const there = await office('another county', 'county', THERE);
  await office('township', 'township', HERE, TOWNSHIP);
  await office('trade', 'industry', HERE);
  await office('city', 'city', HERE.slice(0, 4));
  await office('province', 'province', HERE.slice(0, 2));
  const nation = await office('nation', 'national', '');
  await deliveries();
  await transfers();
  await member('supplier', await everything(HERE, TOWNSHIP, here));
  await everything(HERE, '中庙镇', here);
  await member('another supplier', await everything(THERE, TOWNSHIP, there));
  for (const status of ['draft', 'returned'] as const)
    await member(`supplier with a file ${status}`, (await anAdmittedSupplier(api.test.db, { status })).supplierId);
  for (const [by, regionPrefix] of [
    [here, HERE],
    [nation, HERE],
    [nation, ''],
  ] as const)
    await aProposal(api.test.db, { proposedBy: by.userId ?? '', regionPrefix });
  await units('bureau', HERE);
  for (const region of [HERE, THERE]) await recipients(region);
  await units('another bureau', THERE);
  const id = newId();
  await api.test.db.query(
    `INSERT INTO outbox (id, topic, payload, relayed_at) VALUES ($1, 'orders.paid', '{}', now())`,
    [id],
  );
  await api.test.db.query(
    `INSERT INTO event_delivery (event_id, hearer, due_at, attempts, failing_since, failed_at, reason, parked_at)
     VALUES ($1, 'orders', now(), 8, now(), now(), 'ZodError: no orderId', now())`,
    [id],
  );
});
afterAll(() => api.close());

type Items = readonly Record<string, unknown>[];
const items = (answer: Answer): Items => answer.body['items'] as Items;
const own = (rows: Items, where: (row: never) => boolean): number => rows.filter((row) => where(row as never)).length;

interface Share {
  readonly year: number;
  readonly state: string;
}

/** Looser values that somebody else proposed, of parameters that the seat sets. */
const othersProposals = ({ body }: Answer, seat: WaitingSeat): number =>
  own(
    body['proposals'] as Items,
    ({ own: mine, name }: { own: boolean; name: PolicyName }) => !mine && setsPolicy(POLICY_AUTHORITY[name], seat),
  );

/** How many things of a kind a screen shows that is no list with a total: what it marks as the reader’s turn. */
const MARKED: Readonly<Record<string, (answer: Answer, seat: WaitingSeat) => number>> = {
  'platform.parked_jobs': ({ body }) => Number(body['parked']),
  'suppliers.returned_file': ({ body }) => Number(body['status'] === 'returned'),
  'suppliers.draft_file': ({ body }) => Number(body['status'] === 'draft'),
  'suppliers.ending_licences': ({ body }) => {
    const all = body['licences'] as { kind: string; validTo: string | null }[];
    const last = Map.groupBy(all, ({ kind }) => kind).values();
    const ends = [...last].map(
      (of) =>
        of
          .map(({ validTo }) => validTo ?? '9999')
          .sort()
          .at(-1) ?? '',
    );
    return ends.filter((end) => end <= inDays(30)).length;
  },
  'procurement.returned_shares': ({ body }) => own(body['shares'] as Items, ({ state }: Share) => state === 'returned'),
  'procurement.unfiled_year': ({ body }) =>
    own(
      body['shares'] as Items,
      ({ year, state }: Share) => year === thisYear() && ['missing', 'draft'].includes(state),
    ),
  'certification.renewals': (answer) => own(items(answer), (one: { canRenew: boolean }) => one.canRenew),
  'supervision.rectifications': (answer) =>
    own(items(answer), ({ status }: { status: string }) => status === 'rectifying'),
  'supervision.appealable_sanctions': (answer) =>
    own(items(answer), ({ can }: { can: { appeal: boolean } }) => can.appeal),
  'policy.proposals': othersProposals,
  'policy.finance_proposals': othersProposals,
};

/** What the list behind a link shows; how it is ordered is no matter of how many. */
async function listed({ visitor, seat }: (typeof seats)[number], { code, list, link }: WaitingKind): Promise<number> {
  const { sort: _sort, order: _order, ...filters } = link.query ?? {};
  const answer = await visitor.call(list as RouteId, { query: new URLSearchParams(filters).toString() });
  if (answer.status !== 200) throw new Error(`${list} answered ${answer.status}: ${answer.text}`);
  return MARKED[code]?.(answer, seat) ?? Number(answer.body['total']);
}
const asked = new Map<string, WaitingList['items']>();
/** Nothing in the world changes between the tests: each seat asks once. */
async function waitingFor({ name, visitor }: (typeof seats)[number]): Promise<WaitingList['items']> {
  const known = asked.get(name);
  if (known) return known;
  const answer = await visitor.call('listWaiting');
  if (answer.status !== 200) throw new Error(`listWaiting answered ${answer.status}: ${answer.text}`);
  const { items: found } = answer.body as unknown as WaitingList;
  asked.set(name, found);
  return found;
}

describe('what waits for a seat', () => {
  it.each(WAITING.map((kind) => [kind.code, kind] as const))(
    '%s is what the list behind its link shows, for every seat',
    async (code, kind) => {
      const concerned = seats.filter(({ seat }) => concerns(kind, seat));
      const figures: Record<string, number> = {};
      for (const one of concerned) {
        const counted = (await waitingFor(one)).find((item) => item.kind === code)?.count ?? 0;
        expect({ seat: one.name, count: counted }).toEqual({ seat: one.name, count: await listed(one, kind) });
        figures[one.name] = counted;
      }
      // The world above has some of every kind, so that nothing equals nothing.
      expect(Math.max(...Object.values(figures))).toBeGreaterThan(0);
      for (const other of seats.filter((one) => !concerned.includes(one)))
        expect((await waitingFor(other)).map((item) => item.kind)).not.toContain(code);
    },
  );

  it('is counted in one statement, each kind as far as lists count', async () => {
    for (const { seat } of seats) {
      // Nothing is asked for a seat that nothing can wait for: a clerk of a unit who has no duty.
      const asked = WAITING.some((kind) => concerns(kind, seat)) ? 1 : 0;
      expect(await countStatements(() => countWaiting(api.test.db, WAITING, seat))).toBe(asked);
    }
  });

  it('begins with what is late, and says until when the first of a kind waits', async () => {
    const county = seats.find(({ name }) => name === 'county');
    const found = county ? await waitingFor(county) : [];
    const late = found.map(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < Date.now());
    expect(late).toEqual([...late].sort((a, b) => Number(b) - Number(a)));
    expect(late).toContain(true);
    expect(found.find(({ kind }) => kind === 'certification.reviews')).toMatchObject({ dueAt: null });
  });

  it('is nobody’s who sits nowhere', async () => {
    expect((await (await api.person()).call('listWaiting')).status).toBe(403);
    expect((await api.anonymous().call('listWaiting')).status).toBe(401);
  });
});

describe('what a supplier has open before it leaves', () => {
  it('is seen by itself and by the offices above it, with what becomes of each', async () => {
    const of = (name: string) => seats.find((one) => one.name === name);
    const [supplier, county, elsewhere] = [of('supplier'), of('county'), of('another county')];
    const own = await supplier?.visitor.call('listOwnOpenOrders', { query: 'limit=2' });
    const params = { id: supplier?.seat.organisationId ?? '' };
    const seen = await county?.visitor.call('listOpenOrders', { params, query: 'limit=2' });
    expect(own?.body).toEqual(seen?.body);
    expect(own?.body).toMatchObject({ total: 5, nextCursor: expect.any(String), shipWithinDays: 7 });
    const all = await county?.visitor.call('listOpenOrders', { params });
    expect(
      items(all as Answer)
        .map(({ status, fate }) => `${String(status)} ${String(fate)}`)
        .toSorted(),
    ).toEqual(['part_shipped dated', 'shipped goes_on', 'to_ship dated', 'to_ship dated', 'to_sign closes']);
    expect(await elsewhere?.visitor.call('listOpenOrders', { params })).toMatchObject({ status: 404 });
  });
});
