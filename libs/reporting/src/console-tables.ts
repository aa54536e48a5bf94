import { Injectable } from '@nestjs/common';
import { demoFieldsSql } from '@yigou/certification';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Jurisdiction } from '@yigou/identity';
import { Database, saturatedBigint } from '@yigou/platform';
import { keysetPage, type SortKey } from './keyset-page';
import { auditSource, certificateSource, paymentSource, PLACES, productSource, supplierSource } from './sources';
import { inRegion, Sql } from './sql';

/** Sort columns by the names of the contract, which lists no other. */
type Sorts<Name extends string> = Readonly<Record<Name, SortKey>>;

/** The tables of the administration console. Each page is one statement; rows outside the reader's region do not exist. */
@Injectable()
export class ConsoleTables {
  constructor(private readonly db: Database) {}

  suppliers(scope: Jurisdiction, query: RouteInput<'listSuppliers'>['query']): Promise<RouteResponse<'listSuppliers'>> {
    const sql = new Sql();
    const source = supplierSource(sql, scope, query);
    const figures = supplierFigures(sql, scope);
    const sorts: Sorts<'name' | 'created' | 'products'> = {
      name: { key: 'v.name', kind: 'text' },
      created: { key: 'v.created_at', kind: 'instant' },
      products: { key: figures.products, kind: 'number' },
    };
    const row = supplierRow(figures);
    return keysetPage<RouteResponse<'listSuppliers'>['items'][number]>(
      this.db,
      sql,
      { ...source, row, sort: sorts[query.sort ?? 'created'] },
      query,
    );
  }

  certificates(
    scope: Jurisdiction,
    query: RouteInput<'listCertificates'>['query'],
  ): Promise<RouteResponse<'listCertificates'>> {
    const sql = new Sql();
    const source = certificateSource(sql, scope, query);
    const sort = CERTIFICATE_SORTS[query.sort ?? 'validTo'];
    return keysetPage<RouteResponse<'listCertificates'>['items'][number]>(
      this.db,
      sql,
      { ...source, row: CERTIFICATE_ROW, sort },
      query,
    );
  }

  products(
    scope: Jurisdiction,
    query: RouteInput<'listAdminProducts'>['query'],
  ): Promise<RouteResponse<'listAdminProducts'>> {
    const sql = new Sql();
    const source = productSource(sql, scope, query);
    const sort = PRODUCT_SORTS[query.sort ?? 'updated'];
    return keysetPage<RouteResponse<'listAdminProducts'>['items'][number]>(
      this.db,
      sql,
      { ...source, row: PRODUCT_ROW, sort },
      query,
    );
  }

  payments(query: RouteInput<'listPayments'>['query']): Promise<RouteResponse<'listPayments'>> {
    const sql = new Sql();
    const source = paymentSource(sql, query);
    const sort = PAYMENT_SORTS[query.sort ?? 'created'];
    return keysetPage<RouteResponse<'listPayments'>['items'][number]>(
      this.db,
      sql,
      { ...source, row: PAYMENT_ROW, sort },
      query,
    );
  }

  audit(query: RouteInput<'listAudit'>['query']): Promise<RouteResponse<'listAudit'>> {
    const sql = new Sql();
    const source = auditSource(sql, query);
    const sort = AUDIT_SORTS[query.sort ?? 'at'];
    return keysetPage<RouteResponse<'listAudit'>['items'][number]>(
      this.db,
      sql,
      { ...source, row: AUDIT_ROW, sort },
      query,
    );
  }

  /** The mail outbox, the latest first. */
  mails(query: RouteInput<'listMails'>['query']): Promise<RouteResponse<'listMails'>> {
    const sort = { key: 'v.created_at', kind: 'instant' } as const;
    const source = { from: 'mail', where: [], row: MAIL_ROW, sort };
    return keysetPage<RouteResponse<'listMails'>['items'][number]>(this.db, new Sql(), source, {
      ...query,
      order: 'desc',
    });
  }
}

export interface SupplierFigures {
  readonly products: string;
  readonly orders: string;
  readonly salesFen: string;
}

/** A supplier may sell what grows in several counties: its figures, too, are those of the reader's region. */
export function supplierFigures(sql: Sql, scope: Jurisdiction): SupplierFigures {
  const and = (conditions: string[]) => conditions.map((condition) => ` AND ${condition}`).join('');
  const products = and(inRegion(sql, PLACES.productRow, scope));
  const sales = and(inRegion(sql, PLACES.sale, scope));
  return {
    products: `(SELECT count(*) FROM product p WHERE p.supplier_id = v.id AND p.status = 'listed'${products})`,
    orders: `(SELECT count(*) FROM report_sale s WHERE s.supplier_id = v.id${sales})`,
    salesFen: `(SELECT ${saturatedBigint('sum(s.total_fen)')} FROM report_sale s WHERE s.supplier_id = v.id${sales})`,
  };
}

const REGION = `CASE WHEN v.region_code IS NOT NULL
  THEN jsonb_build_object('code', v.region_code, 'name', v.region_name, 'path', v.region_path) END`;

const supplierRow = (
  figures: SupplierFigures,
) => `jsonb_build_object('id', v.id, 'name', v.name, 'kind', v.supplier_kind,
  'creditCode', v.credit_code, 'county', ${REGION}, 'products', ${figures.products}, 'orders', ${figures.orders},
  'salesFen', ${figures.salesFen}, 'demo', v.demo, 'createdAt', v.created_at)`;

const CERTIFICATE_ROW = `jsonb_build_object('id', v.id, 'number', v.number, 'version', v.version, 'productName', v.product_name,
  'supplierName', v.supplier_name, 'county', ${REGION}, 'level', v.level, 'status', v.status, 'worth', v.worth, 'validFrom', v.valid_from,
  'validTo', v.valid_to, 'households', v.households, 'people', v.people, 'mechanisms', v.mechanisms, 'sourceUrl', v.source_url,
  'demo', v.demo, 'demoFields', ${demoFieldsSql('v')})`;
const CERTIFICATE_SORTS: Sorts<'number' | 'validTo' | 'households'> = {
  number: { key: 'v.number', kind: 'text' },
  validTo: { key: 'v.valid_to', kind: 'date' },
  households: { key: 'v.households', kind: 'number', nullable: true },
};

const PRODUCT_ROW = `jsonb_build_object('id', v.id, 'name', v.name, 'supplierName', v.supplier_name, 'county', ${REGION},
  'categoryName', v.category_name, 'status', v.status, 'priceFen', v.price_fen, 'unitPriceFen', v.unit_price_fen,
  'available', v.available, 'soldCount', v.sold_count, 'certificateNumber', v.certificate_number, 'demo', v.demo,
  'updatedAt', v.updated_at)`;
const PRODUCT_SORTS: Sorts<'name' | 'price' | 'sold' | 'updated'> = {
  name: { key: 'v.name', kind: 'text' },
  // A draft without a SKU has no price.
  price: { key: 'v.price_fen', kind: 'number', nullable: true },
  sold: { key: 'v.sold_count', kind: 'number' },
  updated: { key: 'v.updated_at', kind: 'instant' },
};

const PAYMENT_ROW = `jsonb_build_object('id', v.id, 'checkoutId', v.checkout_id, 'status', v.status, 'amountFen', v.amount_fen,
  'capturedFen', v.captured_fen, 'refundedFen', v.refunded_fen,
  'heldFen', v.held_fen, 'case', v.quarantine_case, 'refunds', v.refunds, 'providerRef', v.provider_ref, 'orderNumbers', v.order_numbers,
  'createdAt', v.created_at, 'paidAt', v.paid_at)`;
const PAYMENT_SORTS: Sorts<'created' | 'amount'> = {
  created: { key: 'v.created_at', kind: 'instant' },
  amount: { key: 'v.amount_fen', kind: 'number' },
};

const AUDIT_ROW = `jsonb_build_object('id', v.id, 'at', v.at, 'actor', v.actor_name, 'organisation', v.organisation_name,
  'action', v.action, 'subjectKind', v.subject_kind, 'subjectId', v.subject_id, 'summary', v.summary, 'requestId', v.request_id,
  'address', v.address)`;
const AUDIT_SORTS: Sorts<'at'> = { at: { key: 'v.at', kind: 'instant' } };

const MAIL_ROW = `jsonb_build_object('id', v.id, 'to', v.recipient, 'subject', v.subject, 'body', v.body, 'createdAt', v.created_at,
  'sentAt', v.sent_at)`;
