import type { RouteBody, RouteResponse } from '@yigou/contracts';
import type { Channel } from '@yigou/contracts/labels';

export type SupplierProduct = RouteResponse<'getSupplierProduct'>;
type ProductBody = RouteBody<'createSupplierProduct'>;

/** A SKU as it stands in the form: null where nothing is filled in. */
export interface SkuForm {
  readonly id: string | null;
  readonly name: string;
  /** The seller's own. */
  readonly code: string;
  readonly netWeightGrams: number | null;
  readonly priceFen: number | null;
  readonly marketPriceFen: number | null;
  readonly active: boolean;
  /** Only of a new SKU; later the stock moves by adjustments with a reason. */
  readonly initialStock: number | null;
}
export interface ProductForm {
  readonly name: string;
  readonly categorySlug: string | null;
  readonly description: string;
  readonly countyCode: string | null;
  readonly certificateNumber: string | null;
  readonly channels: readonly Channel[];
  readonly skus: readonly SkuForm[];
  /** What the price watch asks for when a price is far off. */
  readonly priceReason: string;
  readonly priceConfirmed: boolean;
}

export const NEW_SKU: SkuForm = {
  id: null,
  name: '',
  code: '',
  netWeightGrams: null,
  priceFen: null,
  marketPriceFen: null,
  active: true,
  initialStock: null,
};
export const NEW_PRODUCT: ProductForm = {
  name: '',
  categorySlug: null,
  description: '',
  countyCode: null,
  certificateNumber: null,
  channels: [],
  skus: [NEW_SKU],
  priceReason: '',
  priceConfirmed: false,
};

export const formOf = (product: SupplierProduct): ProductForm => ({
  name: product.name,
  categorySlug: product.categorySlug,
  description: product.description,
  countyCode: product.county?.code ?? null,
  certificateNumber: product.certificateNumber,
  channels: product.channels,
  skus: product.skus.map(({ id, name, code, netWeightGrams, priceFen, marketPriceFen, active }) => ({
    id,
    name,
    code,
    netWeightGrams,
    priceFen,
    marketPriceFen,
    active,
    initialStock: null,
  })),
  priceReason: '',
  priceConfirmed: false,
});

/** What is sent: a stored SKU by its id and without stock, a new one with its stock where it is given. */
export const bodyOf = (form: ProductForm) => ({
  ...form,
  channels: [...form.channels],
  skus: form.skus.map(({ id, initialStock, ...sku }) => ({
    ...sku,
    ...(id === null ? {} : { id }),
    ...(id === null && initialStock !== null ? { initialStock } : {}),
  })) as ProductBody['skus'],
});

/** Price of 500 g in fen, while it is being typed; null when it cannot be computed. Rounded as the catalogue rounds: to the nearest fen. */
export function unitPriceFen({
  netWeightGrams,
  priceFen,
}: Pick<SkuForm, 'netWeightGrams' | 'priceFen'>): number | null {
  if (priceFen === null || netWeightGrams === null || netWeightGrams <= 0) return null;
  return Math.round((priceFen * 500) / netWeightGrams);
}
