import { Injectable } from '@nestjs/common';
import type { ColumnChoice, ImportKind } from '@yigou/contracts';
import { Database, UnitOfWork } from '@yigou/platform';
import { type Caller, holdSeat } from './seats';

/** Which columns the files have that an organisation sends, or a person who acts for none: said once, and known of the next file of that kind. */
@Injectable()
export class ImportColumns {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
  ) {}

  /** What was said last; empty where nothing was. One statement. */
  async of(by: Caller, kind: ImportKind): Promise<readonly ColumnChoice[]> {
    const kept = await this.db.one<{ columns: ColumnChoice[] }>(
      'SELECT columns FROM import_columns WHERE sender_id = $1 AND kind = $2',
      [senderOf(by), kind],
    );
    return kept?.columns ?? [];
  }

  /** Replaces what was said; of a column that is named twice the last word counts. Throws `forbidden` for who may only look. */
  remember(by: Caller, kind: ImportKind, columns: readonly ColumnChoice[]): Promise<void> {
    return this.uow.run(async (tx) => {
      if (by.seat) await holdSeat(tx, by, { kind: by.seat.kind });
      await tx.query(
        `INSERT INTO import_columns (sender_id, kind, columns, updated_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (sender_id, kind) DO UPDATE SET columns = excluded.columns, updated_by = excluded.updated_by, updated_at = clock_timestamp()`,
        [senderOf(by), kind, JSON.stringify(columns), by.actor.userId],
      );
    });
  }
}

const senderOf = ({ seat, actor }: Caller): string => seat?.organisationId ?? actor.userId;
