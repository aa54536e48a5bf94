import { Injectable } from '@nestjs/common';
import type { BatchView, EvidenceView, RouteInput, RouteResponse } from '@yigou/contracts';
import { EVIDENCE_COLUMNS, evidenceView } from '@yigou/evidence';
import { Database, Filter, keysetPage, latestFirst, type Listing, type Queryable } from '@yigou/platform';

type Query = RouteInput<'listBatches'>['query'];
type StoredEvidence = Omit<EvidenceView, 'uploadedAt'> & { uploadedAt: string };
type BatchRow = Omit<BatchView, 'createdAt' | 'report'> & { createdAt: Date; report: StoredEvidence | null };

const COLUMNS = `b.id, b.number, b.certificate_id AS "certificateId", c.number AS "certificateNumber", c.product_name AS "productName",
  b.harvested_on AS "harvestedOn", b.quantity_grams AS "quantityGrams", b.shipped_grams AS "shippedGrams",
  (SELECT count(*)::int FROM batch_household h WHERE h.batch_id = b.id) AS households,
  (SELECT to_jsonb(x) FROM (SELECT ${EVIDENCE_COLUMNS} FROM evidence e WHERE e.id = b.report_evidence_id) x) AS report,
  b.inspection, b.note, b.created_at AS "createdAt"`;
const CERTIFICATE = 'JOIN certificate c ON c.id = b.certificate_id';
const LIST: Listing = {
  from: 'batch b',
  alias: 'b',
  joins: CERTIFICATE,
  columns: COLUMNS,
  keyset: latestFirst('b.created_at', 'b.id'),
};

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
    const filter = new Filter([supplierId]).and('b.supplier_id = $1').equals('b.certificate_id', query.certificateId);
    if (query.productId)
      filter.and(
        `b.certificate_id = (SELECT p.certificate_id FROM product p WHERE p.id = ${filter.bind(query.productId)} AND p.supplier_id = $1)`,
        'b.shipped_grams < b.quantity_grams',
      );
    const { rows, ...page } = await keysetPage<BatchRow>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(view) };
  }

  /** One batch as its supplier sees it; undefined when there is none. */
  async find(db: Queryable, id: string): Promise<BatchView | undefined> {
    const [row] = await db.query<BatchRow>(`SELECT ${COLUMNS} FROM batch b ${CERTIFICATE} WHERE b.id = $1`, [id]);
    return row && view(row);
  }
}
