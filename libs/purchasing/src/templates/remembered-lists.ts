import { Injectable } from '@nestjs/common';
import type { BulkTerms, ReorderFrom } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';

/** A good of an earlier list, as it was then. */
export interface RememberedLine {
  readonly skuId: string;
  readonly name: string;
  readonly sku: string;
  readonly quantity: number;
  /** What the unit paid for a piece, or would have. */
  readonly priceFen: number;
  /** What the seller offered to units; left out where nobody kept it. */
  readonly bulk?: BulkTerms | null;
}

/** Lists that a unit may order from again. */
@Injectable()
export class RememberedLists {
  constructor(private readonly db: Database) {}

  /** One statement. Throws `not_found` for what is not the unit's. */
  async lines(unitId: string, from: ReorderFrom, id: string): Promise<readonly RememberedLine[]> {
    const found = await this[from](unitId, id);
    if (!found) throw new DomainError('not_found');
    return found.lines;
  }

  private template(unitId: string, id: string) {
    return this.db.one<{ lines: RememberedLine[] }>(
      'SELECT lines FROM purchasing_template WHERE id = $1 AND unit_id = $2',
      [id, unitId],
    );
  }

  private requisition(unitId: string, id: string) {
    return this.db.one<{ lines: RememberedLine[] }>(
      `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('skuId', l.sku_id, 'name', p.name, 'sku', k.name, 'quantity', l.quantity,
           'priceFen', l.price_fen) ORDER BY l.position), '[]')
         FROM purchasing_requisition_line l JOIN sku k ON k.id = l.sku_id JOIN product p ON p.id = k.product_id
         WHERE l.requisition_id = q.id) AS lines
       FROM purchasing_requisition q WHERE q.id = $1 AND q.unit_id = $2`,
      [id, unitId],
    );
  }

  private order(unitId: string, id: string) {
    return this.db.one<{ lines: RememberedLine[] }>(
      `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('skuId', l.sku_id, 'name', l.product_name, 'sku', l.sku_name, 'quantity', l.quantity,
           'priceFen', l.price_fen) ORDER BY l.product_name, l.sku_name, l.id), '[]')
         FROM order_line l WHERE l.order_id = o.id) AS lines
       FROM sales_order o WHERE o.id = $1 AND o.unit_id = $2`,
      [id, unitId],
    );
  }
}
