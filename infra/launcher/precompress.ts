// Brotli and gzip copies beside the files of a built web application, made once instead of at each request.
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|css|svg|json|txt|map|webmanifest|xml|ttf)$/;
/** Below this a compressed copy saves no packet. */
const SMALLEST = 1_024;
const ENCODERS: Readonly<Record<string, () => BrotliCompress | Gzip>> = {
  // 9 of 11: the last two levels cost ten times the time for about three percent.
  '.br': () =>
    createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 } }),
  '.gz': () => createGzip({ level: 9 }),
};

async function compress(file: string, suffix: string, encoder: () => BrotliCompress | Gzip): Promise<void> {
  const target = file + suffix;
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(file).mtimeMs) return;
  const temporary = `${target}.${process.pid}`;
  try {
    await pipeline(createReadStream(file), encoder(), createWriteStream(temporary));
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
    worthIt.flatMap((file) => Object.entries(ENCODERS).map(([suffix, encoder]) => compress(file, suffix, encoder))),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await precompress(process.argv[2] ?? '.');
