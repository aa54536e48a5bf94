import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Database, type ObjectStore, type UnitOfWork } from '@yigou/platform';
import { newId } from '@yigou/kernel';
import { refreshListings } from '@yigou/catalogue';
import {
  PICTURE_WIDTHS,
  pictureNames,
  PICTURES,
  PRODUCE,
  type Produce,
  produceOf,
  produceOfCategory,
} from '@yigou/seed';

const AT_A_TIME = 4;
const BATCH = 500;

const keyOf = (name: string): string => `seed/${name}`;
/** In the order in which they are put: where the last one is, all are. */
const ENDS = PICTURE_WIDTHS.flatMap((width) => [`-${width}.avif`, `-${width}.webp`]);

/** Puts the pictures that the build drew into the store, where it lacks them. */
export async function storePictures(store: ObjectStore, folder = PICTURES): Promise<number> {
  const wanted = PRODUCE.flatMap(({ slug }) => pictureNames(slug));
  const next = async (): Promise<number> => {
    let stored = 0;
    for (let name = wanted.pop(); name; name = wanted.pop()) if (await put(store, folder, name)) stored += 1;
    return stored;
  };
  const counts = await Promise.all(Array.from({ length: AT_A_TIME }, next));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function put(store: ObjectStore, folder: string, name: string): Promise<boolean> {
  const present = await store.get(`${keyOf(name)}${ENDS.at(-1)}`);
  present?.body.destroy();
  if (present) return false;
  for (const end of ENDS) {
    const file = await readFile(join(resolve(folder), name + end));
    await store.put(keyOf(name) + end, file, end.endsWith('avif') ? 'image/avif' : 'image/webp');
  }
  return true;
}

interface Bare {
  id: string;
  name: string;
  categorySlug: string;
}

/** Gives these products the illustration of what they are named after, or of their category. */
export async function hangPictures(db: Database, uow: UnitOfWork, productIds: readonly string[]): Promise<number> {
  const bare = await db.query<Bare>(
    `SELECT p.id, p.name, p.category_slug AS "categorySlug" FROM product p
     WHERE p.id = ANY($1) ORDER BY p.id`,
    [productIds],
  );
  for (let from = 0; from < bare.length; from += BATCH) {
    const photos = bare.slice(from, from + BATCH).flatMap((product, at) => {
      const produce = produceFor(product);
      if (!produce) return [];
      const names = pictureNames(produce.slug);
      const key = keyOf(names[at % names.length] ?? '');
      return [{ id: newId(), productId: product.id, key, alt: `${product.name}（示意插图）` }];
    });
    await uow.run(async (tx) => {
      await tx.query(
        `INSERT INTO product_photo (id, product_id, key, alt, position)
         SELECT id, "productId", key, alt, 0 FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, "productId" uuid, key text, alt text)`,
        [JSON.stringify(photos)],
      );
      await refreshListings(
        tx,
        photos.map((photo) => photo.productId),
      );
    });
  }
  return bare.length;
}

const produceFor = ({ name, categorySlug }: Bare): Produce | undefined =>
  produceOf(name) ?? produceOfCategory(categorySlug);
