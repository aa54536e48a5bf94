import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { AcceptanceHarness, type OnAcceptance, TransferHarness } from '../testing';
import { ArrearsQueries } from './arrears.queries';
import { RemindPayments } from './remind-payments';

/** How often each race is run: who wins differs. */
const ROUNDS = [1, 2, 3];
const TOTAL_FEN = 5 * PRICE_FEN + FREIGHT_FEN;
let test: TestDatabase;
let h: AcceptanceHarness;
let t: TransferHarness;
let queries: ArrearsQueries;
let reminders: RemindPayments;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  h = new AcceptanceHarness(test);
  t = new TransferHarness(test, h.market);
  queries = new ArrearsQueries(test.db);
  reminders = new RemindPayments(test.db, test.uow, new Notices());
  // The lock on new orders is on, before anybody has read that it is off.
  await test.db.query(`UPDATE policy_parameter SET value = 'true' WHERE name = 'order.arrears_lock'`);
});
afterAll(() => test.close());

/** So many days are left to pay; below nought: they are over. */
const due = ({ orderId }: OnAcceptance, days: number) =>
  test.db.query(`UPDATE sales_order SET due_at = clock_timestamp() + make_interval(days => $2) WHERE id = $1`, [
    orderId,
    days,
  ]);
const numberOf = async ({ orderId }: OnAcceptance) =>
  (await test.db.one<{ number: string }>('SELECT number FROM sales_order WHERE id = $1', [orderId]))?.number ?? '';
const notices = async (userId: string) =>
  (
    await test.db.query<{ title: string }>(
      `SELECT title FROM notice WHERE user_id = $1 AND kind = 'arrears' ORDER BY created_at`,
      [userId],
    )
  ).map(({ title }) => title.split('：')[0]);
/** The unit's buyer orders one piece more, of a supplier of its own. */
const another = async ({ buyer }: OnAcceptance) => {
  const [address] = await h.market.addresses.list(buyer.actor.userId);
  const body = h.market.body(address?.id ?? '', [{ skuId: await h.market.sku(9), quantity: 1 }]);
  return () => h.market.place.execute(buyer, body, h.market.claim(buyer.actor, newId()));
};
const pay = async ({ orderId }: OnAcceptance) => {
  const ref = await h.market.intentOf(orderId);
  h.market.gateway.pay(ref);
  await h.market.settle.execute(h.market.gateway.intent(ref));
};

describe('reminders of what is to be paid (R24)', () => {
  it('go before and after the day, each once, however many sweep at once and whenever', async () => {
    const one = await h.payable();
    await due(one, 20);
    await reminders.remindDue(50);
    expect(await notices(one.payer.actor.userId)).toEqual([]);
    for (const days of [5, -1, -31]) {
      await due(one, days);
      await Promise.all(ROUNDS.map(() => reminders.remindDue(50)));
    }
    expect(await notices(one.payer.actor.userId)).toEqual(['付款即将到期', '付款已逾期', '付款逾期超过 30 天']);
    expect(await notices(one.seller.actor.userId)).toEqual(['付款已逾期', '付款逾期超过 30 天']);
  });

  it('do not go for what is paid, and what was missed is not made up for', async () => {
    const [paid, late] = [await h.payable(), await h.payable()];
    await due(paid, -1);
    await due(late, -40);
    await pay(paid);
    await reminders.remindDue(50);
    expect(await notices(paid.payer.actor.userId)).toEqual([]);
    expect(await notices(late.payer.actor.userId)).toEqual(['付款逾期超过 30 天']);
  });
});

describe('the list of arrears', () => {
  it('shows unit, supervising unit and supplier what is due, aged, and nobody else', async () => {
    const one = await h.payable(2);
    await due(one, -45);
    const number = await numberOf(one);
    const dueFen = TOTAL_FEN - 2 * PRICE_FEN;
    const row = { number, dueFen, age: 'days_90', claimed: false };
    const query = { limit: 10 };
    expect(await queries.ofUnit(one.payer, query)).toMatchObject({
      items: [row],
      total: 1,
      ages: [{ age: 'days_90', orders: 1, fen: dueFen }],
    });
    expect(await queries.toSupplier(one.seller, query)).toMatchObject({ items: [row] });
    expect(await queries.toSupplier(one.seller, { ...query, age: 'not_due' })).toMatchObject({ items: [], total: 0 });
    const [above, stranger] = [await aUnit(test), await aUnit(test)];
    const below = await h.payable(0, await aUnit(test, above));
    const reads = (unitId: string) =>
      memberOf(test.db, unitId, { role: 'manager' }).then((by) => queries.ofUnit(by, { ...query, below: '1' }));
    expect(await reads(above)).toMatchObject({ items: [{ number: await numberOf(below), age: 'not_due' }], total: 1 });
    expect(await reads(stranger)).toMatchObject({ items: [], total: 0 });
  });
});

describe('a unit in arrears', () => {
  it('orders nothing where its region says so, is told which orders, and orders again once they are paid (R26)', async () => {
    const one = await h.payable();
    await (
      await another(one)
    )();
    await due(one, -1);
    const number = await numberOf(one);
    await expect((await another(one))()).rejects.toMatchObject({
      code: 'unit_in_arrears',
      message: expect.stringContaining(number),
      details: { numbers: [number] },
    });
    await pay(one);
    await (
      await another(one)
    )();
  });

  it('has done its part when it says that it has transferred, until the voucher is sent back', async () => {
    const one = await h.payable();
    await due(one, -1);
    const voucher = await t.submit(one);
    await (
      await another(one)
    )();
    await t.transfers.return(one.seller, voucher, '未到账');
    await expect((await another(one))()).rejects.toMatchObject({ code: 'unit_in_arrears' });
  });

  it.each(ROUNDS)(
    'at the moment when the time ends or the money comes: one or the other, and the next order knows (%d)',
    async () => {
      const one = await h.payable();
      const first = await another(one);
      const [, placed] = await Promise.allSettled([due(one, -1), first()]);
      if (placed?.status === 'rejected') expect(placed.reason).toMatchObject({ code: 'unit_in_arrears' });
      await expect((await another(one))()).rejects.toMatchObject({ code: 'unit_in_arrears' });
      const second = await another(one);
      const [, freed] = await Promise.allSettled([pay(one), second()]);
      if (freed?.status === 'rejected') expect(freed.reason).toMatchObject({ code: 'unit_in_arrears' });
      await (
        await another(one)
      )();
    },
  );
});
