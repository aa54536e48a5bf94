import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { inStock } from '@yigou/inventory/testing';
import { fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant, type Tx, UnitOfWork } from '@yigou/platform';
import { createTestDatabase, given, inDays, type TestDatabase } from '@yigou/testing';
import { CLOSING_INVARIANTS, PLEDGE_MONEY_INVARIANTS } from '../closing/closing.invariants';
import { Point } from '../point.entity';
import type { SaidOfCampaign } from '../testing';
import { aSucceededCampaign } from '../testing';
import { aPurchaser } from '../testing/purchaser';
import { FULFILMENT_INVARIANTS } from './fulfilment.invariants';
import type { PurchaseCampaigns } from './purchase-campaigns';
import { Shortfalls } from './shortfalls';

let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 30 });
  market = new Market(test);
});
afterAll(() => test.close());

/** A worker; one that is killed before its n-th transaction is over leaves nothing of that one behind. */
function worker(killedIn = Infinity): PurchaseCampaigns {
  const { db, uow } = test;
  let transactions = 0;
  const mortal = {
    run: <T>(work: (tx: Tx) => Promise<T>) =>
      uow.run(async (tx) => {
        const done = await work(tx);
        transactions += 1;
        if (transactions === killedIn) throw new Error('killed');
        return done;
      }),
  } as UnitOfWork;
  return aPurchaser(market, { db, uow: mortal });
}
/** Pledges to a transaction: few, so that there are several. */
const FEW = 2;

/** A good of a supplier of its own, with stock. */
async function good(pieces: number, stock = 100) {
  await aCategory(test.db);
  const { supplierId } = await anAdmittedSupplier(test.db);
  const product = await aProduct(test.db, { supplierId });
  const { id: skuId } = await aSku(test.db, { productId: product.id, netWeightGrams: 700 });
  await inStock(test.db, skuId, stock);
  return { supplierId, skuId, pieces, productId: product.id };
}

/** Two suppliers, five pledges of a share, each with 7 yuan of freight to be reckoned. */
async function succeeded(said: SaidOfCampaign = {}) {
  const [one, two] = [await good(1), await good(2)];
  const { productId: _one, ...first } = one;
  const { productId: _two, ...second } = two;
  const made = await aSucceededCampaign(test, {
    thresholdShares: 5,
    freightShareFen: 700,
    goods: [first, second],
    ...said,
  });
  return { ...made, id: made.campaign.id, one, two };
}

const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [id]))?.status;
const ordersOf = (id: string) =>
  test.db.query<{ id: string; status: string; totalFen: number; checkoutId: string }>(
    `SELECT o.id, o.status, o.total_fen AS "totalFen", o.checkout_id AS "checkoutId" FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id
     WHERE k.campaign_id = $1 ORDER BY o.number`,
    [id],
  );
/** Of each pledge: what it paid, costs, and got or gets back. */
const pledgesOf = (id: string) =>
  test.db.query<{ status: string; amountFen: number; finalFen: number; backFen: number }>(
    `SELECT p.status, p.amount_fen AS "amountFen", p.final_fen AS "finalFen",
       (SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM refund r WHERE r.payment_id = p.payment_id) AS "backFen"
     FROM campaigns_pledge p WHERE p.campaign_id = $1 ORDER BY p.id`,
    [id],
  );
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Gives what goes back of pools on to their pledges, as the payments’ worker does. */
async function spread(): Promise<void> {
  for (const { id } of await test.db.query<{ id: string }>(
    `SELECT id FROM refund WHERE channel = 'pooled' AND status = 'pending'`,
  ))
    await market.pools.spread(id);
}

/** What those who pledged were told of goods that do not come. */
const toldOf = (id: string) =>
  test.db.query<{ userId: string; body: string; link: string }>(
    `SELECT n.user_id AS "userId", n.body, n.link FROM notice n JOIN campaigns_pledge p ON n.link = '/my/pledges/' || p.id
     WHERE p.campaign_id = $1 AND n.title = '有商品不能供货，款项已退回' ORDER BY n.created_at, n.id`,
    [id],
  );
/** Hears of refunds that were spread, each twice, and tells of them by three workers at once; one was killed before. */
async function tellShortfalls({ killed = false } = {}): Promise<void> {
  const { db, uow } = test;
  const dying = {
    run: (work) => uow.run(async (tx) => work(tx).then(() => Promise.reject(new Error('killed')))),
  } as UnitOfWork;
  const heard = await db.query<{ id: string }>(
    `SELECT payload ->> 'refundId' AS id FROM outbox WHERE topic = 'payments.pool_returned'`,
  );
  for (const { id } of [...heard, ...heard]) await new Shortfalls(db, uow, new Notices()).hear(id);
  if (killed) await expect(new Shortfalls(db, dying, new Notices()).tellAll(FEW)).rejects.toThrow('tell-shortfalls');
  await Promise.all(Array.from({ length: 3 }, () => new Shortfalls(db, uow, new Notices()).tellAll(FEW)));
  await new Shortfalls(db, uow, new Notices()).tellAll(FEW);
}

/** What must hold of a campaign that was bought: to the fen, once each. */
async function bought(id: string, orders: number): Promise<void> {
  expect(await statusOf(id)).toBe('purchasing');
  const placed = await ordersOf(id);
  expect(placed.map(({ status }) => status)).toEqual(Array<string>(orders).fill('to_ship'));
  const pledges = await pledgesOf(id);
  expect(sum(placed.map(({ totalFen }) => totalFen))).toBe(sum(pledges.map(({ finalFen }) => finalFen)));
  for (const { amountFen, finalFen, backFen } of pledges) expect(backFen).toBe(amountFen - finalFen);
  const held = await test.db.one<{ pieces: number }>(
    `SELECT coalesce(sum(r.quantity - r.consumed - r.released), 0)::int AS pieces FROM reservation r
     WHERE r.holder IN (SELECT id FROM campaigns_goods WHERE campaign_id = $1)`,
    [id],
  );
  expect(held?.pieces).toBe(0);
  expect(await broken()).toEqual([]);
}
const broken = async () => {
  const found = [];
  for (const invariant of [
    ...PAYMENTS.invariants,
    ...CLOSING_INVARIANTS,
    ...PLEDGE_MONEY_INVARIANTS,
    ...FULFILMENT_INVARIANTS,
  ]) {
    const { name, broken: rows } = await checkInvariant(test.db, invariant);
    if (rows > 0) found.push(name);
  }
  return found;
};

describe('from pledges to orders', () => {
  it('makes one order per supplier and place, paid by the pledges of the place, to the fen', async () => {
    const { id, pledges, goods } = await succeeded({ deliveryMode: 'pickup' });
    for (const [at, name] of ['东村', '西村'].entries()) {
      const point = await given(test.db, Point, {
        campaignId: id,
        name,
        regionCode: '640422',
      });
      const own = pledges.filter((_, place) => place % 2 === at).map((pledge) => pledge.id);
      await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = ANY($1)', [own, point.id]);
    }
    await worker().purchaseDue(10);
    await bought(id, 4);
    const pieces = await test.db.query<{ pieces: number }>(
      `SELECT sum(l.quantity)::int AS pieces FROM campaigns_order k JOIN order_line l ON l.order_id = k.order_id
       WHERE k.campaign_id = $1 GROUP BY l.sku_id ORDER BY 1`,
      [id],
    );
    expect(pieces).toEqual([{ pieces: 5 }, { pieces: 10 }]);
    expect(goods).toHaveLength(2);
    // Nothing is left to do, and it is not done again.
    expect(await worker().purchaseDue(10)).toBe(0);
    await worker().purchase(id);
    await bought(id, 4);
  });

  it('goes on where it was killed, in whichever transaction that was, also with two workers at once', async () => {
    for (let killedIn = 1; killedIn <= 9; killedIn += 1) {
      const { id } = await succeeded();
      await worker(killedIn)
        .purchase(id, FEW)
        .catch((error: unknown) => expect(error).toMatchObject({ message: 'killed' }));
      await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
      // The one that came second leaves to the first what that one has: whoever comes next ends it.
      await worker().purchase(id, FEW);
      await bought(id, 2);
    }
  });

  it('waits for pledges that do not know yet, and for the day of a pre-sale', async () => {
    const early = await succeeded({ form: 'pre_sale', shipOn: inDays(2), held: false });
    const unsettled = await succeeded();
    await test.db.query(`UPDATE campaigns_pledge SET status = 'paid' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) {
      expect(await statusOf(id)).toBe('succeeded');
      expect(await ordersOf(id)).toEqual([]);
    }
    await test.db.query(`UPDATE campaigns_pledge SET status = 'confirmed' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = current_date - 1 WHERE id = $1', [early.id]);
    await worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) await bought(id, 2);
  });

  it('of a pre-sale waits for its stock, and gives the price back of what never came', async () => {
    const said = { form: 'pre_sale', shipOn: inDays(-1), held: false } as const;
    const [comes, never] = [await succeeded(said), await succeeded(said)];
    for (const { two } of [comes, never])
      await test.db.query('UPDATE stock SET on_hand = 0 WHERE sku_id = $1', [two.skuId]);
    await worker().purchaseDue(10);
    for (const { id } of [comes, never]) expect(await ordersOf(id)).toEqual([]);
    await test.db.query('UPDATE stock SET on_hand = 100 WHERE sku_id = $1', [comes.two.skuId]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = $2 WHERE id = $1', [never.id, inDays(-40)]);
    await worker().purchaseDue(10);
    await bought(comes.id, 2);
    await bought(never.id, 1);
  });
});

describe('a supplier that does not deliver', () => {
  const freeze = (supplierId: string) =>
    test.db.query(`UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1`, [supplierId]);

  it('is left out, its price goes back, and what it held is free', async () => {
    const { id, one } = await succeeded();
    await freeze(one.supplierId);
    await worker().purchaseDue(10);
    await bought(id, 1);
    const told = await toldOf(id);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    expect(told).toHaveLength(5);
    for (const [at, { backFen }] of (await pledgesOf(id)).entries()) {
      expect(told[at]?.body).toContain(fenText(backFen));
      expect(told[at]?.body).toContain('供应商不能供货');
    }
  });

  it('after the plan was made is left out too: nobody pays more than was reckoned before', async () => {
    const { id, one } = await succeeded();
    // Reckoned, and killed before the orders are placed.
    await worker(3)
      .purchase(id)
      .catch(() => undefined);
    await freeze(one.supplierId);
    await worker().purchase(id);
    await bought(id, 1);
  });

  it('leaves nothing where there is no other: all of it goes back, once, and the campaign is given up', async () => {
    const { id, one, two } = await succeeded();
    await freeze(one.supplierId);
    await freeze(two.supplierId);
    await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
    await worker().purchase(id, FEW);
    expect(await statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await broken()).toEqual([]);
  });
});

describe('an order that is cancelled', () => {
  const cancel = async (id: string, campaign: { organiserUserId: string }) => {
    const buyer = await market.buyer();
    const actor = { ...buyer.actor, userId: campaign.organiserUserId };
    const caller = { actor, seat: null, address: null };
    await market.close.cancel(caller, id, '供应商缺货', market.claim(actor, { id }));
  };

  it('gives its price back to the pledges, and the campaign goes on with the others', async () => {
    const { id, campaign } = await succeeded();
    await worker().purchase(id);
    const [first, second] = await ordersOf(id);
    await cancel(first?.id ?? '', campaign);
    await spread();
    const pledges = await pledgesOf(id);
    expect(sum(pledges.map(({ amountFen, backFen }) => amountFen - backFen))).toBe(second?.totalFen);
    expect(
      Math.max(...pledges.map(({ backFen }) => backFen)) - Math.min(...pledges.map(({ backFen }) => backFen)),
    ).toBeLessThanOrEqual(2);
    await worker().giveUpDue(10);
    expect(await statusOf(id)).toBe('purchasing');
    expect(await broken()).toEqual([]);
    // Each is told once what does not come and what goes back, however often it is heard, killed in between and by three workers at once.
    await tellShortfalls({ killed: true });
    const told = await toldOf(id);
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    for (const { body } of told) expect(body).toMatch(/订单已取消，不再供货：.+×\d+。您的 ¥[\d.]+ 已原路退回/);
    await tellShortfalls();
    expect(await toldOf(id)).toHaveLength(5);
  });

  it('with all others ends the campaign: everybody has all of it back', async () => {
    const { id, campaign } = await succeeded();
    await worker().purchase(id);
    for (const order of await ordersOf(id)) await cancel(order.id, campaign);
    await Promise.all([worker().giveUpDue(10), worker().giveUpDue(10)]);
    await spread();
    expect(await statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await broken()).toEqual([]);
  });

  it('while the pool is being filled gives all of it back, whoever was quicker', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id, campaign } = await succeeded();
      // Planned, reckoned, placed and one batch of money: then somebody cancels while it goes on.
      await worker(6 + (round % 2))
        .purchase(id, FEW)
        .catch(() => undefined);
      const [first] = await ordersOf(id);
      if (!first) throw new Error('its orders are placed');
      await Promise.allSettled([cancel(first.id, campaign), worker().purchase(id, FEW)]);
      for (const order of await ordersOf(id))
        if (order.status === 'to_ship' || order.status === 'pending_payment')
          await cancel(order.id, campaign).catch(() => undefined);
      await worker().purchase(id, FEW);
      await worker().giveUpDue(10);
      await spread();
      expect(await statusOf(id)).toBe('failed');
      for (const { amountFen, backFen } of await pledgesOf(id)) expect(backFen).toBe(amountFen);
      expect(await broken()).toEqual([]);
    }
  });

  it('cannot be paid, and after two days of that everybody has all of it back, killed in between or not', async () => {
    const { id, pledges } = await succeeded();
    // Money of one of them went back by hand: its pledge cannot pay any more.
    const poor = pledges.at(-1);
    await worker(3)
      .purchase(id, FEW)
      .catch(() => undefined);
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'by_hand', 1, '', 'pending')`,
      [newId(), poor?.paymentId, newId()],
    );
    await expect(worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    expect((await ordersOf(id)).map(({ status }) => status)).toEqual(['pending_payment', 'pending_payment']);
    await expect(worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    await test.db.query(
      `UPDATE campaigns_consignment SET stuck_at = stuck_at - interval '49 hours' WHERE campaign_id = $1`,
      [id],
    );
    for (const killedIn of [2, 3, 4])
      await worker(killedIn)
        .purchase(id, FEW)
        .catch(() => undefined);
    await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
    await worker().purchase(id, FEW);
    expect(await statusOf(id)).toBe('failed');
    expect((await ordersOf(id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    const told = await test.db.query(
      `SELECT 1 FROM notice WHERE title = '团购未能采购，款项已退回' AND link = ANY($1)`,
      [pledges.map((pledge) => `/my/pledges/${pledge.id}`)],
    );
    expect(told).toHaveLength(5);
    expect(await broken()).toEqual([]);
  });
});
