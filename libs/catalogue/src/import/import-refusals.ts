import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type ColumnChoice, refusedHead, refusedLine } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, OBJECT_STORE, type ObjectStore, type Tx } from '@yigou/platform';
import type { RowError } from './import-row';
import { OWN_FILE, ownPath } from './own-file';
import { openProducts } from './table-reader';

/** Rows that a file's comparison refuses, with all that is wrong with each. */
export class RefusedSoFar {
  private readonly reasons = new Map<number, string>();

  add(errors: readonly RowError[]): void {
    for (const { row, column, reason } of errors) {
      const said = `${column}：${reason}`;
      const before = this.reasons.get(row);
      this.reasons.set(row, before === undefined ? said : `${before}；${said}`);
    }
  }

  /** In place of what an earlier comparison refused. */
  async save(tx: Tx, runId: string): Promise<void> {
    await tx.query('DELETE FROM import_refusal WHERE run_id = $1', [runId]);
    const all = [...this.reasons];
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE);
      await tx.query(
        'INSERT INTO import_refusal (run_id, row, reason) SELECT $1, t.* FROM unnest($2::int[], $3::text[]) AS t (row, reason)',
        [runId, some.map(([row]) => row), some.map(([, reason]) => reason)],
      );
    }
  }
}

const AT_ONCE = 5_000;

/** A file whose lines come as they are read; there is a temporary copy behind it from the first line to the last, or until nobody wants them any more. */
export interface RefusedFile {
  readonly fileName: string;
  readonly lines: AsyncGenerator<string>;
}

/** The refused rows of an import as a file: the columns and cells of what was sent, with the reason, to be mended and sent again. */
@Injectable()
export class ImportRefusals {
  constructor(
    private readonly db: Database,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Throws `not_found` for a run that is not there or refused no row. */
  async file(id: string): Promise<RefusedFile> {
    const run = await this.db.one<{ fileName: string; objectKey: string; columns: ColumnChoice[] }>(
      `SELECT file_name AS "fileName", object_key AS "objectKey", columns FROM import_run
       WHERE id = $1 AND EXISTS (SELECT FROM import_refusal f WHERE f.run_id = import_run.id)`,
      [id],
    );
    if (!run) throw new DomainError('not_found');
    const refused = await this.db.query<{ row: number; reason: string }>(
      'SELECT row, reason FROM import_refusal WHERE run_id = $1',
      [id],
    );
    const name = run.fileName.replace(/\.\w{1,5}$/, '');
    const reasons = new Map(refused.map((one) => [one.row, one.reason]));
    return { fileName: `${name}-未通过的行.csv`, lines: this.lines(run, reasons) };
  }

  private async *lines(
    { objectKey, columns }: { readonly objectKey: string; readonly columns: readonly ColumnChoice[] },
    reasons: ReadonlyMap<number, string>,
  ): AsyncGenerator<string> {
    const path = ownPath();
    try {
      const object = await this.store.get(objectKey);
      if (!object) throw new Error(`the file of an import is gone: ${objectKey}`);
      await pipeline(object.body, createWriteStream(path, OWN_FILE));
      const table = await openProducts({ path, columns });
      try {
        yield refusedHead(table.header);
        for await (const { row, written } of table.rows()) {
          const reason = reasons.get(row);
          if (reason !== undefined) yield refusedLine([...written(), reason]);
        }
      } finally {
        table.close();
      }
    } finally {
      await rm(path, { force: true });
    }
  }
}
