import type {
  CertificateStatus,
  OrderQuery,
  PaymentStatus,
  ProductStatus,
  RouteInput,
  SupplierKind,
} from '@yigou/contracts';
import { EVERYWHERE, type Jurisdiction, type PlaceSql, supplierPlaceSql } from '@yigou/identity';
import { inRegion, onDays, type Sql } from './sql';

/** What a table or an export is read from: a view with the alias `v`, and the conditions that scope and filter set. */
export interface Source {
  readonly from: string;
  readonly where: string[];
}
export interface Words {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
}
/** Whose orders: a supplier's own, or those from a region. */
export type OrderScope = Jurisdiction | { readonly supplierId: string };
export type AuditFilter = Partial<Pick<RouteInput<'listAudit'>['query'], 'q' | 'action' | 'from' | 'to'>>;
export type OrderFilter = Partial<Pick<OrderQuery, 'q' | 'region' | 'status' | 'from' | 'to'>>;

/** Where the rows of the views lie. */
export const PLACES = {
  supplier: supplierPlaceSql('v.id', 'v.region_code'),
  certificate: {
    regionCode: 'v.region_code',
    township: '(SELECT here.township FROM certificate_place here WHERE here.certificate_id = v.id)',
  },
  product: supplierPlaceSql('v.supplier_id', 'v.region_code'),
  order: supplierPlaceSql('v.supplier_id', 'v.region_code'),
  sale: supplierPlaceSql('s.supplier_id', 's.region_code'),
  productRow: supplierPlaceSql('p.supplier_id', 'p.county_code'),
  orderRow: supplierPlaceSql('o.supplier_id', 'o.region_code'),
} as const satisfies Record<string, PlaceSql>;

/** A condition that any of the columns contains the words. */
function contains(sql: Sql, words: string | undefined, ...columns: string[]): string[] {
  if (!words) return [];
  const pattern = sql.bindContains(words);
  return [columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR ')];
}
const equals = (sql: Sql, column: string, value: string | undefined) =>
  value === undefined ? [] : [`${column} = ${sql.bind(value)}`];

export function supplierSource(
  sql: Sql,
  scope: Jurisdiction,
  filter: Words & { kind?: SupplierKind | undefined },
): Source {
  return {
    from: 'report_supplier',
    where: [
      ...inRegion(sql, PLACES.supplier, scope, filter.region),
      ...equals(sql, 'v.supplier_kind', filter.kind),
      ...contains(sql, filter.q, 'v.name', 'v.credit_code', 'v.region_path'),
    ],
  };
}

export function certificateSource(
  sql: Sql,
  scope: Jurisdiction,
  filter: Words & { status?: CertificateStatus | undefined },
): Source {
  return {
    from: 'report_certificate',
    where: [
      ...inRegion(sql, PLACES.certificate, scope, filter.region),
      ...equals(sql, 'v.status', filter.status),
      ...contains(sql, filter.q, 'v.number', 'v.product_name', 'v.supplier_name'),
    ],
  };
}

export function productSource(
  sql: Sql,
  scope: Jurisdiction,
  filter: Words & { status?: ProductStatus | undefined; category?: string | undefined },
): Source {
  const category = filter.category === undefined ? null : sql.bind(filter.category);
  return {
    from: 'report_product',
    where: [
      ...inRegion(sql, PLACES.product, scope, filter.region),
      ...equals(sql, 'v.status', filter.status),
      ...(category ? [`v.category_slug = ${category} OR v.category_parent = ${category}`] : []),
      ...contains(sql, filter.q, 'v.name', 'v.supplier_name', 'v.certificate_number'),
    ],
  };
}

export function orderSource(sql: Sql, scope: OrderScope, filter: OrderFilter): Source {
  const own =
    'supplierId' in scope
      ? [...equals(sql, 'v.supplier_id', scope.supplierId), ...inRegion(sql, PLACES.order, EVERYWHERE, filter.region)]
      : inRegion(sql, PLACES.order, scope, filter.region);
  return {
    from: 'report_order',
    where: [
      ...own,
      ...(filter.status?.length ? [`v.status = ANY(${sql.bind(filter.status)})`] : []),
      ...onDays(sql, 'v.created_at', filter.from, filter.to),
      ...contains(sql, filter.q, 'v.number', 'v.receiver', 'v.supplier_name', 'v.goods'),
    ],
  };
}

/** Payments know no region: the whole country's administrators only. */
export function paymentSource(
  sql: Sql,
  filter: { q?: string | undefined; status?: PaymentStatus | undefined },
): Source {
  return {
    from: 'report_payment',
    where: [
      ...equals(sql, 'v.status', filter.status),
      ...contains(sql, filter.q, 'v.provider_ref', 'v.id::text', "array_to_string(v.order_numbers, ' ')"),
    ],
  };
}

export function auditSource(sql: Sql, filter: AuditFilter): Source {
  return {
    from: 'report_audit',
    where: [
      ...equals(sql, 'v.action', filter.action),
      ...onDays(sql, 'v.at', filter.from, filter.to),
      ...contains(sql, filter.q, 'v.summary', 'v.actor_name', 'v.organisation_name', 'v.action', 'v.subject_id'),
    ],
  };
}
