import { Injectable } from '@nestjs/common';
import { demoFieldsSql } from '@yigou/certification';
import type { RouteId, RouteInput, RouteResponse } from '@yigou/contracts';
import { isAbove, type Jurisdiction, type Placed, type Seat } from '@yigou/identity';
import { disputesSql, outsideFenSql } from '@yigou/payments';
import {
  type Bind,
  Database,
  Filter,
  keyset,
  keysetPage,
  type KeyPart,
  type Listing,
  type PageRequest,
  saturatedBigint,
} from '@yigou/platform';
import {
  auditSource,
  certificateSource,
  MANAGEMENT_STATE,
  organisationSource,
  paymentSource,
  PLACES,
  productSource,
  type Source,
  supplierSource,
} from './sources';
import { inRegion } from './sql';

/** What a table can be ordered by; the row's id breaks ties. */
type Sort = KeyPart;
/** Sort columns by the names of the contract, which lists no other. */
type Sorts<Name extends string> = Readonly<Record<Name, Sort>>;

type Item<Name extends RouteId> = RouteResponse<Name> extends { items: readonly (infer Row)[] } ? Row : never;
interface TableSource {
  readonly from: Source;
  /** JSON object of a row of the contract, made of `v`. */
  readonly row: string;
  readonly sort: Sort;
}

/** The tables of the administration console. Each page is one statement; rows outside the reader's region do not exist. */
@Injectable()
export class ConsoleTables {
  constructor(private readonly db: Database) {}

  suppliers(scope: Jurisdiction, query: RouteInput<'listSuppliers'>['query']): Promise<RouteResponse<'listSuppliers'>> {
    const filter = new Filter();
    const from = supplierSource(filter, scope, query);
    const figures = supplierFigures(filter.bind, scope);
    const sorts: Sorts<'name' | 'created' | 'products'> = {
      name: { sql: 'v.name', kind: 'text' },
      created: { sql: 'v.created_at', kind: 'instant' },
      products: { sql: figures.products, kind: 'number' },
    };
    const row = supplierRow(figures);
    return this.page<Item<'listSuppliers'>>(filter, { from, row, sort: sorts[query.sort ?? 'created'] }, query);
  }

  /** Whom the office of the seat may give a manager is reckoned as `AppointManagers` does. */
  async organisations(
    seat: Seat,
    query: RouteInput<'listOrganisations'>['query'],
  ): Promise<RouteResponse<'listOrganisations'>> {
    const filter = new Filter();
    const from = organisationSource(filter, seat, query);
    const sort = ORGANISATION_SORTS[query.sort ?? 'created'];
    const found = await this.page<OrganisationItem>(filter, { from, row: ORGANISATION_ROW, sort }, query);
    const items = found.items.map(({ regionCode, local, ...row }) => ({
      ...row,
      appointable: row.state !== 'managed' && isAbove(seat, { ...row, regionCode, local }),
    }));
    return { ...found, items };
  }

  certificates(
    scope: Jurisdiction,
    query: RouteInput<'listCertificates'>['query'],
  ): Promise<RouteResponse<'listCertificates'>> {
    const filter = new Filter();
    const from = certificateSource(filter, scope, query);
    return this.page<Item<'listCertificates'>>(
      filter,
      { from, row: CERTIFICATE_ROW, sort: CERTIFICATE_SORTS[query.sort ?? 'validTo'] },
      query,
    );
  }

  products(
    scope: Jurisdiction,
    query: RouteInput<'listAdminProducts'>['query'],
  ): Promise<RouteResponse<'listAdminProducts'>> {
    const filter = new Filter();
    const from = productSource(filter, scope, query);
    return this.page<Item<'listAdminProducts'>>(
      filter,
      { from, row: PRODUCT_ROW, sort: PRODUCT_SORTS[query.sort ?? 'updated'] },
      query,
    );
  }

  payments(query: RouteInput<'listPayments'>['query']): Promise<RouteResponse<'listPayments'>> {
    const filter = new Filter();
    const from = paymentSource(filter, query);
    return this.page<Item<'listPayments'>>(
      filter,
      { from, row: PAYMENT_ROW, sort: PAYMENT_SORTS[query.sort ?? 'created'] },
      query,
    );
  }

  audit(query: RouteInput<'listAudit'>['query']): Promise<RouteResponse<'listAudit'>> {
    const filter = new Filter();
    const from = auditSource(filter, query);
    return this.page<Item<'listAudit'>>(filter, { from, row: AUDIT_ROW, sort: AUDIT_SORTS[query.sort ?? 'at'] }, query);
  }

  /** The mail outbox, the latest first. */
  mails(query: RouteInput<'listMails'>['query']): Promise<RouteResponse<'listMails'>> {
    const source = { from: 'mail v', row: MAIL_ROW, sort: { sql: 'v.created_at', kind: 'instant' } } as const;
    return this.page<Item<'listMails'>>(new Filter(), source, { ...query, order: 'desc' });
  }

  private async page<Row>(
    filter: Filter,
    { from, row, sort }: TableSource,
    { order, ...request }: PageRequest & { readonly order: 'asc' | 'desc' },
  ): Promise<{ items: Row[]; nextCursor: string | null; total: number }> {
    const by = keyset(order === 'asc' ? 'ASC' : 'DESC', sort, { sql: 'v.id', kind: 'id' });
    const listing: Listing = { from, alias: 'v', columns: `${row} AS row`, keyset: by };
    const { rows, ...page } = await keysetPage<{ row: Row }>(this.db, filter, listing, request);
    return { ...page, items: rows.map(({ row: item }) => item) };
  }
}

export interface SupplierFigures {
  readonly products: string;
  readonly orders: string;
  readonly salesFen: string;
}

/** A supplier may sell what grows in several counties: its figures, too, are those of the reader's region. */
export function supplierFigures(bind: Bind, scope: Jurisdiction): SupplierFigures {
  const products = ` AND ${inRegion(bind, PLACES.productRow, scope)}`;
  const sales = ` AND ${inRegion(bind, PLACES.sale, scope)}`;
  return {
    products: `(SELECT count(*) FROM product p WHERE p.supplier_id = v.id AND p.status = 'listed'${products})`,
    orders: `(SELECT count(*) FROM report_sale s WHERE s.supplier_id = v.id${sales})`,
    salesFen: `(SELECT ${saturatedBigint('sum(s.total_fen)')} FROM report_sale s WHERE s.supplier_id = v.id${sales})`,
  };
}

const REGION = `CASE WHEN v.region_code IS NOT NULL
  THEN jsonb_build_object('code', v.region_code, 'name', v.region_name, 'path', v.region_path) END`;

type OrganisationItem = Omit<Item<'listOrganisations'>, 'appointable'> & Pick<Placed, 'regionCode' | 'local'>;
const ORGANISATION_ROW = `jsonb_build_object('id', v.id, 'name', v.name, 'kind', v.kind, 'creditCode', v.credit_code,
  'region', ${REGION}, 'regionCode', v.region_code, 'township', v.township, 'local', v.local,
  'members', (SELECT count(*) FROM membership m WHERE m.organisation_id = v.id AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())),
  'state', ${MANAGEMENT_STATE}, 'demo', v.demo, 'createdAt', v.created_at)`;
const ORGANISATION_SORTS: Sorts<'name' | 'created'> = {
  name: { sql: 'v.name', kind: 'text' },
  created: { sql: 'v.created_at', kind: 'instant' },
};

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
  number: { sql: 'v.number', kind: 'text' },
  validTo: { sql: 'v.valid_to', kind: 'date' },
  households: { sql: 'v.households', kind: 'number', nullable: true },
};

const PRODUCT_ROW = `jsonb_build_object('id', v.id, 'name', v.name, 'supplierName', v.supplier_name, 'county', ${REGION},
  'categoryName', v.category_name, 'status', v.status, 'priceFen', v.price_fen, 'unitPriceFen', v.unit_price_fen,
  'available', v.available, 'soldCount', v.sold_count, 'certificateNumber', v.certificate_number, 'demo', v.demo,
  'updatedAt', v.updated_at)`;
const PRODUCT_SORTS: Sorts<'name' | 'price' | 'sold' | 'updated'> = {
  name: { sql: 'v.name', kind: 'text' },
  // A draft without a SKU has no price.
  price: { sql: 'v.price_fen', kind: 'number', nullable: true },
  sold: { sql: 'v.sold_count', kind: 'number' },
  updated: { sql: 'v.updated_at', kind: 'instant' },
};

const PAYMENT_ROW = `jsonb_build_object('id', v.id, 'checkoutId', v.checkout_id, 'purpose', v.purpose, 'status', v.status, 'channel', v.channel, 'amountFen', v.amount_fen,
  'pooledFen', v.pooled_fen, 'capturedFen', v.captured_fen, 'refundedFen', v.refunded_fen,
  'heldFen', v.held_fen, 'case', v.quarantine_case, 'refunds', v.refunds, 'disputes', ${disputesSql('v.id')}, 'outsideFen', ${outsideFenSql('v.id')}, 'providerRef', v.provider_ref, 'orderNumbers', v.order_numbers,
  'createdAt', v.created_at, 'paidAt', v.paid_at)`;
const PAYMENT_SORTS: Sorts<'created' | 'amount'> = {
  created: { sql: 'v.created_at', kind: 'instant' },
  amount: { sql: 'v.amount_fen', kind: 'number' },
};

const AUDIT_ROW = `jsonb_build_object('id', v.id, 'at', v.at, 'actor', v.actor_name, 'organisation', v.organisation_name,
  'action', v.action, 'subjectKind', v.subject_kind, 'subjectId', v.subject_id, 'summary', v.summary, 'requestId', v.request_id,
  'address', v.address)`;
const AUDIT_SORTS: Sorts<'at'> = { at: { sql: 'v.at', kind: 'instant' } };

const MAIL_ROW = `jsonb_build_object('id', v.id, 'to', v.recipient, 'subject', v.subject, 'body', v.body, 'createdAt', v.created_at,
  'sentAt', v.sent_at)`;
