import type { AftersalesTerms, RestOfLine } from '@yigou/contracts';
import { type Fen, splitFen } from '@yigou/kernel';
import { KEPT_GOODS_FEN } from '@yigou/orders';
import { PolicyParameters, type Queryable } from '@yigou/platform';

/** A line of an order as far as something of it may be asked back. */
export interface ClaimableLine {
  readonly id: string;
  readonly skuId: string;
  readonly name: string;
  readonly photo: string | null;
  /** Received (by a unit: accepted), and in no case. */
  readonly pieces: number;
  readonly rest: RestOfLine;
}
export interface ClaimableOrder {
  readonly id: string;
  readonly number: string;
  readonly userId: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly regionCode: string | null;
  /** Whether anything of it may be asked back, and, finished, until when. */
  readonly open: boolean;
  readonly tooLate: boolean;
  readonly openUntil: string | null;
  readonly lines: readonly ClaimableLine[];
}
interface Found {
  readonly id: string;
  readonly number: string;
  readonly userId: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly regionCode: string | null;
  readonly freightFen: Fen;
  readonly paid: boolean;
  readonly tooLate: boolean;
  readonly openUntil: string | null;
}
interface FoundLine {
  readonly id: string;
  readonly skuId: string;
  readonly name: string;
  readonly photo: string | null;
  readonly ordered: number;
  readonly kept: number;
  readonly received: number;
  readonly netFen: Fen;
  readonly orderedFen: Fen;
  readonly casePieces: number;
  readonly caseGoodsFen: Fen;
  readonly caseFreightFen: Fen;
}

/**
 * What of an order may be asked back at this moment; undefined for none. Decides only where the caller holds the order. What is paid on acceptance is paid when it is finished; what came of
 * a group purchase or a donation is signed for by others. Two statements and one for the policy.
 */
export async function claimableOrder(db: Queryable, orderId: string): Promise<ClaimableOrder | undefined> {
  const days = await new PolicyParameters(db).get('aftersales.open_days');
  const [order] = await db.query<Found>(
    `SELECT o.id, o.number, o.user_id AS "userId", o.supplier_id AS "supplierId", s.name AS "supplierName", o.region_code AS "regionCode", o.freight_fen AS "freightFen",
       o.origin IS NULL AND (o.status = 'completed' AND o.paid_at IS NOT NULL OR o.payment_terms = 'prepaid' AND o.status IN ('part_shipped', 'shipped')) AS paid,
       coalesce(o.completed_at + make_interval(days => $2) < clock_timestamp(), false) AS "tooLate",
       to_json(o.completed_at + make_interval(days => $2)) #>> '{}' AS "openUntil"
     FROM sales_order o JOIN organisation s ON s.id = o.supplier_id WHERE o.id = $1`,
    [orderId, days],
  );
  if (!order) return undefined;
  const lines = await db.query<FoundLine>(
    `SELECT l.id, l.sku_id AS "skuId", l.product_name || ' ' || l.sku_name AS name, l.photo_key AS photo, l.quantity AS ordered,
       l.quantity - l.ended_quantity - l.refused_quantity AS kept,
       CASE WHEN o.unit_id IS NULL THEN l.shipped_quantity - l.refused_quantity ELSE l.accepted_quantity END AS received,
       (${KEPT_GOODS_FEN} + l.given_back_fen)::bigint AS "netFen", l.line_fen - l.discount_fen AS "orderedFen",
       k.pieces AS "casePieces", k.goods_fen AS "caseGoodsFen", k.freight_fen AS "caseFreightFen"
     FROM order_line l JOIN sales_order o ON o.id = l.order_id
     CROSS JOIN LATERAL (SELECT coalesce(sum(c.pieces), 0)::int AS pieces, coalesce(sum(c.goods_most_fen), 0)::bigint AS goods_fen,
       coalesce(sum(c.freight_most_fen), 0)::bigint AS freight_fen FROM aftersales_case c WHERE c.order_line_id = l.id AND c.status <> 'closed') k
     WHERE l.order_id = $1 ORDER BY l.id`,
    [orderId],
  );
  const freight = splitFen(
    order.freightFen,
    lines.map(({ orderedFen }) => orderedFen),
  );
  const { paid, freightFen: _freight, ...rest } = order;
  return {
    ...rest,
    open: paid && !order.tooLate,
    tooLate: paid && order.tooLate,
    openUntil: paid ? order.openUntil : null,
    lines: lines.map((line, at) => ({
      id: line.id,
      skuId: line.skuId,
      name: line.name,
      photo: line.photo,
      pieces: Math.max(0, line.received - line.casePieces),
      rest: {
        pieces: line.kept - line.casePieces,
        goodsFen: Math.max(0, line.netFen - line.caseGoodsFen),
        freightPieces: line.ordered - line.casePieces,
        freightFen: (freight[at] ?? 0) - line.caseFreightFen,
      },
    })),
  };
}

export const termsOf = (order: ClaimableOrder): AftersalesTerms => ({
  orderId: order.id,
  orderNumber: order.number,
  supplierName: order.supplierName,
  openUntil: order.openUntil,
  open: order.open,
  lines: order.lines.map(({ id, skuId: _sku, ...line }) => ({ ...line, orderLineId: id })),
});
