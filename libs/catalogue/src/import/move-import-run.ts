import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import type { ColumnChoice, ImportStatus } from '@yigou/contracts';
import { IMPORT_ENDED, IMPORT_RUN } from './import-status';

interface NewRun {
  readonly fileName: string;
  readonly objectKey: string;
  readonly columns?: readonly ColumnChoice[];
  readonly id?: string;
  readonly createdBy?: string;
}

/** Begins an import, of a file that somebody uploaded or of the first stock; answers its id. */
export async function beginImportRun(db: Queryable, run: NewRun, action: 'upload' | 'load'): Promise<string> {
  const { id = newId(), fileName, objectKey, columns = [], createdBy = null } = run;
  await db.query(
    'INSERT INTO import_run (id, file_name, object_key, columns, status, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, fileName, objectKey, JSON.stringify(columns), IMPORT_RUN.next(null, action), createdBy],
  );
  return id;
}

/** Moves an import that stands in the given status; false when it no longer does. Throws `illegal_transition`. */
export async function moveImportRun(
  db: Queryable,
  { id, status }: { readonly id: string; readonly status: ImportStatus },
  action: 'preview' | 'confirm' | 'discard' | 'reread' | 'finish' | 'refuse' | 'undo' | 'end_undo',
): Promise<boolean> {
  const to = IMPORT_RUN.next(status, action);
  const moved = await db.query(
    `UPDATE import_run SET status = $3, finished_at = CASE WHEN $4 THEN clock_timestamp() END WHERE id = $1 AND status = $2 RETURNING id`,
    [id, status, to, IMPORT_ENDED.includes(to)],
  );
  return moved.length > 0;
}

/** Ends the previews whose time is over; answers how many. One statement: who confirms meanwhile is quicker, or finds them ended. */
export async function expireImportRuns(db: Queryable): Promise<number> {
  const ended = await db.query(
    `UPDATE import_run SET status = $1, finished_at = clock_timestamp() WHERE status = $2 AND expires_at < clock_timestamp() RETURNING id`,
    [IMPORT_RUN.next('previewed', 'expire'), 'previewed'],
  );
  return ended.length;
}
