import * as z from 'zod';
import { AuditQuery } from '../audit/schemas';
import { AdminProductQuery, PhotoKey, ProductCard } from '../catalogue/schemas';
import { CertificateQuery } from '../certification/schemas';
import { CalendarDate, CategorySlug, Fen, Grams, Id, Instant, RegionCode, RegionRef, Words } from '../common';
import { OrderQuery } from '../orders/schemas';
import { PaymentQuery } from '../payments/schemas';
import { BENEFIT_MECHANISM_CODES, LICENCE_KIND_CODES, SUPPLIER_KIND_CODES } from '../suppliers/labels';
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

/** Paid orders of a month of the market's calendar, in fen with freight, what was given back left out. */
const SalesMonth = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), orders: z.int(), salesFen: Fen });
/** A certificate in force, as pages name it that are about something else. */
const NamedCertificate = z.object({
  number: z.string(),
  productName: z.string(),
  supplierId: Id,
  supplierName: z.string(),
  validTo: CalendarDate,
  /** Null where they are not published. */
  households: z.int().nullable(),
  demo: z.boolean(),
});
export type NamedCertificate = z.infer<typeof NamedCertificate>;
/** A county for everybody, 县域产区; figures are up to half a minute old. */
export const CountyPage = z.object({
  county: RegionRef,
  /** One of the 832. */
  poverty: z.boolean(),
  figures: z.object({
    products: z.int(),
    suppliers: z.int(),
    certificates: z.int(),
    /** What the certificates in force say that they carry; null where none says it. */
    households: z.int().nullable(),
    /** Weight of what is in stock, as far as packings have one. */
    stockGrams: z.int(),
  }),
  categories: z.array(z.object({ slug: CategorySlug, name: z.string(), productCount: z.int() })),
  /** Goods with the most left for each piece sold, 滞销. */
  harvest: z.array(
    z.object({ id: Id, name: z.string(), photo: PhotoKey.nullable(), stockGrams: z.int(), soldCount: z.int() }),
  ),
  suppliers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      kind: z.enum(SUPPLIER_KIND_CODES),
      products: z.int(),
      certificates: z.int(),
      households: z.int().nullable(),
      demo: z.boolean(),
    }),
  ),
  certificates: z.array(NamedCertificate),
  /** The last twelve months, the present one last. */
  months: z.array(SalesMonth),
  products: z.array(ProductCard),
});
export type CountyPage = z.infer<typeof CountyPage>;

/** A supplier for everybody, 带贫主体; figures are up to half a minute old. Nothing about persons, and nothing that it told the offices alone. */
export const SupplierProfile = z.object({
  supplier: z.object({
    id: Id,
    name: z.string(),
    kind: z.enum(SUPPLIER_KIND_CODES),
    county: RegionRef.nullable(),
    demo: z.boolean(),
  }),
  /** Its standing and its licences let it sell today. */
  sells: z.boolean(),
  /** Since when it is on the market; null where that was before the register. */
  admittedAt: Instant.nullable(),
  /** What it says of itself, as the county's office reviewed it; null while it is not admitted. */
  story: z
    .object({
      introduction: z.string(),
      productionBase: z.string(),
      /** 亩; null: not said. */
      baseMu: z.int().nullable(),
      township: z.string(),
    })
    .nullable(),
  licences: z.array(
    z.object({
      kind: z.enum(LICENCE_KIND_CODES),
      number: z.string(),
      validFrom: CalendarDate,
      validTo: CalendarDate.nullable(),
    }),
  ),
  figures: z.object({
    products: z.int(),
    certificates: z.int(),
    /** As on the certificates in force; null where none says it. */
    households: z.int().nullable(),
    /** Households that are named one by one to the offices, and those of them that confirmed it. */
    linked: z.int(),
    confirmed: z.int(),
    batches: z.int(),
  }),
  mechanisms: z.array(z.object({ kind: z.enum(BENEFIT_MECHANISM_CODES), households: z.int() })),
  certificates: z.array(NamedCertificate),
  batches: z.array(
    z.object({
      number: z.string(),
      productName: z.string(),
      certificateNumber: z.string(),
      harvestedOn: CalendarDate,
      quantityGrams: Grams,
      households: z.int(),
      inspection: z.string().nullable(),
    }),
  ),
  /** How it delivered in the last 180 days. */
  service: z.object({
    orders: z.int(),
    completed: z.int(),
    /** Paid orders of which something was never sent. */
    unsent: z.int(),
    /** Half of the prepaid orders were sent within so many hours; null with fewer than five. */
    shipHours: z.int().nullable(),
    inspections: z.int(),
    inspectionsFailed: z.int(),
  }),
  products: z.array(ProductCard),
});
export type SupplierProfile = z.infer<typeof SupplierProfile>;
