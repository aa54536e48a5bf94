import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Members } from '@yigou/identity';
import { memberOf, REFUSED, runWithdrawn, WITHDRAWALS } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { ORDERS_ENTITIES } from '@yigou/orders';
import { Market } from '@yigou/orders/testing';
import type { Queryable } from '@yigou/platform';
import { changedTables, createTestDatabase, someoneWaits, type TestDatabase } from '@yigou/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { ShipOrder } from './ship-order';

const ROUNDS = 16;
let test: TestDatabase;
let market: Market;
let shipping: ShipOrder;
let members: Members;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20, entities: ORDERS_ENTITIES });
  market = new Market(test);
  shipping = new ShipOrder(test.uow, market.fulfil, new AuditLog());
  // Nobody is invited here.
  members = new Members(test.uow, {} as never, new AuditLog());
});
afterAll(() => test.close());
afterEach(async () => {
  expect(await market.brokenBooks()).toEqual([]);
});

/** A paid order of 5 pieces, its supplier's clerk, and the manager who removes the clerk. */
async function paidOrder() {
  const supplierId = await market.supplier();
  const skuId = await market.sku(100, supplierId);
  const { checkout } = await market.paid([{ skuId, quantity: 5 }]);
  const orderId = checkout.orders[0]?.id ?? '';
  const orderLineId = (await market.orders.view({ supplierId }, orderId)).lines[0]?.id ?? '';
  const by = await market.seller(supplierId);
  const manager = await memberOf(test.db, supplierId, { role: 'manager' });
  const ship = (quantity = 2, who = by) => {
    const parcels = [{ carrier: 'sf' as const, waybill: `SF${newId()}`, lines: [{ orderLineId, quantity }] }];
    return shipping.execute(who, orderId, { parcels }, market.claim(who.actor, newId()));
  };
  const end = () => {
    const body = { lines: [{ orderLineId, quantity: 1 }], reason: '断货' };
    return market.rest.execute(by, 'supplier', orderId, body, market.claim(by.actor, body));
  };
  const remove = () => members.remove(manager, by.actor.userId, '离职');
  return { by, manager, skuId, orderId, ship, end, remove };
}
type Order = Awaited<ReturnType<typeof paidOrder>>;

const parcelsOf = async (db: Queryable, orderId: string) =>
  (await db.query('SELECT FROM parcel WHERE order_id = $1', [orderId])).length;
/** How a piece of work ended: `done`, or the code that refused it. */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

const COMMANDS: Record<string, (order: Order) => Promise<() => Promise<unknown>>> = {
  'a shipment': async ({ ship }) => ship,
  'a second shipment': async ({ ship, manager }) => {
    await ship(2, manager);
    return ship;
  },
  'the end of the rest': async ({ ship, end, manager }) => {
    await ship(2, manager);
    return end;
  },
};

describe.each(Object.entries(COMMANDS))('%s', (_, prepare) => {
  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    const order = await paidOrder();
    const run = await prepare(order);
    expect(await runWithdrawn(test.db, { by: order.by, run }, how)).toEqual(REFUSED);
  });

  it('goes through for who still has the seat', async () => {
    const run = await prepare(await paidOrder());
    expect(await changedTables(test.db, run)).toEqual(expect.arrayContaining(['order_step', 'stock', 'audit_entry']));
  });
});

describe('a shipment that meets the removal of who ships', () => {
  it('waits for a removal that is under way, and is refused once that is committed', async () => {
    const { by, orderId, ship } = await paidOrder();
    const shipped = await test.uow.run(async (tx) => {
      await tx.query('DELETE FROM membership WHERE user_id = $1', [by.actor.userId]);
      const work = outcome(ship());
      await someoneWaits(test.db);
      return { work };
    });
    expect(await shipped.work).toBe('forbidden');
    expect(await parcelsOf(test.db, orderId)).toBe(0);
  });

  it('lets a removal wait that comes once it holds the seat', async () => {
    const { skuId, orderId, ship, remove } = await paidOrder();
    const both = await test.uow.run(async (tx) => {
      // The shipment has order and seat, and waits for the stock.
      await tx.query('SELECT FROM stock WHERE sku_id = $1 FOR UPDATE', [skuId]);
      const shipment = outcome(ship());
      await someoneWaits(test.db);
      const removal = outcome(remove());
      await someoneWaits(test.db, 2);
      return { shipment, removal };
    });
    expect(await both.removal).toBe('done');
    expect(await parcelsOf(test.db, orderId)).toBe(1);
    expect(await both.shipment).toBe('done');
    expect(await outcome(ship())).toBe('forbidden');
  });

  it('is committed before it or refused, and never written after it, however they meet', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { by, orderId, ship } = await paidOrder();
      const [shipment, atRemoval] = await Promise.all([
        sleep(round % 4).then(() => outcome(ship())),
        sleep(round % 8).then(() =>
          test.uow.run(async (tx) => {
            await tx.query('DELETE FROM membership WHERE user_id = $1', [by.actor.userId]);
            await sleep(round);
            // What is committed while the removal still is not.
            return parcelsOf(tx, orderId);
          }),
        ),
      ]);
      expect({ shipment, parcels: atRemoval }).toEqual(
        atRemoval === 1 ? { shipment: 'done', parcels: 1 } : { shipment: 'forbidden', parcels: 0 },
      );
      expect(await parcelsOf(test.db, orderId)).toBe(atRemoval);
    }
  });
});
