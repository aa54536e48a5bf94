import { createHash, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createWriteStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { CATALOGUE_AUDIT_ACTIONS, type ImportStatus, type ImportView } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  fingerprintOf,
  type IdempotencyClaim,
  OBJECT_STORE,
  type ObjectStore,
  publish,
  type Queryable,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { ImportRequested } from '../catalogue.events';
import { importOf, ImportProducts, type ImportSummary, PreviewUntrue } from './import-products';
import { IMPORT_RUN } from './import-status';
import { beginImportRun, moveImportRun } from './move-import-run';
import { assertTable } from './table-reader';

const RECENT = 50;
const COLUMNS = `id, file_name AS "fileName", status, rows_total AS "rowsTotal", rows_done AS "rowsDone", created_rows AS created,
  updated_rows AS updated, unchanged_rows AS unchanged, failed_rows AS failed, round, created_at AS "createdAt", finished_at AS "finishedAt"`;

type Listed = Omit<ImportView, 'errors' | 'notices' | 'preview'>;
type Shown = Omit<Listed, 'createdAt' | 'finishedAt'> & {
  createdAt: Date;
  finishedAt: Date | null;
};
type Row = Shown & Pick<ImportView, 'errors' | 'notices' | 'preview'>;
interface Run {
  readonly id: string;
  readonly status: ImportStatus;
  readonly objectKey: string;
  readonly fileName: string;
  readonly plan: readonly string[];
  readonly batches: number;
  readonly summary: ImportSummary;
  readonly userId: string | null;
  readonly name: string | null;
}

/** Another worker has taken the run over. */
class TakenOver extends Error {}

/** Imports in the background: the file is kept, the worker compares it, somebody looks at what it would do and confirms, and the worker writes that and nothing else. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly products: ImportProducts,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** A file may hold goods of any county. Throws `forbidden` for who does not sit in an office of the whole country, `import_file_invalid` when the file cannot be read or lacks columns; rows are looked at later. */
  async start(
    caller: Caller,
    { fileName, file }: { readonly fileName: string; readonly file: Buffer },
    claim: IdempotencyClaim,
  ): Promise<ImportView> {
    await withFile((path) => writeFile(path, file, OWN_FILE), assertTable);
    const id = newId();
    const objectKey = `imports/${id}`;
    const name =
      fileName
        .normalize('NFC')
        .replaceAll(/[\p{Cc}/\\]/gu, '')
        .slice(-120) || '未命名';
    await this.store.put(objectKey, file, 'application/octet-stream');
    const started = await this.uow.runOnce(ofFile(claim, name, file), async (tx) => {
      const by = await ofWholeCountry(tx, caller);
      await beginImportRun(tx, { id, fileName: name, objectKey, createdBy: by.actor.userId }, 'upload');
      await publish(tx, ImportRequested, { importId: id });
      await this.trace(tx, by, 'catalogue.import_started', { id, fileName: name });
      return id;
    });
    // The run that the key began before has a file of its own.
    if (started !== id) await this.store.remove(objectKey);
    return this.get(started);
  }

  async list(): Promise<Listed[]> {
    const rows = await this.db.query<Shown>(
      `SELECT ${COLUMNS} FROM import_run ORDER BY created_at DESC, id DESC LIMIT ${RECENT}`,
    );
    return rows.map(view);
  }

  /** Throws `not_found`. */
  async get(id: string): Promise<ImportView> {
    const row = await this.db.one<Row>(`SELECT ${COLUMNS}, errors, notices, preview FROM import_run WHERE id = $1`, [
      id,
    ]);
    if (!row) throw new DomainError('not_found');
    const { errors, notices, preview, ...shown } = row;
    return { ...view(shown), errors, notices, preview };
  }

  /**
   * What the preview of that round showed is to be written; saying so again changes nothing. Throws `not_found`, `forbidden`, `import_preview_changed` when the file was compared
   * anew since, or somebody has left it.
   */
  async confirm(caller: Caller, id: string, round: number): Promise<ImportView> {
    await this.uow.run(async (tx) => {
      const by = await ofWholeCountry(tx, caller);
      const run = await lockRun(tx, id);
      if (run.round !== round) throw new DomainError('import_preview_changed');
      if (run.status === 'applying' || run.status === 'applied') return;
      if (!IMPORT_RUN.can(run.status, 'confirm')) throw new DomainError('import_preview_changed');
      await tx.query(
        `UPDATE import_run SET confirmed_by = $2, batches_done = 0, rows_done = 0, created_rows = 0, updated_rows = 0, unchanged_rows = 0,
           failed_rows = 0, errors = '[]', notices = '[]' WHERE id = $1`,
        [id, by.actor.userId],
      );
      await moveImportRun(tx, run, 'confirm');
      await publish(tx, ImportRequested, { importId: id });
      await this.trace(tx, by, 'catalogue.import_confirmed', run);
    });
    return this.get(id);
  }

  /** Leaves what waits to be confirmed; saying so again changes nothing. Throws `not_found`, `forbidden`, `import_preview_changed` for what does not wait. */
  async discard(caller: Caller, id: string): Promise<ImportView> {
    await this.uow.run(async (tx) => {
      const by = await ofWholeCountry(tx, caller);
      const run = await lockRun(tx, id);
      if (run.status === 'discarded') return;
      if (!IMPORT_RUN.can(run.status, 'discard')) throw new DomainError('import_preview_changed');
      await moveImportRun(tx, run, 'discard');
      await this.trace(tx, by, 'catalogue.import_discarded', run);
    });
    return this.get(id);
  }

  /** The worker's part: compares what was uploaded, and writes what was confirmed. A run that was cut off goes on where it stood. */
  async work(importId: string): Promise<void> {
    const run = await this.db.one<Run>(RUN, [importId]);
    if (!run || (run.status !== 'reading' && run.status !== 'applying')) return;
    const by = { userId: run.userId, name: run.name ?? '导入', seat: importOf(run.fileName) };
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

  private async read(run: Run, path: string, by: Signature): Promise<void> {
    const { summary, preview, plan } = await this.products.preview(
      { path },
      { by, onProgress: (progress) => saveProgress(this.db, run, progress) },
    );
    await this.uow.run(async (tx) => {
      await saveProgress(tx, run, summary);
      await tx.query('UPDATE import_run SET preview = $2, plan = $3, round = round + 1 WHERE id = $1', [
        run.id,
        JSON.stringify(preview),
        plan,
      ]);
      await moveImportRun(tx, run, 'preview');
    });
  }

  private async apply(run: Run, path: string, by: Signature): Promise<void> {
    const from = { batches: run.batches, summary: run.summary };
    const { plan } = run;
    await this.products.run(
      { path },
      {
        by,
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

  private async trace(
    tx: Tx,
    by: SeatedCaller,
    action: 'catalogue.import_started' | 'catalogue.import_confirmed' | 'catalogue.import_discarded',
    { id, fileName }: { readonly id: string; readonly fileName: string },
  ): Promise<void> {
    const summary = `${CATALOGUE_AUDIT_ACTIONS[action]}“${fileName}”`;
    await this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'import', subjectId: id, summary });
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

async function ofWholeCountry(tx: Tx, caller: Caller): Promise<SeatedCaller> {
  const by = await holdSeat(tx, caller, { kind: 'administration' });
  if (by.seat.regionPrefix !== '' || by.seat.township !== null) throw new DomainError('forbidden');
  return by;
}

interface LockedRun {
  readonly id: string;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly round: number;
}
async function lockRun(tx: Tx, id: string): Promise<LockedRun> {
  const run = await tx.one<LockedRun>(
    'SELECT id, status, file_name AS "fileName", round FROM import_run WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!run) throw new DomainError('not_found');
  return run;
}

/** Whoever confirmed is who writes. */
const RUN = `
  SELECT r.id, r.status, r.object_key AS "objectKey", r.file_name AS "fileName", r.plan, r.batches_done AS batches, u.id AS "userId", u.name,
    jsonb_build_object('rowsTotal', coalesce(r.rows_total, 0), 'rowsDone', r.rows_done, 'created', r.created_rows, 'updated', r.updated_rows,
      'unchanged', r.unchanged_rows, 'failed', r.failed_rows, 'errors', r.errors, 'notices', r.notices) AS summary
  FROM import_run r LEFT JOIN app_user u ON u.id = coalesce(r.confirmed_by, r.created_by) WHERE r.id = $1`;

function view(row: Shown): Listed {
  return { ...row, createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null };
}

/** What a supplier sent lies among the temporary files of everybody, for us alone. */
const OWN_FILE = { mode: 0o600 };

/** A temporary file for a piece of work. */
async function withFile<T>(fill: (path: string) => Promise<void>, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), `yigou-import-${randomUUID()}`);
  try {
    await fill(path);
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** What is uploaded stands in no body: the same key must mean the same file. */
const ofFile = (claim: IdempotencyClaim, name: string, file: Buffer): IdempotencyClaim => ({
  ...claim,
  fingerprint: fingerprintOf(claim.fingerprint, name, createHash('sha256').update(file).digest('base64url')),
});
