import * as z from 'zod';
import { AuditQuery } from '../audit/schemas';
import { AdminProductQuery } from '../catalogue/schemas';
import { CertificateQuery } from '../certification/schemas';
import { CalendarDate, Fen, Id, Instant, RegionCode, Words } from '../common';
import { OrderQuery } from '../orders/schemas';
import { PaymentQuery } from '../payments/schemas';
import { SupplierQuery } from '../suppliers/schemas';
import type { ExportKind } from './labels';

/** What each exported table is filtered by: as its list is, so that the file holds what the screen shows. */
export const EXPORT_FILTERS = {
  suppliers: SupplierQuery.pick({ q: true, region: true, kind: true }),
  certificates: CertificateQuery.pick({ q: true, region: true, status: true, only: true }),
  products: AdminProductQuery.pick({ q: true, region: true, status: true, only: true, category: true }),
  orders: OrderQuery.pick({ q: true, region: true, status: true, only: true, from: true, to: true, sort: true }),
  payments: PaymentQuery.pick({ q: true, status: true }),
  audit: AuditQuery.pick({ q: true, action: true, from: true, to: true }),
} as const satisfies Record<ExportKind, z.ZodObject>;
export type ExportFilters<K extends ExportKind> = Partial<z.infer<(typeof EXPORT_FILTERS)[K]>>;

const Filtered = z.union([Words(), z.array(Words())]).optional();
/** The filters of an export as they are sent; which of them a kind takes, `EXPORT_FILTERS` says. */
export const ExportQuery = z.object({
  q: Words().optional(),
  region: RegionCode.optional(),
  kind: Filtered,
  status: Filtered,
  only: Filtered,
  category: Filtered,
  action: Filtered,
  from: Filtered,
  to: Filtered,
  sort: Filtered,
});

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
});
export type Dashboard = z.infer<typeof Dashboard>;
/** What waits for the caller's seat, 需要处理: what is late first. */
export const WaitingList = z.object({
  items: z.array(
    z.object({
      kind: z.string().meta({ description: '<context>.<what>' }),
      label: z.string(),
      /** As far as lists count. */
      count: z.int().min(1),
      /** When the first of them is due; null where nothing is. */
      dueAt: Instant.nullable(),
      /** The screen whose list shows them, with its filters. */
      link: z.object({ path: z.string(), query: z.record(z.string(), z.string()) }),
    }),
  ),
});
export type WaitingList = z.infer<typeof WaitingList>;
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
