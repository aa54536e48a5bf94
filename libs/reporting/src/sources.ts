import type {
  ManagementState,
  OrderQuery,
  OrganisationKind,
  PaymentStatus,
  RouteInput,
  SupplierKind,
} from '@yigou/contracts';
import { soldOutSql } from '@yigou/catalogue';
import { certificatePlaceSql, ENDING } from '@yigou/certification';
import { EVERYWHERE, type Jurisdiction, LOCAL_SQL, managedSql, type PlaceSql, supplierPlaceSql } from '@yigou/identity';
import { namedOrders, troubleSql } from '@yigou/orders';
import { allOf, type Filter, onDaysSql } from '@yigou/platform';
import { inRegion } from './sql';

/** What a table or an export is read from: a view with the alias `v`. Its function sets the conditions of scope and query on the filter. */
export type Source = `${string} v`;
export interface Words {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
}
/** Whose orders: a supplier's own, or those from a region. */
export type OrderScope = Jurisdiction | { readonly supplierId: string };
export type AuditFilter = Partial<Pick<RouteInput<'listAudit'>['query'], 'q' | 'action' | 'from' | 'to'>>;
export type OrderFilter = Partial<Pick<OrderQuery, 'q' | 'region' | 'status' | 'only' | 'from' | 'to'>>;

/** Where the rows of the views lie. */
export const PLACES = {
  supplier: supplierPlaceSql('v.id', 'v.region_code'),
  // An office knows its township itself, a supplier by its file.
  organisation: {
    regionCode: 'v.region_code',
    township: `coalesce(v.township, ${supplierPlaceSql('v.id', 'v.region_code').township})`,
  },
  certificate: certificatePlaceSql('v'),
  product: supplierPlaceSql('v.supplier_id', 'v.region_code'),
  order: supplierPlaceSql('v.supplier_id', 'v.region_code'),
  sale: supplierPlaceSql('s.supplier_id', 's.region_code'),
  productRow: supplierPlaceSql('p.supplier_id', 'p.county_code'),
  orderRow: supplierPlaceSql('o.supplier_id', 'o.region_code'),
} as const satisfies Record<string, PlaceSql>;

export function supplierSource(
  filter: Filter,
  scope: Jurisdiction,
  query: Words & { kind?: SupplierKind | undefined },
): Source {
  filter
    .and(inRegion(filter.bind, PLACES.supplier, scope, query.region))
    .equals('v.supplier_kind', query.kind)
    .contains(query.q, 'v.name', 'v.credit_code', 'v.region_path');
  return 'report_supplier v';
}

/** `ManagementState` of an organisation `v`. */
export const MANAGEMENT_STATE = `CASE WHEN ${managedSql('v.id')} THEN 'managed'
  WHEN EXISTS (SELECT FROM invitation i WHERE i.organisation_id = v.id AND i.role = 'manager' AND i.status = 'pending'
    AND i.expires_at > clock_timestamp()) THEN 'invited' ELSE 'vacant' END`;

export function organisationSource(
  filter: Filter,
  scope: Jurisdiction,
  query: Words & { kind?: OrganisationKind | undefined; state?: ManagementState | undefined },
): Source {
  filter
    .and(inRegion(filter.bind, PLACES.organisation, scope, query.region))
    .equals('v.kind', query.kind)
    .equals(MANAGEMENT_STATE, query.state)
    .contains(query.q, 'v.name', 'v.credit_code', 'v.region_path', 'v.township');
  return `(SELECT o.id, o.kind, o.name, o.credit_code, o.region_code, o.township, o.demo, o.created_at, ${LOCAL_SQL} AS local,
    r.name AS region_name, r.path AS region_path FROM organisation o LEFT JOIN region r ON r.code = o.region_code) v`;
}

export function certificateSource(
  filter: Filter,
  scope: Jurisdiction,
  query: Words & Partial<Pick<RouteInput<'listCertificates'>['query'], 'status' | 'only'>>,
): Source {
  filter
    .and(inRegion(filter.bind, PLACES.certificate, scope, query.region))
    .equals('v.status', query.status)
    .contains(query.q, 'v.number', 'v.product_name', 'v.supplier_name');
  if (query.only === 'ending') filter.and(ENDING('v'));
  return 'report_certificate v';
}

export function productSource(
  filter: Filter,
  scope: Jurisdiction,
  query: Words & Partial<Pick<RouteInput<'listAdminProducts'>['query'], 'status' | 'only' | 'category'>>,
): Source {
  filter.and(inRegion(filter.bind, PLACES.product, scope, query.region)).equals('v.status', query.status);
  if (query.category !== undefined) {
    const category = filter.bind(query.category);
    filter.and(`v.category_slug = ${category} OR v.category_parent = ${category}`);
  }
  if (query.only === 'sold_out') filter.and("v.status = 'listed'", soldOutSql('v.id'));
  filter.contains(query.q, 'v.name', 'v.supplier_name', 'v.certificate_number');
  return 'report_product v';
}

export function orderSource(filter: Filter, scope: OrderScope, query: OrderFilter): Source {
  const own = 'supplierId' in scope;
  if (own) filter.equals('v.supplier_id', scope.supplierId);
  filter.and(inRegion(filter.bind, PLACES.order, own ? EVERYWHERE : scope, query.region));
  if (query.only) filter.and(`EXISTS (SELECT FROM sales_order o WHERE o.id = v.id AND ${troubleSql(query.only)})`);
  if (query.status?.length) filter.and(`v.status = ANY(${filter.bind(query.status)})`);
  filter.onDays('v.created_at', query.from, query.to);
  if (query.q) filter.and(`v.id = ANY(${ordersNamed(filter, scope, query, query.q)})`);
  return 'report_order v';
}

/** As the list finds them: by indexes of the orders, which the view's words would have to be put together without. */
function ordersNamed({ bind }: Filter, scope: OrderScope, { from, to }: OrderFilter, words: string): string {
  const own = 'supplierId' in scope;
  const within = allOf([
    own ? `o.supplier_id = ${bind(scope.supplierId)}` : inRegion(bind, PLACES.orderRow, scope),
    onDaysSql(bind, 'o.created_at', from, to),
  ]);
  return namedOrders(words, bind, { within, ...scope });
}

/** Payments know no region: the whole country's administrators only. */
export function paymentSource(
  filter: Filter,
  query: { q?: string | undefined; status?: PaymentStatus | undefined },
): Source {
  filter
    .equals('v.status', query.status)
    .contains(query.q, 'v.provider_ref', 'v.id::text', "array_to_string(v.order_numbers, ' ')");
  return 'report_payment v';
}

export function auditSource(filter: Filter, query: AuditFilter): Source {
  filter
    .equals('v.action', query.action)
    .onDays('v.at', query.from, query.to)
    .contains(query.q, 'v.summary', 'v.actor_name', 'v.organisation_name', 'v.action', 'v.subject_id');
  return 'report_audit v';
}
