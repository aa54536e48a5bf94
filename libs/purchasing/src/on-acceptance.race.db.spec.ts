import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { ORDERS, UNIT_ORDER_INVARIANTS, UnitTerms } from '@yigou/orders';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { aBudget, anAdmission, aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ACCEPTED_ORDER_INVARIANTS } from './acceptance/acceptance.invariants';
import { AcceptanceHarness, type OnAcceptance, TransferHarness } from './testing';
import { reckonStatement } from './statements/reckon-statement';
import { TRANSFERRED_MONEY_INVARIANTS } from './transfers/transfer.invariants';

/** How often each race is run: who wins differs. */
const ROUNDS = [1, 2, 3];
const TOTAL_FEN = 5 * PRICE_FEN + FREIGHT_FEN;
let test: TestDatabase;
let h: AcceptanceHarness;
let t: TransferHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  h = new AcceptanceHarness(test);
  t = new TransferHarness(test, h.market);
  examiner = (await aPerson(test.db)).id;
});
afterAll(() => test.close());
afterEach(async () => {
  const all = [ORDERS, PAYMENTS].flatMap(({ invariants }) => invariants);
  for (const invariant of [
    ...all,
    ...UNIT_ORDER_INVARIANTS,
    ...ACCEPTED_ORDER_INVARIANTS,
    ...TRANSFERRED_MONEY_INVARIANTS,
  ])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await h.market.brokenBooks()).toEqual([]);
});

const won = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status === 'fulfilled');
const cancel = ({ buyer, orderId }: OnAcceptance) =>
  h.market.close.cancel(buyer, orderId, '不要了', h.market.claim(buyer.actor, { orderId }));
const online = async ({ orderId }: OnAcceptance) => {
  const ref = await h.market.intentOf(orderId);
  h.market.gateway.pay(ref);
  await h.market.settle.execute(h.market.gateway.intent(ref));
};
const state = ({ orderId }: OnAcceptance) =>
  test.db.one<{ status: string; asked: number; paid: string; days: number | null; refunds: number; entries: number }>(
    `SELECT o.status, p.amount_fen AS asked, p.status AS paid, round(extract(epoch FROM o.due_at - o.payable_at) / 86400)::int AS days,
       (SELECT count(*)::int FROM refund f WHERE f.holder = o.id) AS refunds,
       (SELECT count(*)::int FROM payment_entry e WHERE e.payment_id = p.id) AS entries
     FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id WHERE o.id = $1`,
    [orderId],
  );
const paymentOf = async ({ orderId }: OnAcceptance): Promise<{ id: string }> =>
  (await test.db.one<{ id: string }>(
    'SELECT c.payment_id AS id FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
    [orderId],
  )) ?? { id: '' };
/** A fen less than what is due comes through the provider. */
async function wrongly(one: OnAcceptance, known?: string) {
  const ref = known ?? (await h.market.intentOf(one.orderId));
  h.market.gateway.pay(ref);
  const intent = h.market.gateway.intent(ref);
  const again = () => h.market.settle.execute({ ...intent, receivedFen: intent.receivedFen - 1 });
  expect(await again()).toBe('quarantined');
  return { id: intent.paymentId ?? '', again };
}
let examiner: string;
const end = ({ id }: { readonly id: string }, ending: 'refund' | 'accept') =>
  h.market.cases.end(
    {
      audit: { actor: { userId: examiner, name: '平台', organisationId: null }, address: null },
      held: () => Promise.resolve(),
    },
    id,
    { ending, reason: '核对过' },
    h.market.claim({ userId: examiner, name: '平台' } as Parameters<typeof h.market.claim>[0], newId()),
  );
const casesOf = async ({ id }: { readonly id: string }) =>
  (await test.db.query<{ ending: string }>('SELECT ending FROM payment_case WHERE payment_id = $1', [id])).map(
    ({ ending }) => ending,
  );
const budget = ({ budgetId }: OnAcceptance) =>
  test.db.one('SELECT encumbered_fen AS held, spent_fen AS spent FROM budget WHERE id = $1', [budgetId]);
const counted = async ({ unitId }: OnAcceptance) =>
  (await test.db.one<{ fen: number }>('SELECT bought_fen AS fen FROM share_year WHERE unit_id = $1', [unitId]))?.fen ??
  0;

describe('an order that is paid on acceptance (先货后款, R22)', () => {
  it('is sent unpaid, asks for what two people accepted, and is counted once it is paid (R7, R26)', async () => {
    const one = await h.onAcceptance();
    expect(await state(one)).toMatchObject({ status: 'to_ship', asked: TOTAL_FEN, paid: 'pending' });
    await h.ship(one.orderId, 5);
    await h.confirm(one.second, await h.sign(one, one.first, { accepted: 3, short: 2 }));
    const dueFen = TOTAL_FEN - 2 * PRICE_FEN;
    expect(await state(one)).toMatchObject({ status: 'payable', asked: dueFen, paid: 'pending', days: 45, refunds: 0 });
    expect(await budget(one)).toEqual({ held: dueFen, spent: 0 });
    expect(await counted(one)).toBe(0);
    await expect(cancel(one)).rejects.toMatchObject({ code: 'order_not_cancellable' });
    await online(one);
    expect(await state(one)).toMatchObject({ status: 'completed', paid: 'paid', refunds: 0, entries: 1 });
    expect(await budget(one)).toEqual({ held: 0, spent: dueFen });
    expect(await counted(one)).toBe(3 * PRICE_FEN);
    const view = await h.market.orders.view({ userId: one.buyer.actor.userId }, one.orderId);
    expect(view).toMatchObject({ paymentTerms: 'on_acceptance', payment: { amountFen: dueFen }, refunds: [] });
  });

  it('is not paid before it is accepted, and by transfer of all that is due', async () => {
    const one = await h.onAcceptance();
    await expect(t.submit(one)).rejects.toMatchObject({ code: 'order_not_transferable' });
    await h.ship(one.orderId, 5);
    await h.confirm(one.second, await h.sign(one, one.first, { accepted: 4, refused: 1, refusal: 'damaged' }));
    const dueFen = TOTAL_FEN - PRICE_FEN;
    await expect(t.submit(one, TOTAL_FEN)).rejects.toMatchObject({ details: { dueFen } });
    await t.confirm(one, await t.submit(one, dueFen), dueFen);
    expect(await state(one)).toMatchObject({ status: 'completed', paid: 'paid' });
  });

  it('gives stock and budget back when it is cancelled before it is sent, and asks nobody for money', async () => {
    const one = await h.onAcceptance();
    await cancel(one);
    expect(await state(one)).toMatchObject({ status: 'cancelled', paid: 'cancelled', refunds: 0 });
    expect(await budget(one)).toEqual({ held: 0, spent: 0 });
  });

  it('of which the rest is not sent any more asks for what was, and for the freight where nothing was taken', async () => {
    const [ended, refused] = [await h.onAcceptance(), await h.onAcceptance()];
    await h.ship(ended.orderId, 2);
    await h.confirm(ended.second, await h.sign(ended, ended.first, { accepted: 2 }));
    const body = { lines: [{ orderLineId: ended.lineId, quantity: 3 }], reason: '不要了' };
    const claim = h.market.claim(ended.buyer.actor, newId());
    await h.market.rest.execute(ended.buyer, 'buyer', ended.orderId, body, claim);
    expect(await state(ended)).toMatchObject({ status: 'payable', asked: 2 * PRICE_FEN + FREIGHT_FEN, refunds: 0 });
    await h.ship(refused.orderId, 5);
    await h.confirm(refused.second, await h.sign(refused, refused.first, { accepted: 0, short: 5 }));
    expect(await state(refused)).toMatchObject({ status: 'payable', asked: FREIGHT_FEN });
    await online(refused);
    expect(await counted(refused)).toBe(0);
  });

  it('asks for what nobody refused in time', async () => {
    const one = await h.onAcceptance();
    await h.ship(one.orderId, 5);
    await test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [one.orderId]);
    await h.market.complete.confirmDue(50);
    expect(await state(one)).toMatchObject({ status: 'payable', asked: TOTAL_FEN });
  });

  it('needs a supplier that grants it, a region that does, and a unit that was admitted (R21)', async () => {
    const place = async (skuId: string, unitId: string) => {
      const { by, addressId } = await h.market.unitBuyer(unitId);
      const body = { ...h.market.body(addressId, [{ skuId, quantity: 1 }]), paymentTerms: 'on_acceptance' as const };
      return h.market.place.execute(by, body, h.market.claim(by.actor, body));
    };
    const unitId = await aUnit(test);
    await aBudget(test, { unitId, ceilingFen: 10_000_000 });
    const [denied, granted] = [await h.market.sku(9), await h.market.sku(9)];
    await h.grantOnAcceptance(granted);
    await expect(place(denied, unitId)).rejects.toMatchObject({ code: 'payment_terms_not_granted' });
    await place(granted, unitId);
    await test.db.query(
      `INSERT INTO policy_parameter (id, name, region_prefix, value, source)
       SELECT $2, 'order.on_acceptance', region_code, 'false', '本地不开放' FROM budget_unit_place WHERE unit_id = $1 LIMIT 1`,
      [unitId, newId()],
    );
    const terms = new UnitTerms(test.db, new PolicyParameters(test.db));
    await expect(terms.requireOnAcceptance(test.db, unitId, [])).rejects.toMatchObject({
      code: 'payment_terms_not_granted',
      details: { supplierIds: [] },
    });
    await test.db.query(`DELETE FROM policy_parameter WHERE source = '本地不开放'`);
    const { unitId: waiting } = await anAdmission(test, await aUnit(test));
    await aBudget(test, { unitId: waiting, ceilingFen: 10_000_000 });
    await expect(place(granted, waiting)).rejects.toMatchObject({ code: 'unit_not_admitted' });
  });
});

describe('at once', () => {
  it.each(ROUNDS)('acceptance against payment: what is paid is what was accepted (%d)', async () => {
    const one = await h.onAcceptance();
    await h.ship(one.orderId, 5);
    const sheet = await h.sign(one, one.first, { accepted: 4, short: 1 });
    const dueFen = TOTAL_FEN - PRICE_FEN;
    const [accepted, paid] = await Promise.allSettled([h.confirm(one.second, sheet), t.submit(one, dueFen)]);
    expect(accepted.status).toBe('fulfilled');
    if (paid.status === 'rejected')
      expect((paid.reason as { code: string }).code).toMatch(/order_not_transferable|transfer_amount_differs/);
    expect(await state(one)).toMatchObject({ status: 'payable', asked: dueFen });
  });

  it.each(ROUNDS)('cancel against ship: one of them (%d)', async () => {
    const one = await h.onAcceptance();
    const results = await Promise.allSettled([cancel(one), h.ship(one.orderId, 5)]);
    expect(won(results).filter(Boolean)).toHaveLength(1);
    expect(await state(one)).toMatchObject(
      won(results)[0] ? { status: 'cancelled', paid: 'cancelled' } : { status: 'shipped', paid: 'pending' },
    );
  });

  it.each(ROUNDS)('two payments: one capture, one completion (%d)', async () => {
    const one = await h.payable();
    const ref = await h.market.intentOf(one.orderId);
    h.market.gateway.pay(ref);
    const settled = () => h.market.settle.execute(h.market.gateway.intent(ref));
    await Promise.allSettled([settled(), t.submit(one), settled()]);
    expect(await state(one)).toMatchObject({ status: 'completed', paid: 'paid', entries: 1, refunds: 0 });
    expect(await counted(one)).toBe(5 * PRICE_FEN);
    const completions = await test.db.query(`SELECT FROM order_step WHERE order_id = $1 AND to_status = 'completed'`, [
      one.orderId,
    ]);
    expect(completions).toHaveLength(1);
    // What was said of a transfer meanwhile is of no consequence.
    await t.transfers.lapse((await paymentOf(one)).id);
  });

  it.each(ROUNDS)(
    'two ends of one case, and a transfer: one end, and what is due is asked for once (%d)',
    async (round) => {
      const one = await h.payable();
      const came = await wrongly(one);
      const ends = await Promise.allSettled([
        end(came, round === 1 ? 'accept' : 'refund'),
        end(came, 'refund'),
        t.submit(one),
        came.again(),
      ]);
      expect(won(ends).slice(0, 2).filter(Boolean)).toHaveLength(1);
      const { status, refunds } = (await state(one)) ?? {};
      const accepted = status === 'completed';
      expect(await casesOf(came)).toEqual([accepted ? 'accept' : 'refund']);
      expect((await paymentOf(one)).id === came.id).toBe(accepted);
      expect(refunds).toBe(0);
      if (!accepted && !won(ends)[2]) await online(one);
    },
  );
});

describe('money of another amount for what was accepted', () => {
  it('goes back, and what is due is paid anew, however often that happens', async () => {
    const one = await h.payable();
    for (let round = 0; round < 2; round += 1) {
      const came = await wrongly(one);
      expect(await state(one)).toMatchObject({ status: 'payable', paid: 'quarantined' });
      await expect(h.market.intentOf(one.orderId)).rejects.toMatchObject({ code: 'checkout_not_payable' });
      await end(came, 'refund');
      expect(await state(one)).toMatchObject({ status: 'payable', asked: TOTAL_FEN, paid: 'pending', entries: 0 });
      await h.market.submitRefunds();
      expect(await came.again()).toBe('already_captured');
      const back = await test.db.one('SELECT refunded_fen AS fen FROM payment WHERE id = $1', [came.id]);
      expect(back).toEqual({ fen: TOTAL_FEN - 1 });
    }
    await t.confirm(one, await t.submit(one));
    expect(await state(one)).toMatchObject({ status: 'completed', paid: 'paid', refunds: 0 });
    expect(await counted(one)).toBe(5 * PRICE_FEN);
  });

  it('is accepted for all of it, and the order settled and counted', async () => {
    const one = await h.payable();
    await end(await wrongly(one), 'accept');
    expect(await state(one)).toMatchObject({ status: 'completed', paid: 'resolved', refunds: 0 });
    expect(await budget(one)).toEqual({ held: 0, spent: TOTAL_FEN });
    expect(await counted(one)).toBe(5 * PRICE_FEN);
    const row = await test.db.one<{ unitId: string; supplierId: string; month: string }>(
      `SELECT unit_id AS "unitId", supplier_id AS "supplierId", to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-01') AS month FROM sales_order WHERE id = $1`,
      [one.orderId],
    );
    const { closingFen } = await test.uow.run((tx) =>
      reckonStatement(tx, row ?? { unitId: '', supplierId: '', month: '' }),
    );
    expect(closingFen).toBe(0);
  });

  it('ends a voucher that waited then, and none that was sent in afterwards', async () => {
    const one = await h.payable();
    const ref = await h.market.intentOf(one.orderId);
    const first = await t.submit(one);
    const came = await wrongly(one, ref);
    await end(came, 'refund');
    await expect(t.submit(one)).rejects.toMatchObject({ code: 'transfer_open' });
    await t.transfers.lapse(came.id);
    const second = await t.submit(one);
    await t.transfers.lapse(came.id);
    const statuses = await test.db.query<{ id: string; status: string }>(
      'SELECT id, status FROM purchasing_transfer WHERE order_id = $1',
      [one.orderId],
    );
    expect(new Map(statuses.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [first, 'lapsed'],
        [second, 'submitted'],
      ]),
    );
  });
});
