import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  CATALOGUE_AUDIT_ACTIONS,
  type ImportQuestion,
  type ImportStatus,
  type ImportUndo,
  type ImportView,
} from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, ImportColumns, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  fingerprintOf,
  type IdempotencyClaim,
  OBJECT_STORE,
  type ObjectStore,
  publish,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { ImportRequested } from '../catalogue.events';
import { IMPORT_RUN } from './import-status';
import { beginImportRun, moveImportRun } from './move-import-run';
import { OWN_FILE, withFile } from './own-file';
import { assertTable } from './table-reader';
import { undoPreview } from './undo-standing';

const RECENT = 50;
const COLUMNS = `id, file_name AS "fileName", status, rows_total AS "rowsTotal", rows_done AS "rowsDone", created_rows AS created,
  updated_rows AS updated, unchanged_rows AS unchanged, failed_rows AS failed, round, expires_at AS "expiresAt", created_at AS "createdAt", finished_at AS "finishedAt"`;

type Told = Pick<ImportView, 'errors' | 'notices' | 'preview' | 'hasRefusedRows' | 'undoable' | 'undo'>;
type Listed = Omit<ImportView, keyof Told>;
type Shown = Omit<Listed, 'createdAt' | 'finishedAt' | 'expiresAt'> & {
  expiresAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
};
type Row = Shown & Told;
/** Imports in the background: the file is kept, the worker compares it, somebody looks at what it would do and confirms, and the worker writes that and nothing else. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly columns: ImportColumns,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** A file may hold goods of any county. Throws `forbidden` for who does not sit in an office of the whole country, `import_file_invalid` when the file cannot be read or lacks columns, as the sender's columns are remembered; rows are looked at later. */
  async start(
    caller: Caller,
    { fileName, file }: { readonly fileName: string; readonly file: Buffer },
    claim: IdempotencyClaim,
  ): Promise<ImportView> {
    const columns = await this.columns.of(caller, 'products');
    await withFile(
      (path) => writeFile(path, file, OWN_FILE),
      (path) => assertTable({ path, columns }),
    );
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
      await beginImportRun(tx, { id, fileName: name, objectKey, columns, createdBy: by.actor.userId }, 'upload');
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
    const row = await this.db.one<Row>(
      `SELECT ${COLUMNS}, errors, notices, preview, undo, EXISTS (SELECT FROM import_refusal f WHERE f.run_id = import_run.id) AS "hasRefusedRows",
         EXISTS (SELECT FROM import_change c WHERE c.run_id = import_run.id AND c.outcome IS NULL) AS undoable
       FROM import_run WHERE id = $1`,
      [id],
    );
    if (!row) throw new DomainError('not_found');
    const { errors, notices, preview, hasRefusedRows, undoable, undo, ...shown } = row;
    return {
      ...view(shown),
      errors,
      notices,
      preview,
      hasRefusedRows,
      undo,
      undoable: undoable && IMPORT_RUN.can(row.status, 'undo'),
    };
  }

  /**
   * What was asked of names that are near to others is answered: which of the candidates is meant, or null for something new. The file is compared anew with it. Throws `not_found`,
   * `forbidden`, `import_preview_changed` where that was not asked, or the file was compared anew since.
   */
  async answer(caller: Caller, id: string, { round, answers }: Answered): Promise<ImportView> {
    await this.uow.run(async (tx) => {
      await ofWholeCountry(tx, caller);
      const run = await lockRun(tx, id);
      const asked = new Map(run.near.map(({ key, candidates }) => [key, candidates]));
      const fits = ({ key, same }: Answered['answers'][number]) =>
        asked.has(key) && (same === null || asked.get(key)?.includes(same));
      if (run.round !== round || run.status !== 'previewed' || !answers.every(fits))
        throw new DomainError('import_preview_changed');
      const said = Object.fromEntries(answers.map(({ key, same }) => [key, same]));
      await tx.query('UPDATE import_run SET answers = answers || $2 WHERE id = $1', [id, JSON.stringify(said)]);
      await moveImportRun(tx, run, 'reread');
      await publish(tx, ImportRequested, { importId: id });
    });
    return this.get(id);
  }

  /**
   * What the preview of that round showed is to be written; saying so again changes nothing. Throws `not_found`, `forbidden`, `import_preview_changed` when the file was compared
   * anew since, or somebody has left it, `import_questions_open` while names that are near to others are not answered.
   */
  async confirm(caller: Caller, id: string, round: number): Promise<ImportView> {
    await this.uow.run(async (tx) => {
      const by = await ofWholeCountry(tx, caller);
      const run = await lockRun(tx, id);
      if (run.round !== round) throw new DomainError('import_preview_changed');
      if (run.status === 'applying' || run.status === 'applied') return;
      if (!IMPORT_RUN.can(run.status, 'confirm')) throw new DomainError('import_preview_changed');
      if (run.near.length > 0) throw new DomainError('import_questions_open');
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

  /** What {@link undo} would do as things stand now. Throws `not_found`. */
  async undoable(id: string): Promise<ImportUndo> {
    if (!(await this.db.one('SELECT 1 FROM import_run WHERE id = $1', [id]))) throw new DomainError('not_found');
    return undoPreview(this.db, id);
  }

  /**
   * What the run wrote is put back by the worker, but for what was ordered or changed since; saying so again changes nothing. Throws `not_found`, `forbidden`, `import_not_undoable` where
   * all of it was, with `details.stays`, or nothing was written.
   */
  async undo(caller: Caller, id: string): Promise<ImportView> {
    await this.uow.run(async (tx) => {
      const by = await ofWholeCountry(tx, caller);
      const run = await lockRun(tx, id);
      if (run.status === 'undoing' || run.status === 'undone') return;
      const { withdrawn, restored, texts, stays } = await undoPreview(tx, id);
      if (!IMPORT_RUN.can(run.status, 'undo') || withdrawn + restored + texts === 0)
        throw new DomainError('import_not_undoable', { stays });
      await tx.query('UPDATE import_run SET undone_by = $2 WHERE id = $1', [id, by.actor.userId]);
      await moveImportRun(tx, run, 'undo');
      await publish(tx, ImportRequested, { importId: id });
      await this.trace(tx, by, 'catalogue.import_undone', run);
    });
    return this.get(id);
  }

  private async trace(
    tx: Tx,
    by: SeatedCaller,
    action: Traced,
    { id, fileName }: { readonly id: string; readonly fileName: string },
  ): Promise<void> {
    const summary = `${CATALOGUE_AUDIT_ACTIONS[action]}“${fileName}”`;
    await this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'import', subjectId: id, summary });
  }
}

async function ofWholeCountry(tx: Tx, caller: Caller): Promise<SeatedCaller> {
  const by = await holdSeat(tx, caller, { kind: 'administration' });
  if (by.seat.regionPrefix !== '' || by.seat.township !== null) throw new DomainError('forbidden');
  return by;
}

type Traced = `catalogue.import_${'started' | 'confirmed' | 'discarded' | 'undone'}`;
interface LockedRun {
  readonly id: string;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly round: number;
  readonly near: readonly ImportQuestion[];
}
interface Answered {
  readonly round: number;
  readonly answers: readonly { readonly key: string; readonly same: string | null }[];
}
async function lockRun(tx: Tx, id: string): Promise<LockedRun> {
  const run = await tx.one<LockedRun>(
    `SELECT id, status, file_name AS "fileName", round, coalesce(preview->'near', '[]') AS near FROM import_run WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!run) throw new DomainError('not_found');
  return run;
}

function view(row: Shown): Listed {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** What is uploaded stands in no body: the same key must mean the same file. */
const ofFile = (claim: IdempotencyClaim, name: string, file: Buffer): IdempotencyClaim => ({
  ...claim,
  fingerprint: fingerprintOf(claim.fingerprint, name, createHash('sha256').update(file).digest('base64url')),
});
