import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Actor, Caller, SeatedCaller } from '@yigou/identity';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { ORDERS, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { FREIGHT_FEN, Market, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant } from '@yigou/platform';
import { PROCUREMENT } from '@yigou/procurement';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { AFTERSALES_INVARIANTS } from './aftersales.invariants';
import { CaseQueries } from './case.queries';
import { OpenCase } from './open-case';
import { RunCase } from './run-case';
import { TellCases } from './tell-cases';

type Body = RouteInput<'openAftersales'>['body'];
let test: TestDatabase;
let market: Market;
let opening: OpenCase;
let running: RunCase;
let cases: CaseQueries;
let office: SeatedCaller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  market = new Market(test);
  opening = new OpenCase(test.db, test.uow, market.back, new Evidence(), new AuditLog());
  running = new RunCase(test.db, test.uow, market.back, market.stock, new AuditLog());
  cases = new CaseQueries(test.db, new Evidence());
  office = await memberOf(test.db, (await anOffice(test.db, 'national')).id, { role: 'manager' });
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of [
    ...AFTERSALES_INVARIANTS,
    ...ORDERS.invariants,
    ...PROCUREMENT.invariants,
    ...UNIT_ORDER_INVARIANTS,
  ])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ name: invariant.name, broken: 0 });
  expect(await market.brokenBooks()).toEqual([]);
});

interface Received {
  readonly orderId: string;
  readonly lineId: string;
  readonly skuId: string;
  readonly by: Caller;
  readonly seller: SeatedCaller;
}
/** Bought, paid and sent, so many pieces. */
async function shipped(quantity: number): Promise<Received> {
  const skuId = await market.sku(quantity + 5);
  const { actor, checkout } = await market.paid([{ skuId, quantity }]);
  return { ...(await sent(checkout.orders[0]?.id ?? '')), skuId, by: market.asBuyer(actor) };
}
async function sent(orderId: string) {
  const row = await test.db.one<{ id: string; lineId: string }>(
    'SELECT o.supplier_id AS id, l.id AS "lineId" FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.id = $1',
    [orderId],
  );
  const seller = await market.seller(row?.id ?? '');
  await test.uow.run(async (tx) => {
    const owed = await market.fulfil.lock(tx, seller, orderId);
    const pieces = new Map([...owed.lines.values()].map(({ id, left }) => [id, left]));
    await market.fulfil.shipLines(tx, owed, pieces, [{ carrier: 'sf', waybill: newId() }], seller);
    await market.fulfil.startReceiptTerm(tx, orderId, { days: 10, unitDays: 10 });
  });
  return { orderId, lineId: row?.lineId ?? '', seller };
}
const open = ({ by, lineId }: Received, said: Partial<Body> = {}): Promise<string> => {
  const body = {
    orderLineId: lineId,
    kind: 'refund',
    reason: 'shortage',
    pieces: 1,
    amountFen: PRICE_FEN,
    words: '少了一件',
    evidence: [],
    ...said,
  } as const satisfies Body;
  return opening.open(by, body, market.claim(by.actor, body));
};
const claimed = (actor: Actor, id: string) => market.claim(actor, { id });
const agree = ({ seller }: Received, id: string, returnTo = '') =>
  running.agree(seller, id, { returnTo }, claimed(seller.actor, id));
const receive = ({ by, orderId }: Received) => market.complete.confirm(by, orderId, claimed(by.actor, orderId));
const isOver = (id: string) =>
  test.db.query("UPDATE aftersales_case SET due_at = now() - interval '1 minute' WHERE id = $1", [id]);
const refundsOf = (orderId: string) =>
  test.db.query<{ id: string; fen: number; status: string }>(
    'SELECT id, amount_fen::int AS fen, status FROM refund WHERE holder = $1 ORDER BY created_at, id',
    [orderId],
  );
const view = ({ by }: Received, id: string) => cases.view(by, 'buyer', id);
/** The provider has given back what was asked for, and the case has heard of it. */
async function settled(orderId: string): Promise<void> {
  await market.submitRefunds();
  for (const { id } of await refundsOf(orderId)) await running.follow(id);
}
const codes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? 'done' : ((one.reason as { code?: string }).code ?? String(one.reason)),
  );

describe('a case of goods that were received', () => {
  it('gives back to the fen before the order is finished and after, with its share of the freight, and no more than was paid', async () => {
    const bought = await shipped(3);
    const { by } = bought;
    const terms = await opening.terms(by, bought.orderId);
    expect(terms).toMatchObject({ open: true, openUntil: null });
    expect(terms.lines[0]).toMatchObject({
      pieces: 3,
      rest: { pieces: 3, goodsFen: 3 * PRICE_FEN, freightPieces: 3, freightFen: FREIGHT_FEN },
    });
    const most = PRICE_FEN + Math.floor(FREIGHT_FEN / 3);
    await expect(open(bought, { amountFen: most + 1 })).rejects.toMatchObject({
      code: 'aftersales_exceeds_paid',
      details: { mostFen: most },
    });
    const first = await open(bought, { amountFen: most });
    await agree(bought, first);
    expect(await view(bought, first)).toMatchObject({ status: 'refunding', agreedFen: most, mostFen: most });
    await settled(bought.orderId);
    expect(await view(bought, first)).toMatchObject({ status: 'refunded', dueAt: null });

    await receive(bought);
    const rest = 3 * PRICE_FEN + FREIGHT_FEN - most;
    await expect(open(bought, { pieces: 3 })).rejects.toMatchObject({
      code: 'aftersales_exceeds_line',
      details: { left: 2, wanted: 3 },
    });
    const second = await open(bought, { pieces: 2, amountFen: rest });
    await agree(bought, second);
    await settled(bought.orderId);
    expect((await refundsOf(bought.orderId)).map(({ fen }) => fen)).toEqual([most, rest]);
    expect(await market.orders.view({ userId: by.actor.userId }, bought.orderId)).toMatchObject({
      status: 'completed',
      refundedFen: 3 * PRICE_FEN + FREIGHT_FEN,
    });
    await expect(open(bought)).rejects.toMatchObject({ code: 'aftersales_exceeds_line' });
  });

  it('sends goods back first where it is asked for so: what can be sold again is in stock, freight stays where the buyer thought better of it', async () => {
    const bought = await shipped(2);
    await receive(bought);
    const asked = { kind: 'return', reason: 'unwanted', pieces: 2, amountFen: 2 * PRICE_FEN } as const;
    await expect(open(bought, { ...asked, amountFen: asked.amountFen + 1 })).rejects.toMatchObject({
      code: 'aftersales_exceeds_paid',
    });
    const id = await open(bought, asked);
    await expect(agree(bought, id)).rejects.toMatchObject({ code: 'validation_failed' });
    await agree(bought, id, '和政路 8 号，李师傅 13800000000');
    expect(await refundsOf(bought.orderId)).toEqual([]);
    expect((await view(bought, id)).can).toMatchObject({ sendBack: true, withdraw: true, escalate: false });
    await running.sendBack(bought.by, id, { carrier: '顺丰', waybill: 'SF123456' });
    const [before] = await market.stock.levels(test.db, [bought.skuId]);
    const { seller } = bought;
    const over = running.receive(seller, id, { restocked: 3 }, claimed(seller.actor, id));
    await expect(over).rejects.toMatchObject({ code: 'aftersales_exceeds_line' });
    await running.receive(seller, id, { restocked: 1 }, claimed(seller.actor, id));
    const [after] = await market.stock.levels(test.db, [bought.skuId]);
    expect(after?.onHand).toBe((before?.onHand ?? 0) + 1);
    await settled(bought.orderId);
    expect(await view(bought, id)).toMatchObject({ status: 'refunded', restocked: 1, waybill: 'SF123456' });
    expect((await refundsOf(bought.orderId)).map(({ fen }) => fen)).toEqual([2 * PRICE_FEN]);
  });

  it('is decided by the platform where the supplier refuses, and closed where nobody asks it in time', async () => {
    const bought = await shipped(2);
    const { seller } = bought;
    const [granted, denied] = [await open(bought), await open(bought)];
    for (const id of [granted, denied]) await running.refuse(seller, id, { words: '发货时称过，没有少' });
    await running.escalate(bought.by, granted, { words: '箱子里只有一件' });
    const decide = (amountFen: number | null) =>
      running.decide(
        office,
        granted,
        { granted: amountFen !== null, amountFen, words: '视频显示少件' },
        claimed(office.actor, granted),
      );
    await expect(decide(9_999_999)).rejects.toMatchObject({ code: 'aftersales_exceeds_paid' });
    expect(await codes([decide(PRICE_FEN - 1), decide(PRICE_FEN - 1)])).toEqual(
      expect.arrayContaining(['done', 'aftersales_moved']),
    );
    await isOver(denied);
    expect(await running.decideDue(10)).toBe(1);
    expect(await view(bought, denied)).toMatchObject({ status: 'closed', ending: 'refused' });
    // What was closed may be asked for again: its piece is in no case.
    const again = await open(bought);
    await running.withdraw(bought.by, again);
    await settled(bought.orderId);
    expect((await refundsOf(bought.orderId)).map(({ fen }) => fen)).toEqual([PRICE_FEN - 1]);
    expect((await view(bought, granted)).history.map(({ action }) => action)).toEqual([
      'apply',
      'refuse',
      'escalate',
      'grant',
      'pay',
    ]);
  });

  it('goes on by itself where nobody answers, and follows its money when a refund is taken back', async () => {
    const bought = await shipped(1);
    const id = await open(bought);
    expect(await running.decideDue(10)).toBe(0);
    await isOver(id);
    expect(await Promise.all([running.decideDue(10), running.decideDue(10)])).toContain(1);
    await settled(bought.orderId);
    const [refund] = await refundsOf(bought.orderId);
    expect(await view(bought, id)).toMatchObject({ status: 'refunded' });
    const ref = await test.db.one<{ ref: string }>('SELECT provider_ref AS ref FROM refund WHERE id = $1', [
      refund?.id,
    ]);
    market.gateway.decideRefund(ref?.ref ?? '', 'failed');
    const snapshot = await market.gateway.retrieveRefund(ref?.ref ?? '');
    if (!snapshot) throw new Error('no refund');
    await test.uow.run((tx) => market.refunds.apply(tx, snapshot));
    await running.follow(refund?.id ?? '');
    await running.follow(refund?.id ?? '');
    expect(await view(bought, id)).toMatchObject({ status: 'refunding', closedAt: null });
    await test.uow.run((tx) => market.refunds.retry(tx, refund?.id ?? ''));
    await settled(bought.orderId);
    expect(await view(bought, id)).toMatchObject({ status: 'refunded' });
  });

  it('tells whose turn it is, once', async () => {
    const bought = await shipped(1);
    const id = await open(bought);
    const step = await test.db.one<{ stepId: string }>(
      'SELECT id AS "stepId" FROM aftersales_case_step WHERE aftersales_case_id = $1',
      [id],
    );
    const telling = new TellCases(test.uow, new Notices());
    const event = { id: newId(), hearer: 'aftersales' };
    await test.db.query("INSERT INTO outbox (id, topic, payload) VALUES ($1, 'aftersales.case_moved', '{}')", [
      event.id,
    ]);
    await test.db.query("INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, 'aftersales', now())", [
      event.id,
    ]);
    for (const _time of [1, 2]) await telling.tell(event, { caseId: id, stepId: step?.stepId ?? '' });
    const told = await test.db.query<{ title: string; link: string }>(
      'SELECT title, link FROM notice WHERE user_id = $1',
      [bought.seller.actor.userId],
    );
    expect(told.filter(({ link }) => link.endsWith(id))).toEqual([
      { title: expect.stringContaining('买家申请售后'), link: `/supplier/after-sales?id=${id}` },
    ]);
  });

  it('is nobody else’s', async () => {
    const bought = await shipped(1);
    const stranger = market.asBuyer((await market.buyer()).actor);
    await expect(open({ ...bought, by: stranger })).rejects.toMatchObject({ code: 'not_found' });
    const id = await open(bought);
    await expect(running.withdraw(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    const other = await market.seller(await market.supplier());
    await expect(agree({ ...bought, seller: other }, id)).rejects.toMatchObject({ code: 'not_found' });
    await running.withdraw(bought.by, id);
    const unpaid = await market.buy([{ skuId: bought.skuId, quantity: 1 }]);
    expect(await opening.terms(market.asBuyer(unpaid.actor), unpaid.checkout.orders[0]?.id ?? '')).toMatchObject({
      open: false,
    });
    await receive(bought);
    await test.db.query("UPDATE sales_order SET completed_at = now() - interval '16 days' WHERE id = $1", [
      bought.orderId,
    ]);
    await expect(open(bought)).rejects.toMatchObject({ code: 'aftersales_too_late' });
  });
});

describe('cases at once', () => {
  it('are one for a piece: of ten for three pieces three are opened, and what they give back is what was paid for the line', async () => {
    const bought = await shipped(3);
    const answers = await codes(Array.from({ length: 10 }, () => open(bought)));
    expect(answers.filter((code) => code === 'done')).toHaveLength(3);
    expect(new Set(answers)).toEqual(new Set(['done', 'aftersales_exceeds_line']));
    const ids = await test.db.query<{ id: string }>('SELECT id FROM aftersales_case WHERE order_id = $1', [
      bought.orderId,
    ]);
    await codes(ids.flatMap(({ id }) => [agree(bought, id), agree(bought, id)]));
    await settled(bought.orderId);
    expect((await refundsOf(bought.orderId)).map(({ fen, status }) => [fen, status])).toEqual(
      ids.map(() => [PRICE_FEN, 'succeeded']),
    );
  });

  it('pause the confirmation of receipt by the clock: whichever was first, the order is finished once and the case gives back once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const bought = await shipped(1);
      await test.db.query("UPDATE sales_order SET auto_confirm_at = now() - interval '1 minute' WHERE id = $1", [
        bought.orderId,
      ]);
      const work = [() => open(bought), () => market.complete.confirmDue(50)];
      await Promise.all((round % 2 ? work : work.toReversed()).map((one) => one()));
      await market.complete.confirmDue(50);
      const [found] = await test.db.query<{ id: string; status: string }>(
        'SELECT k.id, o.status FROM aftersales_case k JOIN sales_order o ON o.id = k.order_id WHERE o.id = $1',
        [bought.orderId],
      );
      expect(['shipped', 'completed']).toContain(found?.status);
      await Promise.all([
        agree(bought, found?.id ?? ''),
        market.complete.confirmDue(50),
        market.complete.confirmDue(50),
      ]);
      await market.complete.confirmDue(50);
      await settled(bought.orderId);
      expect(await refundsOf(bought.orderId)).toMatchObject([{ fen: PRICE_FEN, status: 'succeeded' }]);
      const after = await test.db.one<{ late: boolean | null }>(
        'SELECT auto_confirm_at > confirm_paused_at AS late FROM sales_order WHERE id = $1',
        [bought.orderId],
      );
      expect(after).toEqual({ late: null });
    }
  });

  it('are answered, withdrawn and decided by the clock at once with one outcome', async () => {
    for (let round = 0; round < 3; round += 1) {
      const bought = await shipped(1);
      const id = await open(bought);
      await isOver(id);
      await codes([
        agree(bought, id),
        running.refuse(bought.seller, id, { words: '没有少件' }),
        running.withdraw(bought.by, id),
        running.decideDue(50),
      ]);
      await settled(bought.orderId);
      const { status } = await view(bought, id);
      expect((await refundsOf(bought.orderId)).length).toBe(status === 'refunded' ? 1 : 0);
      expect(['refunded', 'closed', 'refused']).toContain(status);
    }
  });
});

describe('a case of a budget unit', () => {
  it('gives the budget and the share back what comes back, while the order is open and when it is finished', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000_000 });
    const skuId = await market.sku(9);
    const buyer = await market.unitBuyer(unitId);
    const body = market.body(buyer.addressId, [{ skuId, quantity: 4 }]);
    const checkout = await market.place.execute(buyer.by, body, market.claim(buyer.by.actor, body));
    const orderId = checkout.orders[0]?.id ?? '';
    await market.signed(orderId);
    const ref = await market.intentOf(orderId);
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
    const bought: Received = { ...(await sent(orderId)), skuId, by: { ...buyer.by, seat: null } };
    const accept = (accepted: number, refused: number) =>
      test.uow.run(async (tx) => {
        const order = await market.accept.lock(tx, orderId, unitId);
        const pieces = new Map([[bought.lineId, { accepted, refused }]]);
        await market.accept.accept(tx, order, { pieces, cause: `acceptance:${newId()}`, by: buyer.by, note: '验收' });
      });
    const held = async () =>
      test.db.one<{ encumbered: number; spent: number; bought: number }>(
        `SELECT b.encumbered_fen::int AS encumbered, b.spent_fen::int AS spent, coalesce(y.bought_fen, 0)::int AS bought
         FROM budget b LEFT JOIN share_year y ON y.unit_id = b.unit_id WHERE b.id = $1`,
        [budgetId],
      );
    const total = 4 * PRICE_FEN + FREIGHT_FEN;
    // What nobody has accepted is refused at acceptance.
    await expect(open(bought)).rejects.toMatchObject({ code: 'aftersales_exceeds_line', details: { left: 0 } });
    await accept(2, 0);
    const early = await open(bought, { amountFen: 300 });
    await agree(bought, early);
    expect(await held()).toEqual({ encumbered: total - 300, spent: 0, bought: 0 });
    await accept(1, 1);
    const kept = total - 300 - PRICE_FEN;
    expect(await held()).toMatchObject({ encumbered: 0, spent: kept });
    const goods = (await held())?.bought ?? 0;
    const freight = Math.floor(FREIGHT_FEN / 4);
    const late = await open(bought, { pieces: 1, amountFen: PRICE_FEN + freight });
    await Promise.all([agree(bought, late), codes([agree(bought, late)])]).catch(() => undefined);
    await settled(orderId);
    expect(await held()).toEqual({ encumbered: 0, spent: kept - PRICE_FEN - freight, bought: goods - PRICE_FEN });
    expect(await view(bought, late)).toMatchObject({ status: 'refunded' });
  });
});
