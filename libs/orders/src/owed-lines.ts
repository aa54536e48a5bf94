import type { WeightTerms } from '@yigou/contracts';
import type { Queryable } from '@yigou/platform';
import type { LockedOrder } from './move-orders';

/** A line of an order as far as goods are still owed; quantities in pieces, amounts in fen. */
export interface OwedLine {
  readonly id: string;
  readonly skuId: string;
  /** Product and packing, as the buyer reads them. */
  readonly name: string;
  readonly quantity: number;
  /** What is still to be shipped. */
  readonly left: number;
  /** What is no longer sent. */
  readonly endedQuantity: number;
  readonly shippedQuantity: number;
  /** Of what was shipped to a unit: what its people accepted, and what they did not. */
  readonly acceptedQuantity: number;
  readonly refusedQuantity: number;
  readonly priceFen: number;
  readonly discountFen: number;
  readonly netWeightGrams: number | null;
  /** By which it is billed when it is accepted; null: by the piece. */
  readonly weight: WeightTerms | null;
  readonly certificateId: string | null;
}
/** An order under its lock, with its lines by id. */
export interface OwedOrder extends LockedOrder {
  readonly lines: ReadonlyMap<string, OwedLine>;
}

/** The lines of an order; the caller holds the order's lock, under which alone they change. */
export async function owedLines(db: Queryable, orderId: string): Promise<Map<string, OwedLine>> {
  const lines = await db.query<OwedLine>(
    `SELECT l.id, l.sku_id AS "skuId", l.product_name || ' ' || l.sku_name AS name, l.quantity,
       l.quantity - l.shipped_quantity - l.ended_quantity AS left, l.ended_quantity AS "endedQuantity",
       l.shipped_quantity AS "shippedQuantity", l.accepted_quantity AS "acceptedQuantity", l.refused_quantity AS "refusedQuantity", l.price_fen AS "priceFen",
       l.discount_fen AS "discountFen", l.net_weight_grams AS "netWeightGrams", l.weight_terms AS weight, p.certificate_id AS "certificateId"
     FROM order_line l JOIN product p ON p.id = l.product_id WHERE l.order_id = $1 ORDER BY l.id`,
    [orderId],
  );
  return new Map(lines.map((line) => [line.id, line]));
}

/** Whether nothing is owed any more once these pieces (by line id) are gone. */
export function isComplete({ lines }: OwedOrder, pieces: ReadonlyMap<string, number>): boolean {
  return [...lines.values()].every((line) => line.left === (pieces.get(line.id) ?? 0));
}

/** Pieces of a line that were shipped to a unit and that nobody has accepted or refused yet. */
export const unsettled = (line: OwedLine): number =>
  line.shippedQuantity - line.acceptedQuantity - line.refusedQuantity;

/** Whether a unit has settled all that was shipped of an order. */
export const isSettled = ({ lines }: Pick<OwedOrder, 'lines'>): boolean =>
  [...lines.values()].every((line) => unsettled(line) === 0);
