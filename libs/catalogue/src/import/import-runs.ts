import { createHash, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createWriteStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { ImportView } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  fingerprintOf,
  type IdempotencyClaim,
  OBJECT_STORE,
  type ObjectStore,
  publish,
  type Queryable,
  UnitOfWork,
} from '@yigou/platform';
import { ImportRequested } from '../catalogue.events';
import { importOf, ImportProducts, type ImportSummary } from './import-products';
import { ImportRun } from './import-run.entity';
import { assertTable } from './table-reader';

const RECENT = 50;
const COLUMNS = `id, file_name AS "fileName", status, rows_total AS "rowsTotal", rows_done AS "rowsDone", created_rows AS created,
  updated_rows AS updated, unchanged_rows AS unchanged, failed_rows AS failed, created_at AS "createdAt", finished_at AS "finishedAt"`;

type Shown = Omit<ImportView, 'createdAt' | 'finishedAt' | 'errors' | 'notices'> & {
  createdAt: Date;
  finishedAt: Date | null;
};
type Row = Shown & Pick<ImportView, 'errors' | 'notices'>;

/** Imports that run in the background: the file is kept, the worker reads it, and its progress can be watched. */
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
      const by = await holdSeat(tx, caller, { kind: 'administration' });
      if (by.seat.regionPrefix !== '' || by.seat.township !== null) throw new DomainError('forbidden');
      const createdBy = by.actor.userId;
      await tx.manager.insert(ImportRun, { id, fileName: name, objectKey, status: 'queued', createdBy });
      await publish(tx, ImportRequested, { importId: id });
      const summary = `导入产品文件“${name}”`;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'catalogue.import_started',
        subjectKind: 'import',
        subjectId: id,
        summary,
      });
      return id;
    });
    // The run that the key began before has a file of its own.
    if (started !== id) await this.store.remove(objectKey);
    return this.get(started);
  }

  async list(): Promise<Omit<ImportView, 'errors' | 'notices'>[]> {
    const rows = await this.db.query<Shown>(
      `SELECT ${COLUMNS} FROM import_run ORDER BY created_at DESC, id DESC LIMIT ${RECENT}`,
    );
    return rows.map(view);
  }

  /** Throws `not_found`. */
  async get(id: string): Promise<ImportView> {
    const row = await this.db.one<Row>(`SELECT ${COLUMNS}, errors, notices FROM import_run WHERE id = $1`, [id]);
    if (!row) throw new DomainError('not_found');
    const { errors, notices, ...shown } = row;
    return { ...view(shown), errors, notices };
  }

  /** The worker's part. A run that was cut off begins anew: rows that are in already count as unchanged. */
  async work(importId: string): Promise<void> {
    const run = await this.db.one<{
      id: string;
      objectKey: string;
      fileName: string;
      userId: string | null;
      name: string | null;
    }>(
      `UPDATE import_run SET status = 'running' WHERE id = $1 AND status IN ('queued', 'running')
       RETURNING id, object_key AS "objectKey", file_name AS "fileName", created_by AS "userId",
         (SELECT u.name FROM app_user u WHERE u.id = created_by) AS name`,
      [importId],
    );
    if (!run) return;
    const by = { userId: run.userId, name: run.name ?? '导入', seat: importOf(run.fileName) };
    try {
      const summary = await withFile(
        (path) => this.fetch(run.objectKey, path),
        (path) =>
          this.products.run(
            { path },
            { by, onProgress: (progress) => saveProgress(this.db, run.id, progress, 'running') },
          ),
      );
      await saveProgress(this.db, run.id, summary, 'done');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { reason } = error.details;
      await this.fail(run.id, typeof reason === 'string' ? reason : error.message);
    }
  }

  private async fetch(objectKey: string, path: string): Promise<void> {
    const object = await this.store.get(objectKey);
    if (!object) throw new DomainError('import_file_invalid', { reason: '上传的文件已不存在，请重新上传。' });
    await pipeline(object.body, createWriteStream(path, OWN_FILE));
  }

  private async fail(id: string, reason: string): Promise<void> {
    await this.db.query(
      `UPDATE import_run SET status = 'failed', finished_at = clock_timestamp(), errors = $2 WHERE id = $1`,
      [id, JSON.stringify([{ row: 0, column: '文件', reason }])],
    );
  }
}

/** Writes how far a run is. */
export async function saveProgress(
  db: Queryable,
  id: string,
  summary: Readonly<ImportSummary>,
  status: 'running' | 'done',
): Promise<void> {
  const { rowsTotal, rowsDone, created, updated, unchanged, failed, errors, notices } = summary;
  await db.query(
    `UPDATE import_run SET status = $2, rows_total = $3, rows_done = $4, created_rows = $5, updated_rows = $6, unchanged_rows = $7,
       failed_rows = $8, errors = $9, notices = $10, finished_at = CASE WHEN $2 = 'done' THEN clock_timestamp() END WHERE id = $1`,
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
    ],
  );
}

function view(row: Shown): Omit<ImportView, 'errors' | 'notices'> {
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
