// The import files that the first start reads, as text.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { listedCounties } from './counties.ts';
import { demoProducts } from './demo-products.ts';
import { csvLines } from './import-row.ts';
import type { PublishedRow } from './real-rows.ts';
import { realRows } from './real-rows.ts';

export const SEED_DATA = `${import.meta.dirname}/../data`;

const published = (file: string): PublishedRow[] =>
  parse(readFileSync(`${SEED_DATA}/${file}`), { columns: true, skip_empty_lines: true, bom: true }) as PublishedRow[];

export const PUBLISHED_FILES = ['certified-products.csv', 'price-list-wufeng.csv'] as const;

/** Every published row, in the order of the files. */
export const publishedRows = (): PublishedRow[] => PUBLISHED_FILES.flatMap(published);

/** File name → content. */
export function seedFiles(): ReadonlyMap<string, string> {
  const counties = listedCounties();
  return new Map([
    ['demo-products.csv', [...csvLines(demoProducts(counties))].join('')],
    ['real-products.csv', [...csvLines(realRows(publishedRows(), counties))].join('')],
  ]);
}
