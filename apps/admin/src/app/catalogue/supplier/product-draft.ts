import type { RouteBody, RouteResponse } from '@yigou/contracts';
import type { Channel } from '@yigou/contracts/labels';
import { parseCount, parseYuan, yuanText } from '../../shared/typed-amounts';

export type SupplierProduct = RouteResponse<'getSupplierProduct'>;
export type ProductBody = RouteBody<'createSupplierProduct'>;

/** A SKU as it stands in the form: grams and yuan as typed. */
export interface SkuDraft {
  readonly id: string | null;
  readonly name: string;
  readonly grams: string;
  readonly priceYuan: string;
  readonly marketYuan: string;
  readonly active: boolean;
  /** Only of a new SKU; later the stock moves by adjustments with a reason. */
  readonly initialStock: string;
}
export interface ProductDraft {
  readonly name: string;
  readonly categorySlug: string | null;
  readonly description: string;
  readonly countyCode: string | null;
  readonly certificateNumber: string | null;
  readonly channels: readonly Channel[];
  readonly skus: readonly SkuDraft[];
}

export const NEW_SKU: SkuDraft = {
  id: null,
  name: '',
  grams: '',
  priceYuan: '',
  marketYuan: '',
  active: true,
  initialStock: '',
};
export const NEW_PRODUCT: ProductDraft = {
  name: '',
  categorySlug: null,
  description: '',
  countyCode: null,
  certificateNumber: null,
  channels: [],
  skus: [NEW_SKU],
};

export function toDraft(product: SupplierProduct): ProductDraft {
  return {
    name: product.name,
    categorySlug: product.categorySlug,
    description: product.description,
    countyCode: product.county?.code ?? null,
    certificateNumber: product.certificateNumber,
    channels: product.channels,
    skus: product.skus.map((sku) => ({
      id: sku.id,
      name: sku.name,
      grams: sku.netWeightGrams === null ? '' : String(sku.netWeightGrams),
      priceYuan: yuanText(sku.priceFen),
      marketYuan: yuanText(sku.marketPriceFen),
      active: sku.active,
      initialStock: '',
    })),
  };
}

/** Price of 500 g in fen, while it is being typed; null when it cannot be computed. Rounded as the catalogue rounds: to the nearest fen. */
export function unitPriceFen(sku: Pick<SkuDraft, 'grams' | 'priceYuan'>): number | null {
  const grams = parseCount(sku.grams);
  const fen = parseYuan(sku.priceYuan);
  return grams !== null && grams > 0 && fen !== null ? Math.round((fen * 500) / grams) : null;
}

export interface CheckedProduct {
  readonly body: ProductBody | null;
  /** Message per field, with the keys the API uses for its own: `skus.0.priceFen`. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Turns what was typed into what the API takes, or says at which field it cannot. */
export function checkProduct(draft: ProductDraft): CheckedProduct {
  const errors: Record<string, string> = {};
  if (!draft.name.trim()) errors['name'] = '请填写产品名称';
  if (!draft.categorySlug) errors['categorySlug'] = '请选择分类';
  if (draft.skus.length === 0) errors['skus'] = '请至少添加一个规格';
  const skus = draft.skus.map((sku, index) => checkSku(sku, `skus.${index}`, errors));
  if (Object.keys(errors).length > 0 || !draft.categorySlug) return { body: null, errors };
  const { description, countyCode, certificateNumber, categorySlug } = draft;
  return {
    errors,
    body: {
      name: draft.name.trim(),
      categorySlug,
      description,
      countyCode,
      certificateNumber: certificateNumber || null,
      channels: [...draft.channels],
      skus,
    },
  };
}

function checkSku(sku: SkuDraft, at: string, errors: Record<string, string>): ProductBody['skus'][number] {
  if (!sku.name.trim()) errors[`${at}.name`] = '请填写规格名称';
  const grams = sku.grams.trim() ? parseCount(sku.grams) : null;
  if (sku.grams.trim() && (grams === null || grams < 1)) errors[`${at}.netWeightGrams`] = '请填写整数克数';
  const price = parseYuan(sku.priceYuan);
  if (!price) errors[`${at}.priceFen`] = '请填写价格，最多两位小数';
  const market = sku.marketYuan.trim() ? parseYuan(sku.marketYuan) : null;
  if (sku.marketYuan.trim() && !market) errors[`${at}.marketPriceFen`] = '请填写金额，最多两位小数';
  const stock = sku.id === null && sku.initialStock.trim() ? parseCount(sku.initialStock) : undefined;
  if (stock === null || (stock !== undefined && stock < 0)) errors[`${at}.initialStock`] = '请填写不小于 0 的整数';
  return {
    ...(sku.id === null ? {} : { id: sku.id }),
    name: sku.name.trim(),
    netWeightGrams: grams,
    priceFen: price ?? 0,
    marketPriceFen: market,
    active: sku.active,
    ...(typeof stock === 'number' ? { initialStock: stock } : {}),
  };
}
