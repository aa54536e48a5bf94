// Renders the illustrations of every produce as AVIF and WebP at two sizes:
//   node infra/seed/generate/write-illustrations.ts DIRECTORY [PICTURES_PER_PRODUCE]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { illustration } from './illustration.ts';
import { PRODUCE } from './produce.ts';

/** Widths in pixels: a card and a product page. */
export const WIDTHS = [400, 800] as const;
export const FORMATS = ['avif', 'webp'] as const;

/** The encoded picture; quality is chosen for flat colours, which compress well. */
export function encode(svg: string, width: number, format: (typeof FORMATS)[number]): Promise<Buffer> {
  const image = sharp(Buffer.from(svg)).resize(width, width);
  return (format === 'avif' ? image.avif({ quality: 55, effort: 2 }) : image.webp({ quality: 78 })).toBuffer();
}

/** Writes `<slug>-<n>-<width>.<format>` for each produce and answers how many files there are. */
export async function writeIllustrations(directory: string, perProduce: number): Promise<number> {
  await mkdir(directory, { recursive: true });
  let files = 0;
  for (const { slug } of PRODUCE) {
    for (let seed = 1; seed <= perProduce; seed += 1) {
      const svg = illustration(slug, seed);
      for (const width of WIDTHS) {
        for (const format of FORMATS) {
          await writeFile(join(directory, `${slug}-${seed}-${width}.${format}`), await encode(svg, width, format));
          files += 1;
        }
      }
    }
  }
  return files;
}

if (import.meta.main) {
  const [directory, perProduce = '3'] = process.argv.slice(2);
  if (!directory) throw new Error('usage: write-illustrations.ts DIRECTORY [PICTURES_PER_PRODUCE]');
  console.log(`${await writeIllustrations(directory, Number(perProduce))} files in ${directory}`);
}
