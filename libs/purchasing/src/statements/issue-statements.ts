import { Injectable } from '@nestjs/common';
import { Notices } from '@yigou/notifications';
import { atMarket, Database, NO_ID, startOfMarketDay, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { issueStatement, lockStatement, moveStatement } from './move-statement';
import { type Reckoned, reckonStatement, sameFigures, type StatementOf } from './reckon-statement';
import { tellBoth } from './statement-notes';

/** The last month that has been over for an hour: what was begun before its end is written by then. */
const LAST_MONTH = `(date_trunc('month', ${atMarket(`(clock_timestamp() - interval '1 hour')`)}) - interval '1 month')::date`;
const within = (at: string): string =>
  `${at} >= ${startOfMarketDay('$1::date')} AND ${at} < ${startOfMarketDay("($1::date + interval '1 month')")}`;
/** Units and suppliers between whom something happened in month $1, or something was open before. */
const PAIRS = `SELECT o.unit_id, o.supplier_id FROM sales_order o WHERE o.unit_id IS NOT NULL AND (${within('o.completed_at')} OR ${within('o.payable_at')} OR ${within('o.paid_at')})
  UNION SELECT o.unit_id, o.supplier_id FROM payment_entry e JOIN refund f ON f.id = e.refund_id JOIN sales_order o ON o.id = f.holder WHERE o.unit_id IS NOT NULL AND ${within('e.at')}
  UNION SELECT o.unit_id, o.supplier_id FROM sales_order o WHERE o.unit_id IS NOT NULL AND o.status = 'payable' AND o.payable_at < ${startOfMarketDay('$1::date')}
  UNION SELECT i.unit_id, i.supplier_id FROM purchasing_invoice i WHERE i.status <> 'withdrawn' AND ${within('i.recorded_at')}
  UNION SELECT t.unit_id, t.supplier_id FROM purchasing_statement t JOIN purchasing_statement_version v ON v.statement_id = t.id AND v.version = t.version
    WHERE t.month = ($1::date - interval '1 month')::date AND v.closing_fen <> 0`;

/** Makes monthly statements of account by themselves, and makes anew what changed before both confirmed it. */
@Injectable()
export class IssueStatements {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /**
   * Writes down who dealt with whom in each month that ended since the last time, and makes what is missing, `size` to a page, earlier months first; answers how many were
   * made. What is to be done stands in PostgreSQL: whoever is killed in between goes on where they were. Throws `SweepFailed` at the end.
   */
  async issueDue(size: number): Promise<number> {
    for (const month of await this.unopened()) await this.open(month);
    return sweepEach({ name: 'issue-statements', size, due: (after?: StatementOf) => this.due(size, after) }, (of) =>
      this.issue(of),
    );
  }

  /** Reckons all anew that is not confirmed by both, `size` to a page. Throws `SweepFailed` at the end. */
  renewChanged(size: number): Promise<number> {
    const due = (after?: { readonly id: string }) =>
      this.db.query<{ id: string }>(
        `SELECT id FROM purchasing_statement WHERE status <> 'confirmed' AND id > $2::uuid ORDER BY id LIMIT $1`,
        [size, after?.id ?? NO_ID],
      );
    return sweepEach({ name: 'renew-statements', size, due }, ({ id }) =>
      this.uow.run(async (tx) => {
        const statement = await lockStatement(tx, id, null);
        if (statement.status !== 'confirmed') await renewed(tx, this.notices, statement);
      }),
    );
  }

  /** Writes down whose statements of a month are to be made; what is there is left alone. `month`: its first day. */
  async open(month: string): Promise<void> {
    await this.uow.run(async (tx) => {
      await tx.query('INSERT INTO purchasing_statement_month (month) VALUES ($1) ON CONFLICT DO NOTHING', [month]);
      await tx.query(
        `INSERT INTO purchasing_statement_due (month, unit_id, supplier_id)
         SELECT $1::date, p.unit_id, p.supplier_id FROM (${PAIRS}) p JOIN budget_unit b ON b.organisation_id = p.unit_id
         WHERE NOT EXISTS (SELECT FROM purchasing_statement t WHERE t.unit_id = p.unit_id AND t.supplier_id = p.supplier_id AND t.month = $1::date)
         ON CONFLICT DO NOTHING`,
        [month],
      );
    });
  }

  /** Makes one that is due, once, however many make it at once. */
  private async issue(of: StatementOf): Promise<void> {
    await this.uow.run(async (tx) => {
      const taken = await tx.query(
        'DELETE FROM purchasing_statement_due WHERE month = $1 AND unit_id = $2 AND supplier_id = $3 RETURNING month',
        [of.month, of.unitId, of.supplierId],
      );
      if (taken.length === 0) return;
      const id = await issueStatement(tx, of, await reckonStatement(tx, of));
      if (id === null) return;
      await tellBoth(
        tx,
        this.notices,
        { ...of, id },
        '请核对对账单',
        '请核对后确认，有不符的写明原因提出异议。双方确认后不能再改。',
      );
    });
  }

  /** Months that ended and are not opened, the earliest first; of a platform that never made any, the last one alone. */
  private async unopened(): Promise<string[]> {
    const rows = await this.db.query<{ month: string }>(
      `SELECT d::date::text AS month FROM generate_series(
         coalesce((SELECT max(month) + interval '1 month' FROM purchasing_statement_month), ${LAST_MONTH}), ${LAST_MONTH}, interval '1 month') d ORDER BY d`,
    );
    return rows.map(({ month }) => month);
  }

  private due(limit: number, after: StatementOf | undefined): Promise<StatementOf[]> {
    return this.db.query<StatementOf>(
      `SELECT month::text, unit_id AS "unitId", supplier_id AS "supplierId" FROM purchasing_statement_due
       WHERE (month, unit_id, supplier_id) > ($2::date, $3::uuid, $4::uuid) ORDER BY month, unit_id, supplier_id LIMIT $1`,
      [limit, after?.month ?? '-infinity', after?.unitId ?? NO_ID, after?.supplierId ?? NO_ID],
    );
  }
}

/** Reckons a locked statement that is not closed anew. Where that gives other figures, they are the next version, which nobody has confirmed; both sides are told, and the answer is true. */
export async function renewed(
  tx: Tx,
  notices: Notices,
  statement: Parameters<typeof moveStatement>[1],
): Promise<boolean> {
  const reckoned: Reckoned = await reckonStatement(tx, statement);
  if (sameFigures(reckoned.content, statement.content)) return false;
  await moveStatement(tx, statement, { action: 'renew', byId: null, reckoned });
  await tellBoth(
    tx,
    notices,
    statement,
    '对账单已重新核算',
    '当月的数据有变化，此前的确认失效，请按新的一版重新核对。',
  );
  return true;
}
