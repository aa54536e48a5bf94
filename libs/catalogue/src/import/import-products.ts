import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { comparableName, comparablePacking, type ImportPreview } from '@yigou/contracts';
import { Organisations, type Signature } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Database, sqlState, type Tx, UnitOfWork } from '@yigou/platform';
import { currentCode, RegionDirectory, type RegionTree, shortRegionName } from '@yigou/regions';
import { CertifiedScope } from '../supplier/certified-scope';
import { PriceWatch } from '../supplier/price-watch';
import type { KnownSupplier } from './batch-suppliers';
import { type BatchOptions, type BatchResult, ImportBatch } from './import-batch';
import type { FirstStock } from './first-stock';
import { RefusedSoFar } from './import-refusals';
import { parseRow, type ParsedRow, type RowError } from './import-row';
import { type Answers, NearMatches } from './near-matches';
import { answered, type ResolvedRow, supplierKey } from './resolved-row';
import { EffectsTold, effectsDigest } from './row-effects';
import { type ProductsFile, readTable, surveyTable, type TableRow } from './table-reader';

/** A file on this machine. */
export type ImportSource = ProductsFile;
export interface ImportSummary {
  rowsTotal: number;
  rowsDone: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  /** The first {@link MAX_ERRORS}. */
  errors: RowError[];
  /** What was read and changed nothing, in rows that went in; the first {@link MAX_ERRORS}. */
  notices: RowError[];
}
export interface ImportOptions {
  readonly onProgress?: (summary: Readonly<ImportSummary>) => void | Promise<void>;
  /** See {@link FirstStock}; without it a file neither gives a certificate nor takes one away. */
  readonly firstStock?: FirstStock;
  /** Who imports; the run itself when not given, as from the command line. */
  readonly by?: Signature;
  /** What was answered of names that are near to others. */
  readonly answers?: Answers;
  /** What a preview found that each batch of rows would do: a batch that would do anything else throws {@link PreviewUntrue} and writes nothing. */
  readonly plan?: readonly string[];
  /** The run under which what is written is kept, so that it can be undone. */
  readonly journal?: string;
  /** Where an earlier run of the same file stopped. */
  readonly from?: { readonly batches: number; readonly summary: ImportSummary };
  /** Called in the transaction of each batch, before its plan is looked at. */
  readonly within?: (tx: Tx, batch: number, summary: Readonly<ImportSummary>) => Promise<void>;
}
/** What a file would do, and by which plan it would. */
export interface PreviewedImport {
  readonly summary: ImportSummary;
  readonly preview: ImportPreview;
  readonly refused: RefusedSoFar;
  /** A digest for each batch of rows. */
  readonly plan: readonly string[];
}

/** The catalogue is no longer as it was when the preview was made. */
export class PreviewUntrue extends Error {}

/** Ends the transaction of a batch that was only looked at. */
class LookedAt extends Error {
  constructor(readonly saved: BatchResult) {
    super('looked at');
  }
}

const BATCH = 500;
export const MAX_ERRORS = 1_000;
const UNIQUE_VIOLATION = '23505';

/**
 * Imports suppliers, products, SKUs and stock from a .csv or .xlsx file. The file is read as it comes, some hundred rows to a transaction; each row
 * that cannot go in is reported and the rest goes in. Running it again, after a crash too, changes nothing that is already so. A column that the file
 * does not have and a cell that is blank leave what they would name as it is; a cell that says 清空 empties it. What a file says about certificates is
 * reported and changes none.
 */
@Injectable()
export class ImportProducts {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly regions: RegionDirectory,
    private readonly scope: CertifiedScope,
    private readonly prices: PriceWatch,
  ) {}

  /** Throws `import_file_invalid` or `import_too_large`, before anything is written; {@link PreviewUntrue} where a plan is given. */
  async run(source: ImportSource, options: ImportOptions = {}): Promise<ImportSummary> {
    const { rows } = await surveyTable(source);
    const summary = options.from?.summary ?? noneOf(rows);
    summary.rowsTotal = rows;
    await options.onProgress?.(summary);
    const suppliers = new Map<string, KnownSupplier>();
    const settings = settingsOf(source, options);
    for await (const { batch, at, ...resolved } of this.resolved(source, options.answers)) {
      if (at < (options.from?.batches ?? 0)) continue;
      let after: ImportSummary = summary;
      const saved = await this.save(resolved.rows, suppliers, settings, async (tx, result) => {
        after = tally(summary, batch, result, resolved.refused);
        await options.within?.(tx, at, after);
        const digest = effectsDigest(result.effects, [...resolved.refused, ...result.errors]);
        if (options.plan && options.plan[at] !== digest) throw new PreviewUntrue();
      });
      for (const [key, known] of saved.suppliers) suppliers.set(key, known);
      Object.assign(summary, after);
      await options.onProgress?.(summary);
    }
    return summary;
  }

  /** What the file would do: each batch is written as {@link run} would and taken back. Throws as `run`. */
  async preview(
    source: ImportSource,
    options: Pick<ImportOptions, 'by' | 'answers' | 'onProgress'> = {},
  ): Promise<PreviewedImport> {
    const { rows, reading } = await surveyTable(source);
    const summary = noneOf(rows);
    await options.onProgress?.(summary);
    const told = new EffectsTold();
    const plan: string[] = [];
    const refused = new RefusedSoFar();
    const near = new NearMatches(this.db, options.answers ?? {});
    const suppliers = new Map<string, KnownSupplier>();
    const settings = settingsOf(source, options);
    for await (const { batch, ...resolved } of this.resolved(source, options.answers)) {
      const saved = await this.look(resolved.rows, suppliers, settings);
      await near.look(saved.fresh);
      const made = new Set(saved.made);
      for (const [key, known] of saved.suppliers) if (!made.has(known)) suppliers.set(key, known);
      told.add(
        saved.effects,
        saved.made.map(({ name }) => name),
      );
      const errors = [...resolved.refused, ...saved.errors];
      refused.add(errors);
      plan.push(effectsDigest(saved.effects, errors));
      Object.assign(summary, tally(summary, batch, saved, resolved.refused));
      await options.onProgress?.(summary);
    }
    const asked = { near: near.questions, moreNear: near.more };
    return { summary, plan, refused, preview: { reading, ...asked, ...told.told() } };
  }

  private async *resolved(source: ImportSource, answers: Answers = {}) {
    const resolver = new RowResolver(await this.regions.tree(), await this.categories(), answers);
    let at = 0;
    for await (const batch of batches(source)) {
      const refused: RowError[] = [];
      const rows = batch.flatMap((row) => {
        const resolved = resolver.resolve(row);
        if (!Array.isArray(resolved)) return [resolved];
        refused.push(...resolved);
        return [];
      });
      yield { at, batch: batch.length, rows, refused };
      at += 1;
    }
  }

  private async look(
    rows: readonly ResolvedRow[],
    suppliers: ReadonlyMap<string, KnownSupplier>,
    options: BatchOptions,
  ): Promise<BatchResult> {
    try {
      return await this.save(rows, suppliers, options, (_tx, saved) => Promise.reject(new LookedAt(saved)));
    } catch (error) {
      if (error instanceof LookedAt) return error.saved;
      throw error;
    }
  }

  /** Somebody may make the same product in the console meanwhile: then the batch runs again and finds it. */
  private async save(
    rows: readonly ResolvedRow[],
    suppliers: ReadonlyMap<string, KnownSupplier>,
    options: BatchOptions,
    finish: (tx: Tx, saved: BatchResult) => Promise<void>,
  ): Promise<BatchResult> {
    const once = () =>
      this.uow.run(async (tx) => {
        const guards = { scope: this.scope, prices: this.prices };
        const saved = await new ImportBatch(tx, this.organisations, suppliers, guards, options).save(rows);
        await finish(tx, saved);
        return saved;
      });
    try {
      return await once();
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      return once();
    }
  }

  private async categories(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ slug: string; name: string }>('SELECT slug, name FROM category');
    return new Map(rows.flatMap(({ slug, name }) => [[name, slug] as const, [slug, slug] as const]));
  }
}

const settingsOf = (
  { path }: ImportSource,
  { firstStock, journal, by = runOf(basename(path)) }: ImportOptions,
): BatchOptions => ({
  ...(firstStock && { firstStock }),
  ...(journal && { journal }),
  by,
  reference: journal ?? newId(),
});

/** A run that nobody in the console began. */
const runOf = (fileName: string): Signature => ({ userId: null, name: '命令行导入', seat: importOf(fileName) });
/** Where a change came from, in the history of what it changed. */
export const importOf = (fileName: string): string => `产品导入“${fileName}”`;

/** Rows of one product that follow each other stay together, within reason: what they change of it is one change. */
async function* batches(source: ImportSource) {
  let batch: TableRow[] = [];
  for await (const row of readTable(source)) {
    const last = batch.at(-1)?.cells;
    const follows = last?.供应商 === row.cells.供应商 && last?.产品 === row.cells.产品;
    if (batch.length >= 2 * BATCH || (batch.length >= BATCH && !follows)) {
      yield batch;
      batch = [];
    }
    batch.push(row);
  }
  if (batch.length > 0) yield batch;
}

const noneOf = (rowsTotal: number): ImportSummary => ({
  rowsTotal,
  rowsDone: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  errors: [],
  notices: [],
});

/** How far an import is after a batch of so many rows. */
function tally(
  before: Readonly<ImportSummary>,
  rows: number,
  saved: BatchResult,
  refused: readonly RowError[],
): ImportSummary {
  const errors = [...refused, ...saved.errors].sort((a, b) => a.row - b.row);
  return {
    ...before,
    rowsDone: before.rowsDone + rows,
    created: before.created + saved.created,
    updated: before.updated + saved.updated,
    unchanged: before.unchanged + saved.unchanged,
    failed: before.failed + new Set(errors.map((error) => error.row)).size,
    errors: [...before.errors, ...errors].slice(0, MAX_ERRORS),
    notices: [...before.notices, ...saved.notices].slice(0, MAX_ERRORS),
  };
}

/** Finds place and category of each row, and sees to it that the rows of one file agree with each other. */
class RowResolver {
  private readonly counties = new Map<string, string[]>();
  private readonly skus = new Map<string, number>();
  private readonly said = new Map<string, { row: number; digest: string }>();

  constructor(
    private readonly regions: RegionTree,
    private readonly categories: ReadonlyMap<string, string>,
    private readonly answers: Answers,
  ) {
    for (const { code, name, path, leaf } of regions.byCode.values()) {
      if (!leaf || regions.renamed.has(code)) continue;
      const province = path.split(' ')[0] ?? '';
      for (const called of new Set([name, shortRegionName(name)])) {
        const key = `${province}|${called}`;
        this.counties.set(key, [...(this.counties.get(key) ?? []), code]);
      }
    }
  }

  resolve(line: TableRow): ResolvedRow | RowError[] {
    const { row } = line;
    const parsed = parseRow(line);
    if (Array.isArray(parsed)) return parsed;
    const refuse = (column: string, reason: string): RowError[] => [{ row, column, reason }];
    const categorySlug = parsed.分类 === undefined ? undefined : this.categories.get(parsed.分类);
    if (categorySlug === undefined && parsed.分类 !== undefined) return refuse('分类', `没有分类“${parsed.分类}”`);
    const place = this.placeOf(parsed);
    if ('error' in place) return refuse(place.column, place.error);
    const found = { ...parsed, categorySlug, countyCode: place.code };
    return this.agree(Object.keys(this.answers).length === 0 ? found : answered(found, this.answers));
  }

  private placeOf(row: ParsedRow): { code: string | null } | { column: string; error: string } {
    if (row.县代码 !== undefined) {
      const code = currentCode(this.regions.renamed, row.县代码);
      return this.regions.byCode.has(code) ? { code } : { column: '县代码', error: `没有地区代码 ${row.县代码}` };
    }
    if (row.县 === undefined) return { column: '县代码', error: '请填写县代码，或省份和县' };
    const found = this.counties.get(`${row.省份 ?? ''}|${row.县}`) ?? [];
    if (found.length === 1) return { code: found[0] ?? null };
    const error = found.length === 0 ? `没有找到“${row.省份 ?? ''}${row.县}”` : `“${row.县}”不止一处，请填写县代码`;
    return { column: '县', error };
  }

  private agree(row: ResolvedRow): ResolvedRow | RowError[] {
    const product = `${supplierKey(row)}|${comparableName(row.产品)}`;
    const sku = `${product}|${comparablePacking(row.规格)}`;
    const first = this.skus.get(sku);
    if (first !== undefined)
      return [{ row: row.row, column: '规格', reason: `与第 ${first} 行重复：是同一产品的同一规格` }];
    const coded = row.商家编码 === undefined ? null : `${supplierKey(row)}#${row.商家编码}`;
    const before = coded === null ? undefined : this.skus.get(coded);
    if (before !== undefined) return [{ row: row.row, column: '商家编码', reason: `与第 ${before} 行重复` }];
    if (coded !== null) this.skus.set(coded, row.row);
    for (const field of ['分类', '描述', '渠道', '演示', '来源'] as const) {
      const conflict = this.conflict(`${product}|${field}`, row.row, row[field]);
      if (conflict !== null)
        return [{ row: row.row, column: field, reason: `同一产品的${field}与第 ${conflict} 行不一致` }];
    }
    this.skus.set(sku, row.row);
    return row;
  }

  /** The row that said otherwise of this before; null when none did. A row that says nothing agrees with all. */
  private conflict(subject: string, row: number, value: unknown): number | null {
    if (value === undefined) return null;
    const digest = digestOf(value);
    const known = this.said.get(subject);
    if (!known) this.said.set(subject, { row, digest });
    return known && known.digest !== digest ? known.row : null;
  }
}

const digestOf = (value: unknown): string =>
  createHash('sha1').update(JSON.stringify(value)).digest('base64').slice(0, 16);
