import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ColumnChoice, ImportStatus } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  Database,
  OBJECT_STORE,
  type ObjectStore,
  PolicyParameters,
  publish,
  type Queryable,
  UnitOfWork,
} from '@yigou/platform';
import { ImportRequested } from '../catalogue.events';
import { importOf, ImportProducts, type ImportSummary, PreviewUntrue } from './import-products';
import { expireImportRuns, moveImportRun } from './move-import-run';
import type { Answers } from './near-matches';
import { OWN_FILE, withFile } from './own-file';
import { UndoImport } from './undo-import';

interface Run {
  readonly id: string;
  readonly status: ImportStatus;
  readonly objectKey: string;
  readonly fileName: string;
  readonly columns: readonly ColumnChoice[];
  readonly answers: Answers;
  readonly plan: readonly string[];
  readonly batches: number;
  readonly summary: ImportSummary;
  readonly userId: string | null;
  readonly name: string | null;
}

/** Another worker has taken the run over. */
class TakenOver extends Error {}

/** The worker's part of an import in the background. */
@Injectable()
export class WorkImport {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly products: ImportProducts,
    private readonly undo: UndoImport,
    private readonly policy: PolicyParameters,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Compares what was uploaded, writes what was confirmed, puts back what is to be undone. A run that was cut off goes on where it stood. */
  async work(importId: string): Promise<void> {
    const run = await this.db.one<Run>(RUN, [importId]);
    if (!run || !WORKED_ON.includes(run.status)) return;
    const by = { userId: run.userId, name: run.name ?? '导入', seat: importOf(run.fileName) };
    if (run.status === 'undoing') return this.undo.work(run, by);
    try {
      await withFile(
        (path) => this.fetch(run.objectKey, path),
        (path) => (run.status === 'reading' ? this.read(run, path, by) : this.apply(run, path, by)),
      );
    } catch (error) {
      if (error instanceof TakenOver) return;
      if (error instanceof PreviewUntrue) return this.reread(run);
      if (!(error instanceof DomainError)) throw error;
      const { reason } = error.details;
      await this.refuse(run, typeof reason === 'string' ? reason : error.message);
    }
  }

  /** Previews that nobody confirmed in time write nothing any more; answers how many. */
  expire(): Promise<number> {
    return expireImportRuns(this.db);
  }

  private async read(run: Run, path: string, by: Signature): Promise<void> {
    const { summary, preview, plan, refused } = await this.products.preview(
      { path, columns: run.columns },
      { by, answers: run.answers, onProgress: (progress) => saveProgress(this.db, run, progress) },
    );
    const hours = await this.policy.get('catalogue.import_preview_hours');
    await this.uow.run(async (tx) => {
      await saveProgress(tx, run, summary);
      await tx.query(
        `UPDATE import_run SET preview = $2, plan = $3, round = round + 1, expires_at = clock_timestamp() + make_interval(hours => $4) WHERE id = $1`,
        [run.id, JSON.stringify(preview), plan, hours],
      );
      await refused.save(tx, run.id);
      await moveImportRun(tx, run, 'preview');
    });
  }

  private async apply(run: Run, path: string, by: Signature): Promise<void> {
    const from = { batches: run.batches, summary: run.summary };
    const { plan } = run;
    await this.products.run(
      { path, columns: run.columns },
      {
        by,
        journal: run.id,
        answers: run.answers,
        plan,
        from,
        within: async (tx, batch, progress) => {
          await saveProgress(tx, run, progress, batch);
        },
      },
    );
    await moveImportRun(this.db, run, 'finish');
  }

  /** What is in stays in and counts as unchanged from now on; the rest is shown anew. */
  private async reread(run: Run): Promise<void> {
    await this.uow.run(async (tx) => {
      if (await moveImportRun(tx, run, 'reread')) await publish(tx, ImportRequested, { importId: run.id });
    });
  }

  private async fetch(objectKey: string, path: string): Promise<void> {
    const object = await this.store.get(objectKey);
    if (!object) throw new DomainError('import_file_invalid', { reason: '上传的文件已不存在，请重新上传。' });
    await pipeline(object.body, createWriteStream(path, OWN_FILE));
  }

  private async refuse(run: Run, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await moveImportRun(tx, run, 'refuse'))) return;
      const errors = JSON.stringify([{ row: 0, column: '文件', reason }]);
      await tx.query('UPDATE import_run SET errors = $2 WHERE id = $1', [run.id, errors]);
    });
  }
}

/** What the worker has to do with. */
const WORKED_ON: readonly ImportStatus[] = ['reading', 'applying', 'undoing'];

/**
 * Writes how far a run is that stands where it stood; `batch` is the one that is in with this, which is the next or another worker's. Throws {@link TakenOver} when somebody
 * else has moved it on.
 */
export async function saveProgress(
  db: Queryable,
  { id, status }: { readonly id: string; readonly status: ImportStatus },
  summary: Readonly<ImportSummary>,
  batch?: number,
): Promise<void> {
  const { rowsTotal, rowsDone, created, updated, unchanged, failed, errors, notices } = summary;
  const saved = await db.query(
    `UPDATE import_run SET rows_total = $3, rows_done = $4, created_rows = $5, updated_rows = $6, unchanged_rows = $7, failed_rows = $8,
       errors = $9, notices = $10, batches_done = coalesce($11::int + 1, batches_done)
     WHERE id = $1 AND status = $2 AND ($11::int IS NULL OR batches_done = $11::int) RETURNING id`,
    [
      id,
      status,
      rowsTotal,
      rowsDone,
      created,
      updated,
      unchanged,
      failed,
      JSON.stringify(errors),
      JSON.stringify(notices),
      batch ?? null,
    ],
  );
  if (saved.length === 0) throw new TakenOver();
}

/** Whoever confirmed is who writes, whoever undid is who puts back. */
const RUN = `
  SELECT r.id, r.status, r.object_key AS "objectKey", r.file_name AS "fileName", r.columns, r.answers, r.plan, r.batches_done AS batches, u.id AS "userId", u.name,
    jsonb_build_object('rowsTotal', coalesce(r.rows_total, 0), 'rowsDone', r.rows_done, 'created', r.created_rows, 'updated', r.updated_rows,
      'unchanged', r.unchanged_rows, 'failed', r.failed_rows, 'errors', r.errors, 'notices', r.notices) AS summary
  FROM import_run r LEFT JOIN app_user u ON u.id = coalesce(r.undone_by, r.confirmed_by, r.created_by) WHERE r.id = $1`;
