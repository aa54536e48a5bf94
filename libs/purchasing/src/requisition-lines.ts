import { Injectable } from '@nestjs/common';
import { type OrderableSku, OrderableSkus } from '@yigou/catalogue';
import type { RouteBody } from '@yigou/contracts';
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
    const wrong = lines.flatMap(({ skuId }, at) => (known.get(skuId)?.orderable ? [] : [`lines.${at}.skuId`]));
    if (wrong.length > 0)
      throw new DomainError('validation_failed', {
        fields: Object.fromEntries(wrong.map((path) => [path, '该商品已停售或下架，请删去或另选'])),
      });
    await tx.query('DELETE FROM purchasing_requisition_line WHERE requisition_id = $1', [id]);
    await tx.query(
      `INSERT INTO purchasing_requisition_line (requisition_id, position, sku_id, quantity, price_fen)
       SELECT $1, t.at - 1, t.sku_id, t.quantity, t.price_fen
       FROM unnest($2::uuid[], $3::int[], $4::bigint[]) WITH ORDINALITY AS t (sku_id, quantity, price_fen, at)`,
      [
        id,
        lines.map(({ skuId }) => skuId),
        lines.map(({ quantity }) => quantity),
        lines.map(({ skuId }) => known.get(skuId)?.priceFen ?? 0),
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
    const lines = await tx.query<{ skuId: string; priceFen: number }>(
      'SELECT sku_id AS "skuId", price_fen AS "priceFen" FROM purchasing_requisition_line WHERE requisition_id = $1',
      [id],
    );
    if (lines.length === 0) throw new DomainError('requisition_empty');
    const now = await this.known(tx, lines);
    const stale = lines.filter(({ skuId, priceFen }) => {
      const sku = now.get(skuId);
      return !sku?.orderable || sku.priceFen !== priceFen;
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
