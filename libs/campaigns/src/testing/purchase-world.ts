import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { inStock } from '@yigou/inventory/testing';
import { Market } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant, type Tx, UnitOfWork } from '@yigou/platform';
import type { TestDatabase } from '@yigou/testing';
import assert from 'node:assert/strict';
import { CLOSING_INVARIANTS, PLEDGE_MONEY_INVARIANTS } from '../closing/closing.invariants';
import { FULFILMENT_INVARIANTS } from '../fulfilment/fulfilment.invariants';
import type { PurchaseCampaigns } from '../fulfilment/purchase-campaigns';
import { SUBSTITUTES_INVARIANTS } from '../substitutes/substitutes.invariants';
import { aSucceededCampaign } from './a-bought-campaign';
import type { SaidOfCampaign } from './a-campaign';
import { aPurchaser } from './purchaser';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Campaigns that succeeded, the worker that orders what they need, and what must hold of them then. */
export class PurchaseWorld {
  readonly market: Market;

  constructor(readonly test: TestDatabase) {
    this.market = new Market(test);
  }

  /** A worker; one that is killed before its n-th transaction is over leaves nothing of that one behind. */
  worker(killedIn = Infinity): PurchaseCampaigns {
    const { db, uow } = this.test;
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
    return aPurchaser(this.market, { db, uow: mortal });
  }

  /** A good of a supplier of its own, with stock. */
  async good(pieces: number, stock = 100) {
    const { db } = this.test;
    await aCategory(db);
    const { supplierId } = await anAdmittedSupplier(db);
    const product = await aProduct(db, { supplierId });
    const { id: skuId } = await aSku(db, { productId: product.id, netWeightGrams: 700 });
    await inStock(db, skuId, stock);
    return { supplierId, skuId, pieces, productId: product.id };
  }

  /** Two suppliers, five pledges of a share, each with 7 yuan of freight to be reckoned. */
  async succeeded(said: SaidOfCampaign = {}) {
    const [one, two] = [await this.good(1), await this.good(2)];
    const { productId: _one, ...first } = one;
    const { productId: _two, ...second } = two;
    const made = await aSucceededCampaign(this.test, {
      thresholdShares: 5,
      freightShareFen: 700,
      goods: [first, second],
      ...said,
    });
    return { ...made, id: made.campaign.id, one, two };
  }

  async statusOf(id: string): Promise<string | undefined> {
    const found = await this.test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [
      id,
    ]);
    return found?.status;
  }

  ordersOf(id: string): Promise<{ id: string; status: string; totalFen: number; checkoutId: string }[]> {
    return this.test.db.query(
      `SELECT o.id, o.status, o.total_fen AS "totalFen", o.checkout_id AS "checkoutId" FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id
       WHERE k.campaign_id = $1 ORDER BY o.number`,
      [id],
    );
  }

  /** Of each pledge: what it paid, costs, and got or gets back. */
  pledgesOf(id: string): Promise<{ status: string; amountFen: number; finalFen: number; backFen: number }[]> {
    return this.test.db.query(
      `SELECT p.status, p.amount_fen AS "amountFen", p.final_fen AS "finalFen",
         (SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM refund r WHERE r.payment_id = p.payment_id) AS "backFen"
       FROM campaigns_pledge p WHERE p.campaign_id = $1 ORDER BY p.id`,
      [id],
    );
  }

  /** Gives what goes back of pools on to their pledges, as the payments’ worker does. */
  async spread(): Promise<void> {
    for (const { id } of await this.test.db.query<{ id: string }>(
      `SELECT id FROM refund WHERE channel = 'pooled' AND status = 'pending'`,
    ))
      await this.market.pools.spread(id);
  }

  /** What must hold of a campaign that was bought: to the fen, once each. */
  async bought(id: string, orders: number): Promise<void> {
    assert.equal(await this.statusOf(id), 'purchasing');
    const placed = await this.ordersOf(id);
    assert.deepEqual(
      placed.map(({ status }) => status),
      Array<string>(orders).fill('to_ship'),
    );
    const pledges = await this.pledgesOf(id);
    assert.equal(sum(placed.map(({ totalFen }) => totalFen)), sum(pledges.map(({ finalFen }) => finalFen)));
    for (const { amountFen, finalFen, backFen } of pledges) assert.equal(backFen, amountFen - finalFen);
    const held = await this.test.db.one<{ pieces: number }>(
      `SELECT coalesce(sum(r.quantity - r.consumed - r.released), 0)::int AS pieces FROM reservation r
       WHERE r.holder IN (SELECT id FROM campaigns_goods WHERE campaign_id = $1)`,
      [id],
    );
    assert.equal(held?.pieces, 0);
    assert.deepEqual(await this.broken(), []);
  }

  /** Names of invariants that do not hold. */
  async broken(): Promise<string[]> {
    const found: string[] = [];
    for (const invariant of [
      ...PAYMENTS.invariants,
      ...CLOSING_INVARIANTS,
      ...PLEDGE_MONEY_INVARIANTS,
      ...FULFILMENT_INVARIANTS,
      ...SUBSTITUTES_INVARIANTS,
    ]) {
      const { name, broken: rows } = await checkInvariant(this.test.db, invariant);
      if (rows > 0) found.push(name);
    }
    return found;
  }
}
