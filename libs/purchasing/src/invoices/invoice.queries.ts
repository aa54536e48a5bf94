import { Injectable } from '@nestjs/common';
import { type FileType, type RouteInput, type RouteResponse, sitsIn } from '@yigou/contracts';
import { Evidence, EvidenceFiles, type EvidenceFile } from '@yigou/evidence';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { INVOICE } from './invoice-status';
import { CASHIER } from './invoices.service';
import { INVOICEABLE, INVOICED_FEN, NET_FEN } from './open-amounts';

type Page = RouteResponse<'listInvoices'>;
type View = RouteResponse<'getInvoice'>;
type OrderPage = RouteResponse<'listInvoiceableOrders'>;
type Side = 'agency' | 'supplier';
const OWNER = { agency: 'i.unit_id', supplier: 'i.supplier_id' } as const;

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
const ROW = `i.id, i.code, i.number, i.issued_on AS "issuedOn", i.amount_fen AS "amountFen", i.status, s.name AS "supplierName", u.name AS "unitName",
  i.read_from_file AS "readFromFile", i.title_differs AS "titleDiffers", ${instant('i.recorded_at')} AS "recordedAt"`;
const JOINS = 'JOIN organisation s ON s.id = i.supplier_id JOIN organisation u ON u.id = i.unit_id';
const INVOICES: Listing = {
  from: 'purchasing_invoice i',
  alias: 'i',
  joins: JOINS,
  columns: `${ROW}, (SELECT count(*)::int FROM purchasing_invoice_order p WHERE p.invoice_id = i.id) AS orders`,
  keyset: latestFirst('i.recorded_at', 'i.id'),
};
const ORDERS: Listing = {
  from: 'sales_order o',
  alias: 'o',
  joins: 'JOIN organisation u ON u.id = o.unit_id',
  columns: `o.id, o.number, jsonb_build_object('id', u.id, 'name', u.name, 'creditCode', u.credit_code) AS unit, ${instant('o.created_at')} AS "createdAt",
    ${NET_FEN}::bigint AS "netFen", ${INVOICED_FEN}::bigint AS "invoicedFen", (${NET_FEN} - ${INVOICED_FEN})::bigint AS "openFen"`,
  keyset: earliestFirst('o.created_at', 'o.id'),
};

/** Sets on a filter that the orders `o` are a supplier's that are finished, and for which invoices are still to come. */
export function uninvoiced(filter: Filter, supplierId: string): string {
  filter.and(
    `o.supplier_id = ${filter.bind(supplierId)} AND ${INVOICEABLE} AND ${NET_FEN} > ${INVOICED_FEN}`,
    `o.status = 'completed'`,
  );
  return 'sales_order o';
}

/** Invoices as both sides see them: who recorded them, and the unit that got them. */
@Injectable()
export class InvoiceQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
    private readonly files: EvidenceFiles,
  ) {}

  /** The latest first; one statement. Throws `forbidden`. */
  async list(caller: Caller, side: Side, query: RouteInput<'listInvoices'>['query']): Promise<Page> {
    const { organisationId } = seatOf(caller, side);
    const filter = new Filter();
    filter.and(`${OWNER[side]} = ${filter.bind(organisationId)}`);
    filter.equals('i.status', query.status);
    if (query.orderId) {
      const order = filter.bind(query.orderId);
      filter.and(`EXISTS (SELECT FROM purchasing_invoice_order p WHERE p.invoice_id = i.id AND p.order_id = ${order})`);
    }
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, INVOICES, query);
    return { items: rows, nextCursor, total };
  }

  /** Orders of units that the supplier has yet to invoice, the oldest first; one statement. Throws `forbidden`. */
  async orders(caller: Caller, query: RouteInput<'listInvoiceableOrders'>['query']): Promise<OrderPage> {
    const { organisationId } = seatOf(caller, 'supplier');
    const filter = new Filter();
    if (query.finished) uninvoiced(filter, organisationId);
    else
      filter.and(`o.supplier_id = ${filter.bind(organisationId)} AND ${INVOICEABLE} AND ${NET_FEN} > ${INVOICED_FEN}`);
    filter.equals('o.unit_id', query.unitId);
    const { rows, nextCursor, total } = await keysetPage<OrderPage['items'][number]>(this.db, filter, ORDERS, query);
    return { items: rows, nextCursor, total };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for another's. */
  async get(caller: Caller, side: Side, id: string): Promise<View> {
    const seat = seatOf(caller, side);
    const found = await this.db.one<Omit<View, 'file' | 'may'> & { readonly fileId: string }>(
      `SELECT ${ROW}, i.reason, i.red_number AS "redNumber", i.file_id AS "fileId", encode(e.sha256, 'hex') AS sha256,
         (SELECT jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'amountFen', p.amount_fen, 'totalFen', o.total_fen,
              'netFen', ${NET_FEN}, 'invoicedFen', (SELECT coalesce(sum(q.amount_fen), 0) FROM purchasing_invoice_order q
                 JOIN purchasing_invoice j ON j.id = q.invoice_id WHERE q.order_id = o.id AND j.status NOT IN ('red_lettered', 'withdrawn'))) ORDER BY o.id)
            FROM purchasing_invoice_order p JOIN sales_order o ON o.id = p.order_id WHERE p.invoice_id = i.id) AS orders,
         (SELECT jsonb_agg(jsonb_build_object('at', ${instant('t.at')}, 'action', t.action, 'by', b.name, 'reason', t.reason) ORDER BY t.at, t.id)
            FROM purchasing_invoice_step t JOIN app_user b ON b.id = t.by_id WHERE t.purchasing_invoice_id = i.id) AS history
       FROM purchasing_invoice i ${JOINS} JOIN evidence e ON e.id = i.file_id WHERE i.id = $1 AND ${OWNER[side]} = $2`,
      [id, seat.organisationId],
    );
    if (!found) throw new DomainError('not_found');
    const { fileId, ...view } = found;
    const file = (await this.evidence.views(this.db, [fileId])).get(fileId);
    if (!file) throw new DomainError('not_found');
    return { ...view, file, may: mayDo(seat, view.status) };
  }

  /** The original byte by byte, named by its number. Throws `forbidden`, `not_found`. */
  async file(caller: Caller, side: Side, id: string): Promise<EvidenceFile> {
    const { organisationId } = seatOf(caller, side);
    const found = await this.db.one<{ fileId: string; number: string }>(
      `SELECT i.file_id AS "fileId", i.number FROM purchasing_invoice i WHERE i.id = $1 AND ${OWNER[side]} = $2`,
      [id, organisationId],
    );
    if (!found) throw new DomainError('not_found');
    const file = await this.files.file(caller, found.fileId);
    return { ...file, fileName: `发票-${found.number}.${ENDINGS[file.mediaType] ?? 'bin'}` };
  }
}

const ENDINGS: Partial<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  'application/xml': 'xml',
};

function mayDo(seat: Seat, status: View['status']): View['may'] {
  const writes = seat.role !== 'viewer';
  const unit = writes && seat.kind === 'agency' && sitsIn(CASHIER, seat);
  const seller = writes && seat.kind === 'supplier';
  return {
    receive: unit && INVOICE.can(status, 'receive'),
    object: unit && INVOICE.can(status, 'object'),
    redLetter: seller && INVOICE.can(status, 'red_letter'),
    withdraw: seller && INVOICE.can(status, 'withdraw'),
  };
}
