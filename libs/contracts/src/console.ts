import { z } from 'zod';
import { CertificateView, CategorySlug } from './catalogue';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, RegionCode, RegionRef, Words } from './common';
import {
  CERTIFICATE_STATUS_CODES,
  IMPORT_STATUS_CODES,
  PAYMENT_STATUS_CODES,
  PRODUCT_STATUS_CODES,
  SUPPLIER_KIND_CODES,
} from './labels';

/** Query of every console table: words, a region, a sort column with direction, a keyset cursor. */
const tableQuery = <const S extends readonly [string, ...string[]]>(sorts: S) =>
  z.object({
    q: Words().optional(),
    region: RegionCode.optional(),
    sort: z.enum(sorts).optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
    cursor: Cursor.optional(),
    limit: PageSize,
  });

export const SupplierQuery = tableQuery(['name', 'products', 'created']).extend({
  kind: z.enum(SUPPLIER_KIND_CODES).optional(),
});
export const SupplierRow = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(SUPPLIER_KIND_CODES),
  creditCode: z.string().nullable(),
  county: RegionRef.nullable(),
  products: z.int(),
  orders: z.int(),
  salesFen: Fen,
  demo: z.boolean(),
  createdAt: Instant,
});
export const SupplierPage = page(SupplierRow);

export const CertificateQuery = tableQuery(['number', 'validTo', 'households']).extend({
  status: z.enum(CERTIFICATE_STATUS_CODES).optional(),
});
export const CertificateRow = CertificateView.extend({ id: Id });
export const CertificateTable = page(CertificateRow);

export const AdminProductQuery = tableQuery(['name', 'price', 'sold', 'updated']).extend({
  status: z.enum(PRODUCT_STATUS_CODES).optional(),
  category: CategorySlug.optional(),
});
export const AdminProductRow = z.object({
  id: Id,
  name: z.string(),
  supplierName: z.string(),
  county: RegionRef.nullable(),
  categoryName: z.string(),
  status: z.enum(PRODUCT_STATUS_CODES),
  priceFen: Fen.nullable(),
  unitPriceFen: Fen.nullable(),
  available: z.int(),
  soldCount: z.int(),
  certificateNumber: z.string().nullable(),
  demo: z.boolean(),
  updatedAt: Instant,
});
export const AdminProductPage = page(AdminProductRow);

export const PaymentQuery = tableQuery(['created', 'amount'])
  .omit({ region: true })
  .extend({ status: z.enum(PAYMENT_STATUS_CODES).optional() });
export const PaymentRow = z.object({
  id: Id,
  checkoutId: Id,
  status: z.enum(PAYMENT_STATUS_CODES),
  amountFen: Fen,
  capturedFen: Fen,
  refundedFen: Fen,
  providerRef: z.string().nullable(),
  orderNumbers: z.array(z.string()),
  createdAt: Instant,
  paidAt: Instant.nullable(),
});
export const PaymentPage = page(PaymentRow);

export const FailedJob = z.object({
  queue: z.string(),
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  attempts: z.int(),
  requestId: z.string().nullable(),
  failedAt: Instant.nullable(),
});
export const FailedJobs = z.object({ items: z.array(FailedJob), total: z.int() });
export const JobParams = z.object({ queue: z.string().regex(/^[a-z-]{1,40}$/), id: Words(200).min(1) });

export const AuditQuery = tableQuery(['at']).omit({ region: true }).extend({
  action: Words().optional(),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export const AuditRow = z.object({
  id: Id,
  at: Instant,
  actor: z.string(),
  organisation: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  summary: z.string(),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
});
export const AuditPage = page(AuditRow);

export const MailRow = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});
export const MailPage = page(MailRow);
export const PageQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });

export const DashboardQuery = z.object({
  days: z.coerce.number().int().min(7).max(366).default(30),
  region: RegionCode.optional(),
});
const Slice = z.object({ key: z.string(), label: z.string(), orders: z.int(), salesFen: Fen });
export const Dashboard = z.object({
  totals: z.object({
    orders: z.int(),
    salesFen: Fen,
    buyers: z.int(),
    suppliers: z.int(),
    products: z.int(),
    certificates: z.int(),
    counties: z.int(),
  }),
  previous: z.object({ orders: z.int(), salesFen: Fen }),
  byDay: z.array(z.object({ day: CalendarDate, orders: z.int(), salesFen: Fen })),
  byCounty: z.array(Slice),
  byCategory: z.array(Slice),
  byStatus: z.array(z.object({ status: z.string(), orders: z.int() })),
  attention: z.array(z.object({ kind: z.string(), label: z.string(), count: z.int() })),
});
export type Dashboard = z.infer<typeof Dashboard>;
export const SupplierDashboard = z.object({
  toShip: z.int(),
  inTransit: z.int(),
  unpaid: z.int(),
  lowStock: z.array(
    z.object({ skuId: Id, productId: Id, productName: z.string(), skuName: z.string(), available: z.int() }),
  ),
  byDay: z.array(z.object({ day: CalendarDate, orders: z.int(), salesFen: Fen })),
  totals: z.object({ orders: z.int(), salesFen: Fen, products: z.int() }),
});

export const ImportError = z.object({ row: z.int(), column: z.string(), reason: z.string() });
export const ImportView = z.object({
  id: Id,
  fileName: z.string(),
  status: z.enum(IMPORT_STATUS_CODES),
  rowsTotal: z.int().nullable(),
  rowsDone: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  /** The first 1,000 rejected rows. */
  errors: z.array(ImportError),
  /** What was read and changed nothing, in rows that went in: the first 1,000. */
  notices: z.array(ImportError),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type ImportView = z.infer<typeof ImportView>;
export const ImportList = z.object({ items: z.array(ImportView.omit({ errors: true, notices: true })) });
