// Draws the pictures that the demo's goods are shown with, as AVIF and WebP at two sizes. The build of the worker has it done, once for each change of a
// drawing:
//   node infra/seed/generate/write-illustrations.ts [DIRECTORY]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { illustration } from './illustration.ts';
import { PICTURE_WIDTHS, pictureNames, PICTURES } from './picture-files.ts';
import { PRODUCE } from './produce.ts';

/** Flat drawings of one opaque layer: as little effort as leaves them as small as more would. */
const AVIF = { quality: 55, effort: 0, chromaSubsampling: '4:2:0' } as const;
const WEBP = { quality: 78, effort: 2 } as const;
const AT_A_TIME = 4;

/** The files of a picture, by what follows its name: `-400.avif` and so on. */
export async function encode(svg: string): Promise<ReadonlyMap<string, Buffer>> {
  const whole = await pixels(sharp(Buffer.from(svg)).removeAlpha());
  const files = new Map<string, Buffer>();
  for (const width of PICTURE_WIDTHS) {
    const picture = whole.width === width ? whole : await pixels(whole.open().resize(width, width));
    files.set(`-${width}.avif`, await picture.open().avif(AVIF).toBuffer());
    files.set(`-${width}.webp`, await picture.open().webp(WEBP).toBuffer());
  }
  return files;
}

interface Pixels {
  readonly width: number;
  open(): Sharp;
}

/** A picture as pixels that are worked out once. Not by `clone()`, which copies them each time. */
async function pixels(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, open: () => sharp(data, { raw: { width, height, channels } }) };
}

/** Writes the files of every picture into an empty directory. @returns how many pictures there are */
export async function writeIllustrations(directory: string): Promise<number> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const wanted = PRODUCE.flatMap(({ slug }) => pictureNames(slug).map((name, at) => ({ name, slug, seed: at + 1 })));
  const count = wanted.length;
  const next = async (): Promise<void> => {
    for (let job = wanted.pop(); job; job = wanted.pop())
      for (const [end, file] of await encode(illustration(job.slug, job.seed)))
        await writeFile(join(directory, job.name + end), file);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
  return count;
}

if (import.meta.main) {
  const directory = process.argv[2] ?? PICTURES;
  console.log(`${await writeIllustrations(directory)} pictures in ${directory}`);
}
