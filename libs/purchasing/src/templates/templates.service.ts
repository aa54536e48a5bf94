import { Injectable } from '@nestjs/common';
import { OrderableSkus } from '@yigou/catalogue';
import { bulkPriceFen, MOST_TEMPLATES, type RouteBody, type RouteResponse } from '@yigou/contracts';
import { type Caller, holdSeat, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type IdempotencyClaim, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { BUYER } from '../requisitions.service';
import type { RememberedLine } from './remembered-lists';

/** So many requisitions and orders are offered to order from again. */
const RECENT = 30;

/** Lists of goods that the buyers of a unit share under a name. Another unit's do not exist. */
@Injectable()
export class Templates {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly skus: OrderableSkus,
  ) {}

  /** By name; one statement. Throws `forbidden`. */
  async list(caller: Caller): Promise<RouteResponse<'listTemplates'>> {
    const { organisationId } = seatOf(caller, 'agency');
    const items = await this.db.query<RouteResponse<'listTemplates'>['items'][number]>(
      `SELECT t.id, t.name, jsonb_array_length(t.lines) AS lines, u.name AS "by", to_json(t.created_at) #>> '{}' AS "createdAt"
       FROM purchasing_template t JOIN app_user u ON u.id = t.created_by WHERE t.unit_id = $1 ORDER BY t.name, t.id`,
      [organisationId],
    );
    return { items };
  }

  /** What the unit may order from again: its templates by name, then its latest requisitions and orders; one statement. Throws `forbidden`. */
  async sources(caller: Caller): Promise<RouteResponse<'listReorderSources'>> {
    const { organisationId } = seatOf(caller, 'agency');
    const items = await this.db.query<RouteResponse<'listReorderSources'>['items'][number]>(
      `(SELECT 'template' AS "from", t.id, t.name, jsonb_array_length(t.lines) AS lines, to_json(t.created_at) #>> '{}' AS at
         FROM purchasing_template t WHERE t.unit_id = $1 ORDER BY t.name, t.id)
       UNION ALL (SELECT 'requisition', q.id, q.purpose, (SELECT count(*)::int FROM purchasing_requisition_line l WHERE l.requisition_id = q.id),
           to_json(q.created_at) #>> '{}'
         FROM purchasing_requisition q WHERE q.unit_id = $1 AND EXISTS (SELECT FROM purchasing_requisition_line l WHERE l.requisition_id = q.id)
         ORDER BY q.created_at DESC, q.id DESC LIMIT ${RECENT})
       UNION ALL (SELECT 'order', o.id, o.number, (SELECT count(*)::int FROM order_line l WHERE l.order_id = o.id), to_json(o.created_at) #>> '{}'
         FROM sales_order o WHERE o.unit_id = $1 ORDER BY o.created_at DESC, o.id DESC LIMIT ${RECENT})`,
      [organisationId],
    );
    return { items };
  }

  /**
   * Keeps a list under a name, each good as it is offered now; answers its id. Throws `forbidden`, `not_found` for an organisation that is no unit, `template_limit`,
   * `template_exists`, and `validation_failed` at a line whose good does not exist.
   */
  create(caller: Caller, { name, lines }: RouteBody<'createTemplate'>, claim: IdempotencyClaim): Promise<string> {
    return this.write({ caller, claim }, async (tx, unitId, userId) => {
      // Two buyers at once are counted one after the other.
      const unit = await tx.one('SELECT FROM budget_unit WHERE organisation_id = $1 FOR NO KEY UPDATE', [unitId]);
      if (!unit) throw new DomainError('not_found');
      const known = await tx.one<{ n: number }>(
        'SELECT count(*)::int AS n FROM purchasing_template WHERE unit_id = $1',
        [unitId],
      );
      if ((known?.n ?? 0) >= MOST_TEMPLATES) throw new DomainError('template_limit');
      const id = newId();
      const kept = JSON.stringify(await this.keep(tx, lines));
      await tx.query(
        'INSERT INTO purchasing_template (id, unit_id, name, lines, created_by) VALUES ($1, $2, $3, $4, $5)',
        [id, unitId, name, kept, userId],
      );
      return id;
    });
  }

  /** Throws `forbidden`, `not_found`, `template_exists`. */
  rename(caller: Caller, id: string, name: string): Promise<void> {
    return this.write({ caller }, async (tx, unitId) => {
      const renamed = await tx.one(
        'UPDATE purchasing_template SET name = $3 WHERE id = $1 AND unit_id = $2 RETURNING id',
        [id, unitId, name],
      );
      if (!renamed) throw new DomainError('not_found');
    });
  }

  /** What was ordered from it stays. Throws `forbidden`, `not_found`. */
  remove(caller: Caller, id: string): Promise<void> {
    return this.write({ caller }, async (tx, unitId) => {
      const gone = await tx.one('DELETE FROM purchasing_template WHERE id = $1 AND unit_id = $2 RETURNING id', [
        id,
        unitId,
      ]);
      if (!gone) throw new DomainError('not_found');
    });
  }

  private async keep(tx: Tx, lines: RouteBody<'createTemplate'>['lines']): Promise<RememberedLine[]> {
    const skus = await this.skus.load(
      tx,
      lines.map(({ skuId }) => skuId),
    );
    const known = new Map(skus.map((sku) => [sku.skuId, sku]));
    const missing = lines.flatMap(({ skuId }, at) => (known.has(skuId) ? [] : [[`lines.${at}.skuId`, '没有这个商品']]));
    if (missing.length > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries(missing) });
    return lines.flatMap(({ skuId, quantity }) => {
      const sku = known.get(skuId);
      if (!sku) return [];
      const { productName, skuName, bulk } = sku;
      return [{ skuId, name: productName, sku: skuName, quantity, priceFen: bulkPriceFen(sku, quantity), bulk }];
    });
  }

  private async write<T>(
    { caller, claim = null }: { readonly caller: Caller; readonly claim?: IdempotencyClaim | null },
    work: (tx: Tx, unitId: string, userId: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.uow.runOnce(claim, async (tx) => {
        const by = await holdSeat(tx, caller, BUYER);
        return work(tx, by.seat.organisationId, by.actor.userId);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'purchasing_template_name') throw new DomainError('template_exists');
      throw error;
    }
  }
}
