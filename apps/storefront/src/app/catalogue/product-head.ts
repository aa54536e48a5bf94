import type { ProductDetail } from '@yigou/contracts';
import { photoUrl } from '@yigou/web-data';
import { formatFen } from '@yigou/web-ui';
import type { BreadcrumbList, Offer, Product } from 'schema-dts';
import type { PageHead } from '../shell/page-head';

type Sku = ProductDetail['skus'][number];

/** 8850 → “88.50”, as schema.org writes prices. */
export const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** A way of pages to this one; addresses from the root of the shop. */
export const breadcrumbs = (
  origin: string,
  steps: readonly (readonly [name: string, path: string])[],
): BreadcrumbList => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(([name, path], at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    item: origin + path,
  })),
});

function offerOf(sku: Sku, product: ProductDetail, url: string): Offer {
  const inStock = product.listed && sku.available > 0;
  return {
    '@type': 'Offer',
    sku: sku.id,
    name: sku.name,
    url,
    priceCurrency: 'CNY',
    price: yuan(sku.priceFen),
    availability: inStock ? 'https://schema.org/InStock' : 'https://schema.org/OutOfStock',
    itemCondition: 'https://schema.org/NewCondition',
    seller: { '@type': 'Organization', name: product.supplier.name },
  };
}

/** A product as search engines and chats show it: what it is called, where it comes from, what it costs and whether it is to be had. */
export function productHead(product: ProductDetail, origin: string): PageHead {
  const path = `/products/${product.id}`;
  const skus = product.skus.filter(({ active }) => active);
  const cheapest = Math.min(...skus.map(({ priceFen }) => priceFen));
  const facts = [
    product.county && `产自${product.county.path}`,
    `${product.supplier.name}供货`,
    skus.length > 0 && `${formatFen(cheapest)}${skus.length > 1 ? '起' : ''}`,
    product.certificate?.worth === 'valid' && `认定证书${product.certificate.number}`,
  ];
  const description = `${facts.filter(Boolean).join('，')}。${product.description}`;
  const thing: Product = {
    '@type': 'Product',
    name: product.name,
    description: product.description || product.name,
    url: origin + path,
    image: product.photos.map(({ key }) => origin + photoUrl(key, 800)),
    category: product.categoryName,
    brand: { '@type': 'Organization', name: product.supplier.name },
    countryOfOrigin: { '@type': 'Country', name: 'CN' },
    offers: skus.map((sku) => offerOf(sku, product, origin + path)),
  };
  const way = breadcrumbs(origin, [
    ['全部产品', '/products'],
    [product.categoryName, `/products?category=${product.categorySlug}`],
    [product.name, path],
  ]);
  return {
    title: product.name,
    description,
    path,
    photo: product.photos[0]?.key ?? null,
    index: product.listed,
    things: [thing, way],
  };
}
