import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Reservation } from '../reservation.entity';
import { Stock } from '../stock.entity';
import { StockMovement } from '../stock-movement.entity';

/** So many pieces of a SKU on hand, as an import brings them. */
export async function inStock(db: Queryable, skuId: string, pieces: number): Promise<void> {
  await given(db, Stock, { skuId, onHand: pieces });
  if (pieces > 0) await given(db, StockMovement, { skuId, delta: pieces, reason: 'import', reference: 'test' });
}

/** More pieces of a SKU that is in stock already. */
export async function restocked(db: Queryable, skuId: string, pieces: number, at = new Date()): Promise<void> {
  await given(db, StockMovement, { skuId, delta: pieces, reason: 'import', reference: 'restocked', at });
  await db.query('UPDATE stock SET on_hand = on_hand + $2 WHERE sku_id = $1', [skuId, pieces]);
}

/** Pieces held for an order, of which some have left; closed: the others are free again. */
export async function heldFor(
  db: Queryable,
  holder: string,
  { skuId, quantity, shipped, closed }: { skuId: string; quantity: number; shipped: number; closed: boolean },
): Promise<void> {
  const released = closed ? quantity - shipped : 0;
  await given(db, Reservation, { holder, skuId, quantity, consumed: shipped, released });
  const reserved = quantity - shipped - released;
  await db.query('UPDATE stock SET on_hand = on_hand - $2, reserved = reserved + $3 WHERE sku_id = $1', [
    skuId,
    shipped,
    reserved,
  ]);
  if (shipped > 0) await given(db, StockMovement, { skuId, delta: -shipped, reason: 'shipment', reference: holder });
}
