// Fills the market with products through the very import that people use, with so much stock that no checkout runs dry.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listedCounties } from '../../infra/seed/generate/counties.ts';
import { BENCH_WORD, benchMatches, benchProducts } from '../../infra/seed/generate/demo-products.ts';
import { csvLines, type ImportRow } from '../../infra/seed/generate/import-row.ts';

const PIECES = '1000000';

function* wellStocked(count: number): Generator<ImportRow> {
  for (const row of benchProducts(listedCounties(), count)) yield { ...row, 库存: PIECES };
}

/** Writes the import file of a benchmark of `count` products. @returns its path */
export async function writeProducts(folder: string, count: number): Promise<string> {
  const file = join(folder, `bench-${count}.csv`);
  await pipeline(csvLines(wellStocked(count)), createWriteStream(file));
  return file;
}

export { BENCH_WORD, benchMatches };
