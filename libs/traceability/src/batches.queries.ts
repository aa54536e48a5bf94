import { Injectable } from '@nestjs/common';
import type { BatchView, EvidenceView, RouteInput, RouteResponse } from '@yigou/contracts';
import { EVIDENCE_COLUMNS, evidenceView } from '@yigou/evidence';
import { Database, decodeCursor, encodeCursor, type Queryable } from '@yigou/platform';

type Query = RouteInput<'listBatches'>['query'];
type StoredEvidence = Omit<EvidenceView, 'uploadedAt'> & { uploadedAt: string };
type BatchRow = Omit<BatchView, 'createdAt' | 'report'> & { createdAt: Date; report: StoredEvidence | null };

/** Lists count this far; more is shown as “over”. */
const COUNT_LIMIT = 10_000;

const COLUMNS = `b.id, b.number, b.certificate_id AS "certificateId", c.number AS "certificateNumber", c.product_name AS "productName",
  b.harvested_on AS "harvestedOn", b.quantity_grams AS "quantityGrams", b.shipped_grams AS "shippedGrams",
  (SELECT count(*)::int FROM batch_household h WHERE h.batch_id = b.id) AS households,
  (SELECT to_jsonb(x) FROM (SELECT ${EVIDENCE_COLUMNS} FROM evidence e WHERE e.id = b.report_evidence_id) x) AS report,
  b.inspection, b.note, b.created_at AS "createdAt"`;
const JOINED = 'batch b JOIN certificate c ON c.id = b.certificate_id';

const view = ({ report, createdAt, ...row }: BatchRow): BatchView => ({
  ...row,
  report: report && evidenceView({ ...report, uploadedAt: new Date(report.uploadedAt) }),
  createdAt: createdAt.toISOString(),
});

/** Reads a supplier's batches. */
@Injectable()
export class BatchQueries {
  constructor(private readonly db: Database) {}

  /** The newest first; one statement. Of a product: the batches of its certificate that have something left. */
  async list(supplierId: string, query: Query): Promise<RouteResponse<'listBatches'>> {
    const values: unknown[] = [supplierId];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = ['b.supplier_id = $1'];
    if (query.certificateId) conditions.push(`b.certificate_id = ${bind(query.certificateId)}`);
    if (query.productId) {
      conditions.push(
        `b.certificate_id = (SELECT p.certificate_id FROM product p WHERE p.id = ${bind(query.productId)} AND p.supplier_id = $1)`,
        'b.shipped_grams < b.quantity_grams',
      );
    }
    const all = conditions.join(' AND ');
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, ['instant', 'id']);
      conditions.push(`(b.created_at, b.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.db.query<BatchRow & { total: number; key: string }>(
      `SELECT t.total, p.* FROM (
         SELECT count(*)::int AS total FROM (SELECT 1 FROM batch b WHERE ${all} LIMIT ${COUNT_LIMIT}) AS counted) t
       LEFT JOIN (SELECT ${COLUMNS}, to_jsonb(b.created_at) AS key FROM ${JOINED} WHERE ${conditions.join(' AND ')}
         ORDER BY b.created_at DESC, b.id DESC LIMIT ${bind(query.limit + 1)}) p ON true
       ORDER BY p."createdAt" DESC, p.id DESC`,
      values,
    );
    const found = rows.filter((row) => row.id !== null);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ total: _total, key: _key, ...row }) => view(row)),
      nextCursor: found.length > query.limit && last ? encodeCursor([last.key, last.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }

  /** One batch as its supplier sees it; undefined when there is none. */
  async find(db: Queryable, id: string): Promise<BatchView | undefined> {
    const [row] = await db.query<BatchRow>(`SELECT ${COLUMNS} FROM ${JOINED} WHERE b.id = $1`, [id]);
    return row && view(row);
  }
}
