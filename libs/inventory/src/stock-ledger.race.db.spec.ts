import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError, newId } from '@yigou/kernel';
import { atATime, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { StockLedger } from './stock-ledger';

const ledger = new StockLedger();
const POOL = 32;

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL });
});
afterAll(() => test.close());

async function sku(pieces: number): Promise<string> {
  const skuId = newId();
  await test.uow.run((tx) => ledger.adjust(tx, { skuId, delta: pieces, reason: 'import', reference: 'test' }));
  return skuId;
}
const levelOf = async (skuId: string) => (await ledger.levels(test.db, [skuId]))[0];
const reserve = (lines: { skuId: string; quantity: number }[], holder = newId()) =>
  test.uow.run((tx) => ledger.reserve(tx, [{ holder, lines }]));

/** Σ movements = on hand and Σ live reservations = reserved, for every SKU. */
async function brokenBooks(): Promise<unknown[]> {
  return test.db.query(`
    SELECT s.sku_id FROM stock s
    WHERE on_hand <> (SELECT coalesce(sum(delta), 0) FROM stock_movement m WHERE m.sku_id = s.sku_id)
       OR reserved <> (SELECT coalesce(sum(quantity - consumed - released), 0) FROM reservation r WHERE r.sku_id = s.sku_id)`);
}

describe('stock under contention', () => {
  let skuId: string;
  beforeEach(async () => {
    skuId = await sku(50);
  });

  it('sells exactly what there is to 320 simultaneous takers', async () => {
    const results = await atATime(POOL, Array(320).keys(), () => reserve([{ skuId, quantity: 1 }]));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(results.length - refused.length).toBe(50);
    for (const result of refused) {
      expect((result as PromiseRejectedResult).reason).toMatchObject({ code: 'insufficient_stock' });
    }
    expect(await levelOf(skuId)).toMatchObject({ onHand: 50, reserved: 50, available: 0 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('meets no deadlock when carts name the same SKUs in random order', async () => {
    const skus = await Promise.all(Array.from({ length: 10 }, () => sku(1000)));
    const carts = Array.from({ length: 120 }, (_, i) =>
      [0, 3, 7].map((step) => ({ skuId: skus[(i * 7 + step * (i % 5) + step) % 10] as string, quantity: 1 })),
    );
    const results = await Promise.allSettled(carts.map((lines) => reserve(lines)));
    expect(results.filter((result) => result.status === 'rejected')).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('serves takers in the order in which they come: nobody is overtaken for ever', async () => {
    const [takers, rounds] = [32, 12];
    const wanted = await sku(takers * rounds);
    const given: number[] = [];
    let asked = 0;
    await Promise.all(
      Array.from({ length: takers }, async () => {
        for (let round = 0; round < rounds; round += 1) {
          await test.uow.run(async (tx) => {
            const coming = (asked += 1);
            const levels = await ledger.lock(tx, [wanted]);
            given.push(coming);
            await ledger.reserve(tx, [{ holder: newId(), lines: [{ skuId: wanted, quantity: 1 }] }], levels);
          });
        }
      }),
    );
    // Who came later and was served earlier. A process may be late with its question by a few; by a whole round of the others, none is.
    const overtaken = given.map((coming, at) => given.slice(0, at).filter((before) => before > coming).length);
    expect(Math.max(...overtaken)).toBeLessThan(takers);
    expect(await levelOf(wanted)).toMatchObject({ reserved: takers * rounds });
  });

  it('sums lines of one SKU before the check', async () => {
    const single = await sku(1);
    const lines = [
      { skuId: single, quantity: 1 },
      { skuId: single, quantity: 1 },
    ];
    await expect(reserve(lines)).rejects.toMatchObject({ code: 'insufficient_stock' });
    expect(await levelOf(single)).toMatchObject({ reserved: 0 });
  });

  it('gives back once however often it is asked to', async () => {
    const holder = newId();
    await reserve([{ skuId, quantity: 20 }], holder);
    await Promise.all(Array.from({ length: 8 }, () => test.uow.run((tx) => ledger.release(tx, [holder]))));
    expect(await levelOf(skuId)).toMatchObject({ onHand: 50, reserved: 0 });
  });

  it('gives back no more than is left of what was given back or handed over before', async () => {
    const holder = newId();
    await reserve([{ skuId, quantity: 20 }], holder);
    const lines = [{ skuId, quantity: 5 }];
    await test.uow.run((tx) => ledger.releasePieces(tx, { holder, lines }));
    await test.uow.run((tx) => ledger.handOver(tx, [holder], [{ holder: newId(), lines }]));
    expect(await levelOf(skuId)).toMatchObject({ onHand: 50, reserved: 15 });
    await test.uow.run((tx) => ledger.release(tx, [holder]));
    expect(await levelOf(skuId)).toMatchObject({ onHand: 50, reserved: 5 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('hands over what several hold, then takes what is free, and nothing where that is too little', async () => {
    const from = [newId(), newId()];
    for (const holder of from) await reserve([{ skuId, quantity: 20 }], holder);
    const handOver = (quantity: number) =>
      test.uow.run((tx) => ledger.handOver(tx, from, [{ holder: newId(), lines: [{ skuId, quantity }] }]));
    await handOver(25);
    expect(await levelOf(skuId)).toMatchObject({ reserved: 40 });
    // 15 are held for it, 10 are free.
    await expect(handOver(26)).rejects.toMatchObject({ code: 'insufficient_stock' });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => handOver(5)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await levelOf(skuId)).toMatchObject({ onHand: 50, reserved: 50 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('keeps the books straight while half of the takers give back and stock is taken out', async () => {
    const settled = await atATime(POOL, Array(200).keys(), async (i) => {
      const holder = newId();
      try {
        await reserve([{ skuId, quantity: 1 + (i % 3) }], holder);
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
        return;
      }
      if (i % 2 === 0) await test.uow.run((tx) => ledger.release(tx, [holder]));
      else await test.uow.run((tx) => ledger.consume(tx, { holder, lines: [{ skuId, quantity: 1 }] }, holder));
    });
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('never lets an adjustment go below what is held', async () => {
    await reserve([{ skuId, quantity: 30 }]);
    const out = (delta: number) =>
      test.uow.run((tx) => ledger.adjust(tx, { skuId, delta, reason: 'adjustment', reference: 'test' }));
    await expect(out(-21)).rejects.toMatchObject({ code: 'stock_below_reserved' });
    await expect(out(-20)).resolves.toMatchObject({ onHand: 30, available: 0 });
  });

  it('never lets an adjustment go above what a SKU may have, and says that it is too much', async () => {
    const add = (delta: number) =>
      test.uow.run((tx) => ledger.adjust(tx, { skuId, delta, reason: 'adjustment', reference: 'test' }));
    const { onHand = 0 } = (await levelOf(skuId)) ?? {};
    await expect(add(2_000_000_001 - onHand)).rejects.toMatchObject({ code: 'stock_too_large' });
    expect(await levelOf(skuId)).toMatchObject({ onHand });
    await expect(add(2_000_000_000 - onHand)).resolves.toMatchObject({ onHand: 2_000_000_000 });
    await expect(add(1)).rejects.toMatchObject({ code: 'stock_too_large' });
  });

  it('ships no more than is held, and not twice', async () => {
    const holder = newId();
    await reserve([{ skuId, quantity: 2 }], holder);
    const ship = (quantity: number) =>
      test.uow.run((tx) => ledger.consume(tx, { holder, lines: [{ skuId, quantity }] }, 'parcel'));
    await expect(ship(3)).rejects.toMatchObject({ code: 'shipment_exceeds_order' });
    const results = await Promise.allSettled([ship(2), ship(2)]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await levelOf(skuId)).toMatchObject({ onHand: 48, reserved: 0 });
  });

  it('whose sale is stopped while it is being taken: who was quicker is known by then, and nobody gets or sends any after', async () => {
    const [recall, buyers] = [newId(), Array.from({ length: 24 }, () => newId())];
    const takers = buyers.map((holder) => reserve([{ skuId, quantity: 1 }], holder));
    const stop = () =>
      test.uow.run(async (tx) => {
        const held = await ledger.stop(tx, recall, [skuId]);
        const seen = await tx.query('SELECT holder FROM reservation WHERE sku_id = $1 AND holder <> $2', [
          skuId,
          recall,
        ]);
        return { held: held.get(skuId) ?? 0, seen: seen.length };
      });
    const stopped = await Promise.all([stop(), stop()]);
    const results = await Promise.allSettled(takers);
    const got = results.filter(({ status }) => status === 'fulfilled').length;
    expect(stopped.map(({ held }) => held).sort((a, b) => a - b)).toEqual([0, 50 - got]);
    expect(stopped.map(({ seen }) => seen)).toEqual([got, got]);
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'insufficient_stock',
          message: expect.stringContaining('召回'),
          details: { shortages: [{ skuId, wanted: 1, available: 0 }] },
        });
    // What comes in later is stopped too, and what was held before is not sent, nor handed on.
    const early = newId();
    const later = await sku(5);
    await reserve([{ skuId: later, quantity: 2 }], early);
    await test.uow.run((tx) => ledger.stop(tx, recall, [later]));
    await test.uow.run((tx) => ledger.adjust(tx, { skuId: later, delta: 9, reason: 'import', reference: 'test' }));
    const lines = [{ skuId: later, quantity: 1 }];
    await expect(reserve(lines)).rejects.toMatchObject({ code: 'insufficient_stock' });
    await expect(test.uow.run((tx) => ledger.consume(tx, { holder: early, lines }, 'parcel'))).rejects.toMatchObject({
      code: 'goods_stopped',
      details: { skuIds: [later] },
    });
    await expect(
      test.uow.run((tx) => ledger.handOver(tx, [early], [{ holder: newId(), lines }])),
    ).rejects.toMatchObject({ code: 'insufficient_stock' });
    // Checked: one piece was destroyed, the others are sold and sent again.
    await test.uow.run((tx) => ledger.resume(tx, recall, [later], new Map([[later, 1]])));
    expect(await levelOf(later)).toMatchObject({ onHand: 13, reserved: 2, available: 11 });
    await test.uow.run((tx) => ledger.consume(tx, { holder: early, lines }, 'parcel'));
    expect(await brokenBooks()).toEqual([]);
  });

  it('refuses in the database what code might let slip', async () => {
    await expect(test.db.query('UPDATE stock SET reserved = on_hand + 1 WHERE sku_id = $1', [skuId])).rejects.toThrow(
      /check constraint/,
    );
    await expect(test.db.query('DELETE FROM stock_movement WHERE sku_id = $1', [skuId])).rejects.toThrow(/append-only/);
  });
});
