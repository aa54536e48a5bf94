import * as z from 'zod';
import { CertificateNumber, CertificateStep, CertificateView, ScopeLine } from '../certification/schemas';
import {
  CategorySlug,
  Cursor,
  Fen,
  Grams,
  Id,
  Instant,
  MAX_PRICE_FEN,
  page,
  PageSize,
  PriceFen,
  printed,
  Quantity,
  RegionCode,
  RegionRef,
  repeated,
  tableQuery,
  text,
  Words,
} from '../common';
import { TableReading } from '../platform/schemas';
import { STOCK_STATE_CODES } from '../inventory/labels';
import { InspectionOutcome } from '../supervision/schemas';
import { BENEFIT_MECHANISM_CODES } from '../suppliers/labels';
import { TraceChain } from '../traceability/schemas';
import {
  CHANNEL_CODES,
  CATALOGUE_POLICIES,
  IMPORT_OBSTACLE_CODES,
  IMPORT_QUESTION_KINDS,
  MOST_IMPORT_QUESTIONS,
  IMPORT_STATUS_CODES,
  PRODUCT_CHOICE_CODES,
  PRODUCT_SORT_CODES,
  PRODUCT_STATUS_CODES,
} from './labels';
import { mostPieceFen, nominalPieceFen } from './weight-price';

export const Category = z.object({
  slug: CategorySlug,
  name: z.string(),
  parentSlug: CategorySlug.nullable(),
  productCount: z.int(),
});
export const CategoryList = z.object({ items: z.array(Category) });

/** Path of a picture below /api/v1/media; the same picture is stored at 400 px (`-400.webp`, `-400.avif`) and 800 px. */
export const PhotoKey = z
  .string()
  .meta({ description: 'media key without size and ending: <key>-400.webp, <key>-800.avif, …' });
export const ProductCard = z
  .object({
    id: Id,
    name: z.string(),
    photo: PhotoKey.nullable(),
    county: RegionRef.nullable(),
    supplierName: z.string(),
    categorySlug: CategorySlug,
    priceFen: PriceFen,
    /** Price of 500 g in fen; null when the net weight is not known. */
    unitPriceFen: Fen.nullable(),
    marketPriceFen: Fen.nullable(),
    skuCount: z.int(),
    soldCount: z.int(),
    certified: z.boolean(),
    /** Registered households the certificate carries; null when not published. */
    households: z.int().nullable(),
    stockState: z.enum(STOCK_STATE_CODES),
    /** Everything about it is demo data. */
    demo: z.boolean(),
    /** Chinese names of the fields that are demo data, not published facts. */
    demoFields: z.array(z.string()),
    /** Its certificate was made up, in whole or in part: it is no real one. */
    certificateDemo: z.boolean(),
  })
  .meta({ id: 'ProductCard' });
export type ProductCard = z.infer<typeof ProductCard>;

/** Filters of the list, the facets and the search; the storefront keeps the very same names in its address bar. */
export const ProductFilter = z.object({
  q: Words().optional(),
  region: RegionCode.optional().meta({ description: 'county, prefecture or province: everything below it' }),
  category: CategorySlug.optional(),
  channel: z.enum(CHANNEL_CODES).optional(),
  mechanism: z.enum(BENEFIT_MECHANISM_CODES).optional(),
  certified: z.enum(['true', 'false']).optional(),
  inStock: z.enum(['true']).optional(),
  minFen: z.coerce.number().int().min(0).max(100_000_000).optional(),
  maxFen: z.coerce.number().int().min(0).max(100_000_000).optional(),
});
export type ProductFilter = z.infer<typeof ProductFilter>;
export const ListProductsQuery = ProductFilter.extend({
  sort: z.enum(PRODUCT_SORT_CODES).default('relevance'),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const ProductHit = ProductCard.extend({
  /** The name cut into runs; `hit` runs matched the search. */
  highlight: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
/** Products of a list are counted this far, and so many that match are ranked by how well: what there is beyond is said to be more. */
export const MOST_COUNTED_PRODUCTS = 500;
export const ProductPage = page(ProductHit).extend({
  /** There are more than `total`, which then is {@link MOST_COUNTED_PRODUCTS}. */
  totalOver: z.boolean(),
  /** Set when nothing matched exactly and near misses are shown. */
  fuzzy: z.boolean(),
});
export type ProductPage = z.infer<typeof ProductPage>;
const FacetCount = z.object({ value: z.string(), label: z.string(), count: z.int() });
export const ProductFacets = z.object({
  categories: z.array(FacetCount),
  provinces: z.array(FacetCount),
  channels: z.array(FacetCount),
  mechanisms: z.array(FacetCount),
  certified: z.int(),
  inStock: z.int(),
  minFen: Fen,
  maxFen: Fen,
});
export const SuggestQuery = z.object({ q: Words(30).min(1) });
export const Suggestions = z.object({
  items: z.array(
    z.object({ text: z.string(), kind: z.enum(['product', 'county', 'category']), value: z.string(), count: z.int() }),
  ),
});
/** How a piece is sold by weight, to budget units alone. */
export const WeightOffer = z
  .strictObject({
    perGrams: z.literal([500, 1_000]),
    priceFen: PriceFen,
    pieceGrams: z.int('请填写克数').min(1, '请填写大于 0 的克数').max(1_000_000, '最多 1 吨'),
    toleranceBp: z.int('请填写百分比').min(0).max(3_000, '最多 30%'),
  })
  .superRefine((weight, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['priceFen'], message });
    if (nominalPieceFen(weight) < 1) wrong('按此单价每件不足 1 分');
    if (mostPieceFen(weight) > MAX_PRICE_FEN) wrong('按此单价每件超过 1,000,000 元');
  });
/** What a seller offers budget units; the public's price stays what it is. */
export const BulkOffer = z
  .strictObject({
    minimum: Quantity,
    weekly: z.int('请填写整数').min(1, '至少 1 件').max(1_000_000, '最多 1,000,000 件').nullable(),
    tiers: z
      .array(z.strictObject({ from: Quantity, priceFen: PriceFen }))
      .max(5, '最多 5 档')
      .superRefine((tiers, context) =>
        tiers.forEach(({ from, priceFen }, at) => {
          const before = tiers[at - 1];
          const wrong = (field: string, message: string) =>
            context.addIssue({ code: 'custom', path: [at, field], message });
          if (before && from <= before.from) wrong('from', '数量要比上一档多');
          if (before && from > before.from && priceFen >= before.priceFen) wrong('priceFen', '价格要比上一档低');
        }),
      ),
    weight: WeightOffer.optional(),
  })
  .refine(({ tiers, weight }) => !weight || tiers.length === 0, {
    message: '按重量卖的没有数量阶梯价',
    path: ['tiers'],
  });
export const SaveBulkOfferBody = z.strictObject({ offer: BulkOffer.nullable() });
export const SkuView = z.object({
  id: Id,
  name: z.string(),
  netWeightGrams: Grams.nullable(),
  priceFen: PriceFen,
  marketPriceFen: Fen.nullable(),
  unitPriceFen: Fen.nullable(),
  stockState: z.enum(STOCK_STATE_CODES),
  /** Pieces that can be ordered now, capped at 9,999. */
  available: z.int(),
  active: z.boolean(),
  bulk: BulkOffer.nullable(),
});
export const ProductDetail = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  categorySlug: CategorySlug,
  categoryName: z.string(),
  county: RegionRef.nullable(),
  supplier: z.object({ id: Id, name: z.string(), kind: z.string(), county: RegionRef.nullable(), demo: z.boolean() }),
  photos: z.array(z.object({ key: PhotoKey, alt: z.string() })),
  skus: z.array(SkuView),
  channels: z.array(z.enum(CHANNEL_CODES)),
  certificate: CertificateView.nullable(),
  soldCount: z.int(),
  priceHistory: z.array(z.object({ skuId: Id, priceFen: PriceFen, at: Instant })),
  /** What like certified goods cost for 500 g; null when there are too few to compare. */
  priceBand: z.object({ count: z.int(), p25: Fen, median: Fen, p75: Fen }).nullable(),
  /** Chinese names of the fields that are demo data, not published facts. */
  demoFields: z.array(z.string()),
  demo: z.boolean(),
  sourceUrl: z.string().nullable(),
  listed: z.boolean(),
});
export type ProductDetail = z.infer<typeof ProductDetail>;
export const FreightQuery = z.object({
  region: RegionCode,
  skuId: Id.optional(),
  quantity: z.coerce.number().int().min(1).max(9999).default(1),
});
export const FreightQuote = z.object({
  deliverable: z.boolean(),
  freightFen: Fen,
  freeOverFen: Fen.nullable(),
  rule: z.string().meta({ description: 'Chinese sentence that states the rule' }),
});
export const HomeView = z.object({
  /** Counties whose stock moves slowest: unsold harvest, 滞销. */
  counties: z.array(RegionRef.extend({ productCount: z.int(), stockGrams: z.int(), photo: PhotoKey.nullable() })),
  categories: z.array(Category.extend({ photo: PhotoKey.nullable() })),
  newest: z.array(ProductCard),
  popular: z.array(ProductCard),
  year: z.object({ orders: z.int(), salesFen: Fen, counties: z.int(), households: z.int(), products: z.int() }),
});
export type HomeView = z.infer<typeof HomeView>;
const SkuInput = z.strictObject({
  id: Id.optional(),
  name: printed(60, 1, '请填写规格名称'),
  /** The seller's own code for it; left out: as it stands. */
  code: text(40, 0).optional(),
  netWeightGrams: Grams.nullable(),
  priceFen: PriceFen,
  marketPriceFen: PriceFen.nullable(),
  active: z.boolean().default(true),
  /** Stock of a new SKU; ignored by nothing: sent for an existing SKU it is refused, stock moves by adjustments. */
  initialStock: z.int().min(0, '请填写不小于 0 的整数').max(100_000_000, '最多 1 亿件').optional(),
});
export const ProductInput = z.strictObject({
  name: printed(80, 1, '请填写产品名称'),
  categorySlug: CategorySlug,
  description: text(4000, 0),
  countyCode: RegionCode.nullable(),
  certificateNumber: CertificateNumber.nullable(),
  channels: z.array(z.enum(CHANNEL_CODES)).max(8),
  skus: z.array(SkuInput).min(1, '请至少添加一个规格').max(30, '最多 30 个规格'),
  /** Why a price lies outside the reference band; asked for when one does. */
  priceReason: text(500, 0).default(''),
  /** The price was looked at again although its decimal point seems to have slipped. */
  priceConfirmed: z.boolean().default(false),
});
export type ProductInput = z.infer<typeof ProductInput>;

/** A change names the version it was made from; when somebody else saved in between, nothing is overwritten. */
export const ProductUpdate = ProductInput.extend({ version: z.int().min(1) });
export const SupplierProductRow = z.object({
  id: Id,
  name: z.string(),
  photo: PhotoKey.nullable(),
  status: z.enum(PRODUCT_STATUS_CODES),
  categoryName: z.string(),
  priceFen: PriceFen.nullable(),
  skuCount: z.int(),
  onHand: z.int(),
  reserved: z.int(),
  soldCount: z.int(),
  certificateNumber: z.string().nullable(),
  updatedAt: Instant,
});
export const SupplierProductPage = page(SupplierProductRow);
export const SupplierProductQuery = z.object({
  q: Words().optional(),
  status: z.enum(PRODUCT_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const SupplierProduct = z.object({
  id: Id,
  version: z.int(),
  name: z.string(),
  status: z.enum(PRODUCT_STATUS_CODES),
  categorySlug: CategorySlug,
  description: z.string(),
  county: RegionRef.nullable(),
  certificateNumber: z.string().nullable(),
  channels: z.array(z.enum(CHANNEL_CODES)),
  photos: z.array(z.object({ id: Id, key: PhotoKey, alt: z.string() })),
  skus: z.array(SkuView.extend({ code: z.string(), onHand: z.int(), reserved: z.int() })),
  updatedAt: Instant,
});
export type SupplierProduct = z.infer<typeof SupplierProduct>;
export const PhotoView = z.object({ id: Id, key: PhotoKey, alt: z.string() });
export const FreightRule = z.strictObject({
  /** Places the rule is for, as prefix of the region code; empty is everywhere else. The longest prefix wins. */
  regionPrefix: z.string().regex(/^(\d{2}|\d{4}|\d{6})?$/),
  deliverable: z.boolean(),
  firstGrams: Grams,
  firstFen: Fen.max(1_000_000),
  stepGrams: Grams,
  stepFen: Fen.max(1_000_000),
  freeOverFen: PriceFen.nullable(),
});
export type FreightRule = z.infer<typeof FreightRule>;
export const FreightRules = z.strictObject({
  rules: z
    .array(FreightRule)
    .max(100, '最多 100 条规则')
    .superRefine((rules, context) => {
      for (const index of repeated(rules.map((rule) => rule.regionPrefix)))
        context.addIssue({
          code: 'custom',
          path: [index, 'regionPrefix'],
          message: rules[index]?.regionPrefix ? '该地区已有一条规则' : '“其他地区”已有一条规则',
        });
    }),
});

/** What anyone reads of a certificate: how it stands, the chain behind it, and what is on the shelves under it. */
export const CertificatePage = z.object({
  certificate: CertificateView,
  supplierId: Id,
  /** Why and since when it stands as it does. */
  statusSince: Instant,
  statusReason: z.string().nullable(),
  scope: z.array(ScopeLine),
  steps: z.array(CertificateStep),
  chain: TraceChain,
  inspections: z.array(InspectionOutcome),
  products: z.array(ProductCard),
  checkedAt: Instant,
});

export const AdminProductQuery = tableQuery(['name', 'price', 'sold', 'updated']).extend({
  status: z.enum(PRODUCT_STATUS_CODES).optional(),
  only: z.enum(PRODUCT_CHOICE_CODES).optional(),
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
export const ImportError = z.object({ row: z.int(), column: z.string(), reason: z.string() });
/** Something new in a file that is called nearly as something that is there. */
export const ImportQuestion = z.object({
  key: z.string(),
  kind: z.enum(IMPORT_QUESTION_KINDS),
  /** The first row that names it. */
  row: z.int(),
  written: z.string(),
  /** Whose product, or of which product the packing; empty for a supplier. */
  of: z.string(),
  /** The likest first. */
  candidates: z.array(z.string()),
});
export type ImportQuestion = z.infer<typeof ImportQuestion>;
/** Which of the candidates is meant, by the key of the question; null: none, it is new. */
export const ImportAnswers = z.strictObject({
  round: z.int(),
  answers: z
    .array(z.strictObject({ key: text(40), same: text(200).nullable() }))
    .min(1)
    .max(MOST_IMPORT_QUESTIONS),
});
/** What a file would change, each list bounded; prices in fen. */
export const ImportPreview = z.object({
  reading: TableReading,
  /** Changes of price that are alike, the greatest leap first. */
  prices: z.array(z.object({ beforeFen: Fen, afterFen: Fen, goods: z.int(), example: z.string() })),
  newSuppliers: z.array(z.string()),
  /** To be answered before it is confirmed. */
  near: z.array(ImportQuestion),
  /** Further ones, which are asked once these are answered. */
  moreNear: z.int(),
  changes: z.array(z.object({ row: z.int(), goods: z.string(), does: z.array(z.string()) })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
/** What undoing an import would do, or did. */
export const ImportUndo = z.object({
  /** Packings that it made and that go off sale. */
  withdrawn: z.int(),
  /** Packings whose price, weight, code or stock is as before. */
  restored: z.int(),
  /** Products whose texts and category are as before. */
  texts: z.int(),
  /** What stays as it is. */
  kept: z.int(),
  /** The first 200 of it, and why. */
  stays: z.array(z.object({ goods: z.string(), obstacle: z.enum(IMPORT_OBSTACLE_CODES) })),
  /** Suppliers that it entered and that leave, unless they have something else by then. */
  suppliers: z.array(z.string()),
});
export type ImportUndo = z.infer<typeof ImportUndo>;
/** Which preview is confirmed: it counts up whenever the file is compared anew. */
export const ImportConfirmation = z.object({ round: z.int() });
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
  round: z.int(),
  /** Until when a preview waits to be confirmed; null before there is one. */
  expiresAt: Instant.nullable(),
  /** Null until the file has been compared. */
  preview: ImportPreview.nullable(),
  /** The first 1,000 rejected rows. */
  errors: z.array(ImportError),
  /** What was read and changed nothing, in rows that went in: the first 1,000. */
  notices: z.array(ImportError),
  /** Its refused rows are there as a file. */
  hasRefusedRows: z.boolean(),
  /** It has written something that is not undone. */
  undoable: z.boolean(),
  /** Null until it was undone. */
  undo: ImportUndo.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type ImportView = z.infer<typeof ImportView>;
export const ImportList = z.object({
  items: z.array(
    ImportView.omit({ errors: true, notices: true, preview: true, hasRefusedRows: true, undoable: true, undo: true }),
  ),
});

/** What each policy parameter of this context may hold. */
export const CATALOGUE_POLICY_VALUES = {
  'catalogue.import_preview_hours': z.int().min(1).max(720),
} as const satisfies Record<keyof typeof CATALOGUE_POLICIES, z.core.$ZodType>;
