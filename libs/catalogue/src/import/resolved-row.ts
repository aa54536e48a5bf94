import { createHash } from 'node:crypto';
import { comparableName, comparablePacking, type ImportQuestion } from '@yigou/contracts';
import type { SupplierInput } from '@yigou/identity';
import { isDemo, type ParsedRow } from './import-row';

/** A row whose place and category have been found. */
export interface ResolvedRow extends ParsedRow {
  readonly countyCode: string | null;
  /** Undefined: the row does not say. */
  readonly categorySlug: string | undefined;
}

/** What an import may change of a product. */
export interface ProductContent {
  categorySlug: string;
  description: string;
  channels: readonly string[];
  sourceUrl: string | null;
  demo: boolean;
  demoFields: readonly string[];
}

/** What an import may change of a SKU. Fen and grams. */
export interface SkuContent {
  netWeightGrams: number | null;
  priceFen: number;
  marketPriceFen: number | null;
}

export const supplierKey = (row: ResolvedRow): string =>
  `${row.统一社会信用代码 ?? ''}|${comparableName(row.供应商)}|${row.countyCode ?? ''}`;

/** By what an answer is found again: however the file spells it, and whatever else the row says. */
export function questionKey(kind: ImportQuestion['kind'], row: ResolvedRow): string {
  const product = kind === 'supplier' ? '' : comparableName(row.产品);
  const packing = kind === 'packing' ? comparablePacking(row.规格) : '';
  return createHash('sha1')
    .update(JSON.stringify([kind, supplierKey(row), product, packing]))
    .digest('base64url');
}

/** The row with the names that were answered for it. */
export function answered(row: ResolvedRow, answers: Readonly<Record<string, string | null>>): ResolvedRow {
  const of = (kind: ImportQuestion['kind'], one: ResolvedRow) => answers[questionKey(kind, one)] ?? null;
  const supplied = { ...row, 供应商: of('supplier', row) ?? row.供应商 };
  const produced = { ...supplied, 产品: of('product', supplied) ?? supplied.产品 };
  return { ...produced, 规格: of('packing', produced) ?? produced.规格 };
}

/** How a supplier that is not known yet is entered. */
export const supplierOf = (row: ResolvedRow): SupplierInput => ({
  supplierKind: row.供应商类型 ?? 'enterprise',
  name: row.供应商,
  creditCode: row.统一社会信用代码 ?? null,
  regionCode: row.countyCode,
  demo: isDemo(row, '供应商'),
});

/** What a row says of its product. */
export const productPatch = (row: ResolvedRow): Partial<ProductContent> =>
  said<ProductContent>({
    categorySlug: row.categorySlug,
    description: row.描述,
    channels: row.渠道,
    sourceUrl: row.来源,
    demo: row.演示 && isDemo(row),
    demoFields: row.演示,
  });

/** What a row says of its SKU. */
export const skuPatch = (row: ResolvedRow): Partial<SkuContent> =>
  said<SkuContent>({ netWeightGrams: row.净含量克, priceFen: row.单价元, marketPriceFen: row.市场价元 });

/** What people call the fields that a file may change. */
const COLUMN_OF: Readonly<Record<keyof ProductContent | keyof SkuContent, string>> = {
  categorySlug: '分类',
  description: '描述',
  channels: '渠道',
  sourceUrl: '来源',
  demo: '演示',
  demoFields: '演示',
  netWeightGrams: '净含量克',
  priceFen: '单价元',
  marketPriceFen: '市场价元',
};

const unlike = <Content extends object>(patch: Partial<Content>, present: Partial<Content>): (keyof Content)[] =>
  (Object.keys(patch) as (keyof Content)[]).filter(
    (field) => JSON.stringify(patch[field]) !== JSON.stringify(present[field]),
  );

/** Whether what is said is not so yet. */
export const differs = <Content extends object>(patch: Partial<Content>, present: Content): boolean =>
  unlike(patch, present).length > 0;

/** The columns of what is said and not so yet. */
export const differing = <Content extends ProductContent | SkuContent>(
  patch: Partial<Content>,
  present: Partial<Content>,
): string[] => [
  ...new Set(unlike(patch, present).map((field) => COLUMN_OF[field as keyof ProductContent | keyof SkuContent])),
];

function said<Content extends object>(fields: { [Field in keyof Content]: Content[Field] | undefined }) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Content>;
}
