import type { BulkTerms } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { Category } from '../category.entity';
import { Product } from '../product.entity';
import { ProductPhoto } from '../product-photo.entity';
import { Sku } from '../sku.entity';

/** A category of its own by its slug; the same one when it is there already. */
export async function aCategory(db: Queryable, slug = 'grain', said: Partial<Category> = {}): Promise<void> {
  const there = await db.query('SELECT 1 FROM category WHERE slug = $1', [slug]);
  if (there.length === 0)
    await given(db, Category, { slug, name: slug === 'grain' ? '粮油' : `分类 ${slug}`, ...said });
}

/** A product on the shelves, of the category `grain`, without a SKU. */
export const aProduct = (db: Queryable, said: Partial<Product> & Pick<Product, 'supplierId'>): Promise<Product> =>
  given(db, Product, {
    name: `小米 ${newId()}`,
    categorySlug: 'grain',
    countyCode: '640422',
    description: '',
    status: 'listed',
    listedAt: new Date(),
    ...said,
  });

/** A bag of a product. */
export const aSku = (db: Queryable, said: Partial<Sku> & Pick<Sku, 'productId'>): Promise<Sku> =>
  given(db, Sku, { name: '一袋', netWeightGrams: 500, priceFen: 2_000, ...said });

/** Its supplier offers a SKU to units on terms of their own. */
export async function offeredToUnits(db: Queryable, skuId: string, offer: BulkTerms): Promise<void> {
  await db.query('UPDATE sku SET bulk = $2::jsonb WHERE id = $1', [skuId, JSON.stringify(offer)]);
}

export const aPhoto = (db: Queryable, productId: string, key = 'seed/grain'): Promise<ProductPhoto> =>
  given(db, ProductPhoto, { productId, key, alt: '', position: 0 });
