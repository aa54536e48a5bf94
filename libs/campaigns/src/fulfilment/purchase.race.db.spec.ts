import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrganisation, memberOf } from '@yigou/identity/testing';
import { fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { UnitOfWork } from '@yigou/platform';
import { createTestDatabase, given, inDays, type TestDatabase } from '@yigou/testing';
import { Point } from '../point.entity';
import { Shortfalls } from './shortfalls';
import { PurchaseWorld } from '../testing/purchase-world';

let test: TestDatabase;
let world: PurchaseWorld;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 30 });
  world = new PurchaseWorld(test);
});
afterAll(() => test.close());

/** Pledges to a transaction: few, so that there are several. */
const FEW = 2;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

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

describe('from pledges to orders', () => {
  it('makes one order per supplier and place, paid by the pledges of the place, to the fen', async () => {
    const { id, pledges, goods } = await world.succeeded({ deliveryMode: 'pickup' });
    for (const [at, name] of ['东村', '西村'].entries()) {
      const point = await given(test.db, Point, {
        campaignId: id,
        name,
        regionCode: '640422',
      });
      const own = pledges.filter((_, place) => place % 2 === at).map((pledge) => pledge.id);
      await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = ANY($1)', [own, point.id]);
    }
    await world.worker().purchaseDue(10);
    await world.bought(id, 4);
    const pieces = await test.db.query<{ pieces: number }>(
      `SELECT sum(l.quantity)::int AS pieces FROM campaigns_order k JOIN order_line l ON l.order_id = k.order_id
       WHERE k.campaign_id = $1 GROUP BY l.sku_id ORDER BY 1`,
      [id],
    );
    expect(pieces).toEqual([{ pieces: 5 }, { pieces: 10 }]);
    expect(goods).toHaveLength(2);
    // Nothing is left to do, and it is not done again.
    expect(await world.worker().purchaseDue(10)).toBe(0);
    await world.worker().purchase(id);
    await world.bought(id, 4);
  });

  it('goes on where it was killed, in whichever transaction that was, also with two workers at once', async () => {
    for (let killedIn = 1; killedIn <= 9; killedIn += 1) {
      const { id } = await world.succeeded();
      await world
        .worker(killedIn)
        .purchase(id, FEW)
        .catch((error: unknown) => expect(error).toMatchObject({ message: 'killed' }));
      await Promise.all([world.worker().purchase(id, FEW), world.worker().purchase(id, FEW)]);
      // The one that came second leaves to the first what that one has: whoever comes next ends it.
      await world.worker().purchase(id, FEW);
      await world.bought(id, 2);
    }
  });

  it('waits for pledges that do not know yet, and for the day of a pre-sale', async () => {
    const early = await world.succeeded({ form: 'pre_sale', shipOn: inDays(2), held: false });
    const unsettled = await world.succeeded();
    await test.db.query(`UPDATE campaigns_pledge SET status = 'paid' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await world.worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) {
      expect(await world.statusOf(id)).toBe('succeeded');
      expect(await world.ordersOf(id)).toEqual([]);
    }
    await test.db.query(`UPDATE campaigns_pledge SET status = 'confirmed' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = current_date - 1 WHERE id = $1', [early.id]);
    await world.worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) await world.bought(id, 2);
  });

  it('of a pre-sale waits for its stock, and gives the price back of what never came', async () => {
    const said = { form: 'pre_sale', shipOn: inDays(-1), held: false } as const;
    const [comes, never] = [await world.succeeded(said), await world.succeeded(said)];
    for (const { two } of [comes, never])
      await test.db.query('UPDATE stock SET on_hand = 0 WHERE sku_id = $1', [two.skuId]);
    await world.worker().purchaseDue(10);
    for (const { id } of [comes, never]) expect(await world.ordersOf(id)).toEqual([]);
    await test.db.query('UPDATE stock SET on_hand = 100 WHERE sku_id = $1', [comes.two.skuId]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = $2 WHERE id = $1', [never.id, inDays(-40)]);
    await world.worker().purchaseDue(10);
    await world.bought(comes.id, 2);
    await world.bought(never.id, 1);
  });
});

describe('a supplier that does not deliver', () => {
  const freeze = (supplierId: string) =>
    test.db.query(`UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1`, [supplierId]);

  it('is left out, its price goes back, and what it held is free', async () => {
    const { id, one } = await world.succeeded();
    await freeze(one.supplierId);
    await world.worker().purchaseDue(10);
    await world.bought(id, 1);
    const told = await toldOf(id);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    expect(told).toHaveLength(5);
    for (const [at, { backFen }] of (await world.pledgesOf(id)).entries()) {
      expect(told[at]?.body).toContain(fenText(backFen));
      expect(told[at]?.body).toContain('供应商不能供货');
    }
  });

  it('after the plan was made is left out too: nobody pays more than was reckoned before', async () => {
    const { id, one } = await world.succeeded();
    // Reckoned, and killed before the orders are placed.
    await world
      .worker(3)
      .purchase(id)
      .catch(() => undefined);
    await freeze(one.supplierId);
    await world.worker().purchase(id);
    await world.bought(id, 1);
  });

  it('leaves nothing where there is no other: all of it goes back, once, and the campaign is given up', async () => {
    const { id, one, two } = await world.succeeded();
    await freeze(one.supplierId);
    await freeze(two.supplierId);
    await Promise.all([world.worker().purchase(id, FEW), world.worker().purchase(id, FEW)]);
    await world.worker().purchase(id, FEW);
    expect(await world.statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await world.pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await world.broken()).toEqual([]);
  });
});

describe('an order that is cancelled', () => {
  const cancel = async (id: string, campaign: { organiserUserId: string }) => {
    const buyer = await world.market.buyer();
    const actor = { ...buyer.actor, userId: campaign.organiserUserId };
    const caller = { actor, seat: null, address: null };
    await world.market.close.cancel(caller, id, '供应商缺货', world.market.claim(actor, { id }));
  };

  it('gives its price back to the pledges, and the campaign goes on with the others', async () => {
    const { id, campaign } = await world.succeeded();
    await world.worker().purchase(id);
    const [first, second] = await world.ordersOf(id);
    await cancel(first?.id ?? '', campaign);
    await world.spread();
    const pledges = await world.pledgesOf(id);
    expect(sum(pledges.map(({ amountFen, backFen }) => amountFen - backFen))).toBe(second?.totalFen);
    expect(
      Math.max(...pledges.map(({ backFen }) => backFen)) - Math.min(...pledges.map(({ backFen }) => backFen)),
    ).toBeLessThanOrEqual(2);
    await world.worker().giveUpDue(10);
    expect(await world.statusOf(id)).toBe('purchasing');
    expect(await world.broken()).toEqual([]);
    // Each is told once what does not come and what goes back, however often it is heard, killed in between and by three workers at once.
    await tellShortfalls({ killed: true });
    const told = await toldOf(id);
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    for (const { body } of told) expect(body).toMatch(/订单已取消，不再供货：.+×\d+。您的 ¥[\d.]+ 已原路退回/);
    await tellShortfalls();
    expect(await toldOf(id)).toHaveLength(5);
  });

  it('with all others ends the campaign: everybody has all of it back, and who sits in the organisation today hears of it', async () => {
    const { id: organiserId } = await anOrganisation(test.db, { kind: 'company' });
    const { actor: colleague } = await memberOf(test.db, organiserId, { role: 'clerk' });
    const { id, campaign } = await world.succeeded({ organiserId });
    await world.worker().purchase(id);
    for (const order of await world.ordersOf(id)) await cancel(order.id, campaign);
    await Promise.all([world.worker().giveUpDue(10), world.worker().giveUpDue(10)]);
    await world.spread();
    expect(await world.statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await world.pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await world.broken()).toEqual([]);
    const organiser = async (userId: string) =>
      new Set(
        (await test.db.query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1', [userId])).map(
          ({ title }) => title,
        ),
      );
    await tellShortfalls();
    expect(await organiser(colleague.userId)).toEqual(
      new Set(['团购已向供应商下单', '团购有商品不能供货', '团购未能采购']),
    );
    // Who began it sits there no more.
    expect(await organiser(campaign.organiserUserId)).toEqual(new Set());
  });

  it('while the pool is being filled gives all of it back, whoever was quicker', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id, campaign } = await world.succeeded();
      // Planned, reckoned, placed and one batch of money: then somebody cancels while it goes on.
      await world
        .worker(6 + (round % 2))
        .purchase(id, FEW)
        .catch(() => undefined);
      const [first] = await world.ordersOf(id);
      if (!first) throw new Error('its orders are placed');
      await Promise.allSettled([cancel(first.id, campaign), world.worker().purchase(id, FEW)]);
      for (const order of await world.ordersOf(id))
        if (order.status === 'to_ship' || order.status === 'pending_payment')
          await cancel(order.id, campaign).catch(() => undefined);
      await world.worker().purchase(id, FEW);
      await world.worker().giveUpDue(10);
      await world.spread();
      expect(await world.statusOf(id)).toBe('failed');
      for (const { amountFen, backFen } of await world.pledgesOf(id)) expect(backFen).toBe(amountFen);
      expect(await world.broken()).toEqual([]);
    }
  });

  it('cannot be paid, and after two days of that everybody has all of it back, killed in between or not', async () => {
    const { id, pledges } = await world.succeeded();
    // Money of one of them went back by hand: its pledge cannot pay any more.
    const poor = pledges.at(-1);
    await world
      .worker(3)
      .purchase(id, FEW)
      .catch(() => undefined);
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'by_hand', 1, '', 'pending')`,
      [newId(), poor?.paymentId, newId()],
    );
    await expect(world.worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    expect((await world.ordersOf(id)).map(({ status }) => status)).toEqual(['pending_payment', 'pending_payment']);
    await expect(world.worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    await test.db.query(
      `UPDATE campaigns_consignment SET stuck_until = stuck_until - interval '49 hours' WHERE campaign_id = $1`,
      [id],
    );
    for (const killedIn of [2, 3, 4])
      await world
        .worker(killedIn)
        .purchase(id, FEW)
        .catch(() => undefined);
    await Promise.all([world.worker().purchase(id, FEW), world.worker().purchase(id, FEW)]);
    await world.worker().purchase(id, FEW);
    expect(await world.statusOf(id)).toBe('failed');
    expect((await world.ordersOf(id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    for (const { status, amountFen, backFen } of await world.pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    const told = await test.db.query(
      `SELECT 1 FROM notice WHERE title = '团购未能采购，款项已退回' AND link = ANY($1)`,
      [pledges.map((pledge) => `/my/pledges/${pledge.id}`)],
    );
    expect(told).toHaveLength(5);
    expect(await world.broken()).toEqual([]);
  });
});

describe('a place whose pool cannot be filled', () => {
  it('does not keep the goods of other places waiting, and is alarmed', async () => {
    const { id, pledges } = await world.succeeded({ deliveryMode: 'pickup' });
    const points = await Promise.all(
      ['东村', '西村'].map((name) => given(test.db, Point, { campaignId: id, name, regionCode: '640422' })),
    );
    for (const [at, pledge] of pledges.entries())
      await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = $1', [pledge.id, points[at % 2]?.id]);
    const places = () =>
      test.db.query<{ id: string; pointId: string; funded: boolean; stuck: boolean }>(
        `SELECT id, point_id AS "pointId", funded_at IS NOT NULL AS funded, stuck_at IS NOT NULL AS stuck FROM campaigns_consignment
         WHERE campaign_id = $1 ORDER BY id`,
        [id],
      );
    // Planned, and nothing else yet: of the place that has its turn first, somebody's money went back by hand.
    await world
      .worker(2)
      .purchase(id, FEW)
      .catch(() => undefined);
    const [first] = await places();
    const poor = pledges.find((_, at) => points[at % 2]?.id === first?.pointId);
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'by_hand', 1, '', 'pending')`,
      [newId(), poor?.paymentId, newId()],
    );
    await expect(world.worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    expect((await places()).map(({ funded, stuck }) => ({ funded, stuck }))).toEqual([
      { funded: false, stuck: true },
      { funded: true, stuck: false },
    ]);
    expect((await world.ordersOf(id)).map(({ status }) => status).toSorted()).toEqual([
      'pending_payment',
      'pending_payment',
      'to_ship',
      'to_ship',
    ]);
    await test.db.query(
      `UPDATE campaigns_consignment SET stuck_until = stuck_until - interval '49 hours' WHERE id = $1`,
      [first?.id],
    );
    await world.worker().purchase(id, FEW);
    expect(await world.statusOf(id)).toBe('purchasing');
    expect(new Set((await world.pledgesOf(id)).map(({ status }) => status))).toEqual(
      new Set(['confirmed', 'refunded']),
    );
    expect(await world.broken()).toEqual([]);
  });
});
