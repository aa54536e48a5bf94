import { Injectable } from '@nestjs/common';
import { type OrderableSku, OrderableSkus } from '@yigou/catalogue';
import { bulkMinimum, bulkPriceFen, type RouteBody } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { LINES_HASH } from './move-requisition';

/** What a requisition asks for, at the prices of when it was written. The caller holds the requisition. */
@Injectable()
export class RequisitionLines {
  constructor(private readonly skus: OrderableSkus) {}

  /** Lines, total and hash together. Throws `validation_failed` at the line of what cannot be ordered. */
  async write(tx: Tx, id: string, { lines }: Pick<RouteBody<'createRequisition'>, 'lines'>): Promise<void> {
    const known = await this.known(tx, lines);
    const wrong = lines.flatMap(({ skuId, quantity }, at): [string, string][] => {
      const sku = known.get(skuId);
      if (!sku?.orderable) return [[`lines.${at}.skuId`, '该商品已停售或下架，请删去或另选']];
      const minimum = bulkMinimum(sku);
      return quantity < minimum ? [[`lines.${at}.quantity`, `单位采购 ${minimum} 件起订`]] : [];
    });
    if (wrong.length > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries(wrong) });
    await tx.query('DELETE FROM purchasing_requisition_line WHERE requisition_id = $1', [id]);
    await tx.query(
      `INSERT INTO purchasing_requisition_line (requisition_id, position, sku_id, quantity, price_fen)
       SELECT $1, t.at - 1, t.sku_id, t.quantity, t.price_fen
       FROM unnest($2::uuid[], $3::int[], $4::bigint[]) WITH ORDINALITY AS t (sku_id, quantity, price_fen, at)`,
      [
        id,
        lines.map(({ skuId }) => skuId),
        lines.map(({ quantity }) => quantity),
        lines.map(({ skuId, quantity }) => priceOf(known.get(skuId), quantity)),
      ],
    );
    await tx.query(
      `UPDATE purchasing_requisition q SET lines_hash = ${LINES_HASH}, total_fen = coalesce(
         (SELECT sum(l.quantity * l.price_fen) FROM purchasing_requisition_line l WHERE l.requisition_id = q.id), 0) WHERE q.id = $1`,
      [id],
    );
  }

  /** Throws `requisition_empty`, and `requisition_stale` where a price or what is on sale has changed since the list was written. */
  async requireFresh(tx: Tx, id: string): Promise<void> {
    const lines = await tx.query<{ skuId: string; quantity: number; priceFen: number }>(
      'SELECT sku_id AS "skuId", quantity, price_fen AS "priceFen" FROM purchasing_requisition_line WHERE requisition_id = $1',
      [id],
    );
    if (lines.length === 0) throw new DomainError('requisition_empty');
    const now = await this.known(tx, lines);
    const stale = lines.filter(({ skuId, quantity, priceFen }) => {
      const sku = now.get(skuId);
      return !sku?.orderable || priceOf(sku, quantity) !== priceFen;
    });
    if (stale.length > 0) throw new DomainError('requisition_stale', { skuIds: stale.map(({ skuId }) => skuId) });
  }

  private async known(tx: Tx, lines: readonly { readonly skuId: string }[]): Promise<Map<string, OrderableSku>> {
    const skus = await this.skus.load(
      tx,
      lines.map(({ skuId }) => skuId),
    );
    return new Map(skus.map((sku) => [sku.skuId, sku]));
  }
}

/** Of a piece, for a unit that orders so many; what there is not costs nothing and cannot be ordered. */
const priceOf = (sku: OrderableSku | undefined, quantity: number): number => (sku ? bulkPriceFen(sku, quantity) : 0);
