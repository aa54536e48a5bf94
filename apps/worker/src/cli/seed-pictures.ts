import { type Database, type ObjectStore, type UnitOfWork } from '@yigou/platform';
import { newId } from '@yigou/kernel';
import { refreshListings } from '@yigou/catalogue';
import sharp from 'sharp';
import { illustration, PRODUCE, type Produce, produceOf, produceOfCategory } from '@yigou/seed';

/** Arrangements of each produce: enough that neighbours on a shelf differ. */
const ARRANGEMENTS = 2;
const WIDTHS = [400, 800] as const;
const AT_A_TIME = 4;
const BATCH = 500;

const keyOf = (slug: string, seed: number): string => `seed/${slug}-${seed}`;

/** Draws what is not in the store yet. The largest size is written last, so that its presence says that the picture is whole. */
export async function drawPictures(store: ObjectStore): Promise<number> {
  const wanted = PRODUCE.flatMap(({ slug }) =>
    Array.from({ length: ARRANGEMENTS }, (_, at) => ({ slug, seed: at + 1 })),
  );
  let drawn = 0;
  const next = async (): Promise<void> => {
    for (let job = wanted.pop(); job; job = wanted.pop()) drawn += await draw(store, job.slug, job.seed);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
  return drawn;
}

async function draw(store: ObjectStore, slug: string, seed: number): Promise<0 | 1> {
  const key = keyOf(slug, seed);
  const present = await store.get(`${key}-800.webp`);
  present?.body.destroy();
  if (present) return 0;
  const svg = Buffer.from(illustration(slug, seed));
  const { data, info } = await sharp(svg).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const target of WIDTHS) {
    const picture = sharp(data, { raw: { width, height, channels } }).resize(target, target);
    await store.put(
      `${key}-${target}.avif`,
      await picture.clone().avif({ quality: 55, effort: 0 }).toBuffer(),
      'image/avif',
    );
    await store.put(`${key}-${target}.webp`, await picture.clone().webp({ quality: 78 }).toBuffer(), 'image/webp');
  }
  return 1;
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
      return produce
        ? [
            {
              id: newId(),
              productId: product.id,
              key: keyOf(produce.slug, (at % ARRANGEMENTS) + 1),
              alt: `${product.name}（示意插图）`,
            },
          ]
        : [];
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
