import { type Database, type ObjectStore, type UnitOfWork } from '@yigou/platform';
import { newId } from '@yigou/kernel';
import { refreshListings } from '@yigou/catalogue';
import sharp, { type Sharp } from 'sharp';
import { illustration, PRODUCE, type Produce, produceOf, produceOfCategory } from '@yigou/seed';

/** Arrangements of each produce: enough that neighbours on a shelf differ. */
const ARRANGEMENTS = 2;
const WIDTHS = [400, 800] as const;
/** Flat drawings of one opaque layer, which somebody waits for at the first start: as little effort as leaves them as small as more would. */
const AVIF = { quality: 55, effort: 0, chromaSubsampling: '4:2:0' } as const;
const WEBP = { quality: 78, effort: 2 } as const;
const AT_A_TIME = 4;
const BATCH = 500;

const keyOf = (slug: string, seed: number): string => `seed/${slug}-${seed}`;

/** Draws what is not in the store yet. The largest size is written last, so that its presence says that the picture is whole. */
export async function drawPictures(store: ObjectStore): Promise<number> {
  const wanted = PRODUCE.flatMap(({ slug }) =>
    Array.from({ length: ARRANGEMENTS }, (_, at) => ({ slug, seed: at + 1 })),
  );
  const next = async (): Promise<number> => {
    let drawn = 0;
    for (let job = wanted.pop(); job; job = wanted.pop()) if (await draw(store, job.slug, job.seed)) drawn += 1;
    return drawn;
  };
  const counts = await Promise.all(Array.from({ length: AT_A_TIME }, next));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function draw(store: ObjectStore, slug: string, seed: number): Promise<boolean> {
  const key = keyOf(slug, seed);
  const present = await store.get(`${key}-800.webp`);
  present?.body.destroy();
  if (present) return false;
  const whole = await pixels(sharp(Buffer.from(illustration(slug, seed))).removeAlpha());
  for (const target of WIDTHS) {
    const small = await pixels(whole().resize(target, target));
    await store.put(`${key}-${target}.avif`, await small().avif(AVIF).toBuffer(), 'image/avif');
    await store.put(`${key}-${target}.webp`, await small().webp(WEBP).toBuffer(), 'image/webp');
  }
  return true;
}

/** A picture as pixels that are worked out once. Not by `clone()`, which copies them each time. */
async function pixels(picture: Sharp): Promise<() => Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return () => sharp(data, { raw: { width, height, channels } });
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
