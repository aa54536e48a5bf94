import { Injectable } from '@nestjs/common';
import type { RecallFigures, RecallView, RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, coversSql, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing, MARKET_TODAY } from '@yigou/platform';
import { hasDuty } from '@yigou/supervision';
import { FIGURES } from './recall-figures';
import { RECALL } from './recall-status';

type Row = Omit<RouteResponse<'listRecalls'>['items'][number], 'openedAt'> & { readonly openedAt: Date };
type PublicRow = Omit<RouteResponse<'listPublicRecalls'>['items'][number], 'openedAt'> & { readonly openedAt: Date };
type Side = 'supplier' | 'office';
type Report = RecallView['report'];

const JOINS = 'JOIN organisation s ON s.id = v.supplier_id JOIN certificate c ON c.id = v.certificate_id';
const SHARED = `v.number, v.status, v.grade, v.product_name AS "productName", s.name AS "supplierName", v.reason, v.opened_at AS "openedAt"`;
const LIST: Listing = {
  columns: `v.id, ${SHARED}, v.complete_by AS "completeBy", v.status = 'open' AND v.complete_by < ${MARKET_TODAY} AS overdue`,
  from: `recalls_recall v ${JOINS}`,
  alias: 'v',
  joins: JOINS,
  keyset: latestFirst('v.opened_at', 'v.id'),
};
const PUBLIC: Listing = { ...LIST, columns: `${SHARED}, c.number AS "certificateNumber"` };
const BATCHES = `(SELECT jsonb_agg(jsonb_build_object('number', b.number, 'harvestedOn', b.harvested_on, 'leftGrams', r.left_grams) ORDER BY b.number)
  FROM recalls_batch r JOIN batch b ON b.id = r.batch_id WHERE r.recall_id = v.id)`;
const RECORD = `c.number AS "certificateNumber", v.advice, v.by_supplier AS "bySupplier", v.set_aside_at AS "setAsideAt", v.report, v.evidence,
  v.closed_at AS "closedAt", ${FIGURES} AS figures, ${BATCHES} AS batches,
  coalesce((SELECT jsonb_agg(jsonb_build_object('skuId', q.sku_id, 'name', p.name || ' ' || k.name, 'pieces', q.pieces, 'destroyed', q.destroyed) ORDER BY q.sku_id)
    FROM recalls_stock q JOIN sku k ON k.id = q.sku_id JOIN product p ON p.id = k.product_id WHERE q.recall_id = v.id), '[]') AS stock,
  (SELECT jsonb_agg(jsonb_build_object('action', t.action, 'by', t.actor_name || '（' || t.seat || '）', 'note', t.note, 'at', to_json(t.at)) ORDER BY t.at, t.id)
    FROM recalls_recall_step t WHERE t.recalls_recall_id = v.id) AS history,
  coalesce((SELECT jsonb_agg(x) FROM (
    SELECT l.id, l.order_id AS "orderId", o.number AS "orderNumber",
      CASE WHEN o.origin IS NOT NULL THEN 'campaign' WHEN o.unit_id IS NOT NULL THEN 'unit' ELSE 'person' END AS buyer,
      o.receiver, o.phone, i.product_name || ' ' || i.sku_name AS goods, l.kind, b.number AS "batchNumber", l.pieces, w.told_at IS NOT NULL AS told
    FROM recalls_line l JOIN recalls_order w ON w.recall_id = l.recall_id AND w.order_id = l.order_id JOIN sales_order o ON o.id = l.order_id
      JOIN order_line i ON i.id = l.order_line_id LEFT JOIN batch b ON b.id = l.batch_id
    WHERE l.recall_id = v.id ORDER BY l.kind DESC, l.id LIMIT 200) x), '[]') AS lines`;

interface RecordRow
  extends
    Row,
    Pick<RecallView, 'certificateNumber' | 'advice' | 'bySupplier' | 'batches' | 'stock' | 'history' | 'lines'> {
  readonly setAsideAt: Date | null;
  readonly closedAt: Date | null;
  readonly evidence: string[];
  readonly figures: RecallFigures;
  readonly report: Report;
}

/** Recalls as offices, suppliers and everybody see them. */
@Injectable()
export class RecallQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** The newest first; one statement. */
  async list(
    caller: Caller,
    side: Side,
    query: RouteInput<'listRecalls'>['query'],
  ): Promise<RouteResponse<'listRecalls'>> {
    const filter = this.mine(caller, side).equals('v.status', query.status);
    filter.contains(query.q, 'v.number', 'v.product_name', 's.name');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(dated) };
  }

  /** Two statements. Throws `not_found` for another's, and outside the jurisdiction. */
  async view(caller: Caller, side: Side, id: string): Promise<RecallView> {
    const filter = this.mine(caller, side).equals('v.id', id);
    const listing = { ...LIST, columns: `${LIST.columns}, ${RECORD}` };
    const { rows } = await keysetPage<RecordRow>(this.db, filter, listing, { limit: 1 });
    const [row] = rows;
    if (!row) throw new DomainError('not_found');
    const files = await this.evidence.views(this.db, row.evidence);
    const own = side === 'supplier' && seatOf(caller, 'supplier').role !== 'viewer';
    return {
      ...dated(row),
      setAsideAt: row.setAsideAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      evidence: row.evidence.flatMap((one) => files.get(one) ?? []),
      can: {
        setAside: own && row.setAsideAt === null && RECALL.can(row.status, 'set_aside'),
        report: own && row.setAsideAt !== null && RECALL.can(row.status, 'report'),
        close:
          side === 'office' &&
          RECALL.can(row.status, 'close') &&
          hasDuty(seatOf(caller, 'administration').level, 'recall'),
      },
    };
  }

  /** One statement. Of a product: those of its certificate. */
  async listPublic(query: RouteInput<'listPublicRecalls'>['query']): Promise<RouteResponse<'listPublicRecalls'>> {
    const filter = new Filter().equals('c.number', query.certificateNumber);
    if (query.productId)
      filter.and(
        `v.certificate_id = (SELECT p.certificate_id FROM product p WHERE p.id = ${filter.bind(query.productId)})`,
      );
    const { rows, ...page } = await keysetPage<PublicRow>(this.db, filter, PUBLIC, query);
    return { ...page, items: rows.map(dated) };
  }

  /** One statement; nothing of any buyer. Throws `not_found`. */
  async viewPublic(number: string): Promise<RouteResponse<'viewPublicRecall'>> {
    const listing = {
      ...PUBLIC,
      columns: `${PUBLIC.columns}, v.advice, v.closed_at AS "closedAt", ${BATCHES} AS batches`,
    };
    type One = PublicRow & {
      readonly advice: string;
      readonly closedAt: Date | null;
      readonly batches: RecallView['batches'];
    };
    const { rows } = await keysetPage<One>(this.db, new Filter().equals('v.number', number), listing, { limit: 1 });
    const [row] = rows;
    if (!row) throw new DomainError('not_found');
    const batches = row.batches.map(({ number: batch, harvestedOn }) => ({ number: batch, harvestedOn }));
    return { ...dated(row), batches, closedAt: row.closedAt?.toISOString() ?? null };
  }

  private mine(caller: Caller, side: Side): Filter {
    const filter = new Filter();
    if (side === 'supplier') return filter.equals('v.supplier_id', seatOf(caller, 'supplier').organisationId);
    const township = '(SELECT f.township FROM supplier_file f WHERE f.supplier_id = v.supplier_id)';
    return filter.and(
      coversSql({ regionCode: 'v.region_code', township }, seatOf(caller, 'administration'), filter.bind),
    );
  }
}

const dated = <T extends { readonly openedAt: Date }>(row: T) => ({ ...row, openedAt: row.openedAt.toISOString() });
