import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { BankRowOutcome, BankStatementDone, RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, supplierOf } from '@yigou/identity';
import { DomainError, type Fen, fenText, newId } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { type BankEntry, readStatement, type StatementRow } from './read-statement';

type Preview = RouteResponse<'previewBankStatement'>;

const SHOWN = 200;
const HOURS = 1;
const ORDER: Readonly<Record<BankRowOutcome, number>> = { refused: 0, add: 1, known: 2, outgoing: 3 };

/** A supplier's bank statement: first what it would bring, then, when somebody says yes, just that. A line is kept once, in however many files it stands. */
@Injectable()
export class ImportBankStatement {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `forbidden`, `spreadsheet_invalid` and `import_too_large`; what is wrong with a row stands at the row. Two statements, however many rows. */
  async preview(caller: Caller, fileName: string, file: Buffer): Promise<Preview> {
    const supplierId = supplierOf(caller);
    const rows = await this.compared(supplierId, await readStatement(file));
    const entries = rows.flatMap(({ outcome, entry }) => (outcome === 'add' && entry ? [entry] : []));
    const id = newId();
    const [stored] = await this.db.query<{ expiresAt: Date }>(
      `INSERT INTO purchasing_bank_statement (id, supplier_id, file_name, rows, skipped, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(hours => ${HOURS})) RETURNING expires_at AS "expiresAt"`,
      [
        id,
        supplierId,
        fileName.slice(-120),
        JSON.stringify(entries),
        rows.length - entries.length,
        caller.actor.userId,
      ],
    );
    if (!stored) throw new Error('the statement was not stored');
    const count = (outcome: BankRowOutcome) => rows.filter((row) => row.outcome === outcome).length;
    return {
      id,
      fileName: fileName.slice(-120),
      refused: count('refused'),
      add: entries.length,
      known: count('known'),
      outgoing: count('outgoing'),
      rows: rows
        .toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.row - b.row)
        .slice(0, SHOWN)
        .map(shownRow),
      expiresAt: stored.expiresAt.toISOString(),
    };
  }

  /**
   * Keeps what the preview said; what another file brought meanwhile is kept already. A second confirmation changes nothing and answers the same. Throws `forbidden`,
   * `not_found` for another's statement, `illegal_transition` when its hour is over.
   */
  confirm(caller: Caller, id: string, once: IdempotencyClaim): Promise<BankStatementDone> {
    return this.uow.run(async (tx) => {
      await claimKey(tx, once, { id });
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const run = await tx.one<{
        rows: readonly BankEntry[];
        skipped: number;
        over: boolean;
        done: BankStatementDone | null;
        fileName: string;
      }>(
        `SELECT rows, skipped, expires_at <= clock_timestamp() AS over, done, file_name AS "fileName"
         FROM purchasing_bank_statement WHERE id = $1 AND created_by = $2 AND supplier_id = $3 FOR UPDATE`,
        [id, by.actor.userId, by.seat.organisationId],
      );
      if (!run) throw new DomainError('not_found');
      if (run.done) return run.done;
      if (run.over) throw new DomainError('illegal_transition', { status: 'expired' }, '预览已过期，请重新上传流水。');
      const added = await this.keep(tx, id, by.seat.organisationId, run.rows);
      const done = { added, known: run.rows.length - added, skipped: run.skipped };
      await tx.query(
        `UPDATE purchasing_bank_statement SET rows = '[]', confirmed_at = clock_timestamp(), done = $2 WHERE id = $1`,
        [id, JSON.stringify(done)],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'purchasing.statement_imported',
        subjectKind: 'bank_statement',
        subjectId: id,
        summary: `导入银行流水“${run.fileName}”：新增 ${done.added} 笔`,
        data: done,
      });
      return done;
    });
  }

  /** Forgets what nobody confirmed; returns how many. */
  async prune(): Promise<number> {
    const rows = await this.db.query(
      'DELETE FROM purchasing_bank_statement WHERE confirmed_at IS NULL AND expires_at < clock_timestamp() RETURNING id',
    );
    return rows.length;
  }

  /** Rows, with what was kept before as such; a bank's number that came back with another sum is a mistake. */
  private async compared(supplierId: string, rows: readonly StatementRow[]): Promise<StatementRow[]> {
    const kept = await this.db.query<{ key: string; day: string; amountFen: Fen }>(
      `SELECT key, day::text AS day, amount_fen AS "amountFen" FROM purchasing_bank_line WHERE supplier_id = $1 AND key = ANY($2)`,
      [supplierId, rows.flatMap(({ entry }) => (entry ? [entry.key] : []))],
    );
    const before = new Map(kept.map((line) => [line.key, line]));
    return rows.map((row) => {
      const line = row.outcome === 'add' && row.entry ? before.get(row.entry.key) : undefined;
      if (!line) return row;
      const same = line.day === row.entry?.day && line.amountFen === row.entry.amountFen;
      return same
        ? { ...row, outcome: 'known', note: '' }
        : { ...row, outcome: 'refused', note: '这个流水号已经导入过，日期或金额却不同' };
    });
  }

  /** In one statement, in the order of the keys: whoever keeps the same lines at once waits, and adds none twice. */
  private async keep(tx: Tx, statementId: string, supplierId: string, entries: readonly BankEntry[]): Promise<number> {
    const lines = entries
      .toSorted((a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1))
      .map((entry) => ({ ...entry, id: newId(), words: entry.memo.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase() }));
    const row = await tx.one<{ added: number }>(
      `WITH added AS (
         INSERT INTO purchasing_bank_line (id, statement_id, supplier_id, key, day, time, amount_fen, payer, payer_end, own_end, memo, serial, words)
         SELECT e.id, $1, $2, e.key, e.day, e.time, e."amountFen", e.payer, e."payerEnd", e."ownEnd", e.memo, e.serial, e.words
         FROM jsonb_to_recordset($3::jsonb) AS e (id uuid, key text, day date, time text, "amountFen" bigint, payer text, "payerEnd" text, "ownEnd" text,
           memo text, serial text, words text)
         ORDER BY e.key ON CONFLICT (supplier_id, key) DO NOTHING RETURNING 1)
       SELECT count(*)::int AS added FROM added`,
      [statementId, supplierId, JSON.stringify(lines)],
    );
    return row?.added ?? 0;
  }
}

const shownRow = ({ row, outcome, entry, written, note }: StatementRow): Preview['rows'][number] => ({
  row,
  outcome,
  date: entry ? `${entry.day} ${entry.time}`.trim() : written.date,
  amount: entry ? fenText(entry.amountFen) : written.amount,
  payer: entry?.payer ?? '',
  memo: entry?.memo ?? '',
  note,
});
