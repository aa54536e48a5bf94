// Brotli and gzip copies beside the files of a built web application, made once instead of at each request.
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|css|svg|json|txt|map|webmanifest|xml|ttf)$/;
/** Below this a compressed copy saves no packet. */
const SMALLEST = 1_024;
/** What the format takes. */
const [SMALLEST_WINDOW, LARGEST_WINDOW] = [10, 22];
/** A window is set up anew for each file, so it is as wide as the file and no wider. */
const windowOf = (size: number): number =>
  Math.min(LARGEST_WINDOW, Math.max(SMALLEST_WINDOW, Math.ceil(Math.log2(size + 16))));
const ENCODERS: Readonly<Record<string, (content: Buffer) => Promise<Buffer>>> = {
  // 8 of 11: level 9 costs ten times the time for a quarter of a percent, and the last two ten times that for three.
  '.br': (content) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 8,
        [constants.BROTLI_PARAM_LGWIN]: windowOf(content.length),
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  '.gz': (content) => promisify(gzip)(content, { level: 9 }),
};

async function compress(file: string, suffix: string, encode: (content: Buffer) => Promise<Buffer>): Promise<void> {
  const target = file + suffix;
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(file).mtimeMs) return;
  const temporary = `${target}.${process.pid}`;
  try {
    await writeFile(temporary, await encode(await readFile(file)));
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

export async function precompress(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const worthIt = files.filter((file) => statSync(file).size >= SMALLEST);
  await Promise.all(
    worthIt.flatMap((file) => Object.entries(ENCODERS).map(([suffix, encode]) => compress(file, suffix, encode))),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await precompress(process.argv[2] ?? '.');
