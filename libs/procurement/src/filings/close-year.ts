import { Injectable } from '@nestjs/common';
import { fulfilmentBp } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Database, marketDay, type Queryable, sweepBatches, type Tx, UnitOfWork } from '@yigou/platform';
import { lockFilings, moveFilings } from './move-filings';

/** An order of the last second is committed well before: no statement lasts longer than a quarter of a minute. */
const GRACE_MS = 3_600_000;

interface Due {
  readonly id: string;
  readonly unitId: string;
  readonly year: number;
  readonly reservedFen: Fen;
  readonly countedFen: Fen;
}

/**
 * 年终核定: what was in force when its year ended becomes 完成 or 未完成 (domain §3c). A year ends at midnight in Shanghai. Who has reached the share is done at once;
 * who has not waits for the orders of that year that are still on their way, since they count to the year of their placing, however late they are finished (R7).
 * A correction of what counts that was asked for (R9) is waited for by both units.
 */
@Injectable()
export class CloseYear {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Closes all that is due at a moment; answers how many. Throws `SweepFailed` at the end. */
  closeDue(at: Date, size: number): Promise<number> {
    const before = Number(marketDay(new Date(at.getTime() - GRACE_MS)).slice(0, 4));
    const due = (after: Due | undefined) =>
      dueOf(
        this.db,
        `f.year < $1 AND f.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY f.id LIMIT $3`,
        [before, after?.id ?? null, size],
      );
    return sweepBatches({ name: 'close-share-years', size, due }, (rows) =>
      this.uow.run((tx) =>
        this.close(
          tx,
          rows.map(({ id }) => id),
        ),
      ),
    );
  }

  /** Under the filings' locks it is asked again: one may have been changed, an order finished meanwhile. Orders and what is counted of them move in one transaction, so that one statement sees both or neither. */
  private async close(tx: Tx, ids: readonly string[]): Promise<void> {
    const locked = await lockFilings(tx, ids);
    const due = new Map((await dueOf(tx, 'f.id = ANY($1)', [ids])).map((row) => [row.id, row]));
    for (const to of ['fulfilled', 'unfulfilled'] as const) {
      const rows = locked.filter(({ id }) => {
        const row = due.get(id);
        return row && row.countedFen >= row.reservedFen === (to === 'fulfilled');
      });
      if (rows.length > 0) await moveFilings(tx, rows, { action: 'close_year', to, by: null });
    }
    const bodies = new Map([...due.values()].map((row) => [row.unitId, wordsOf(row)]));
    await this.notices.tellEach(tx, bodies, { kind: 'share', title: '预留份额年终核定', link: '/agency/share' });
  }
}

/** What is in force and may be closed: no correction of the year is on its way, and the share is reached or no order of that year is. */
const dueOf = (db: Queryable, where: string, values: readonly unknown[]): Promise<Due[]> =>
  db.query<Due>(
    `SELECT f.id, f.unit_id AS "unitId", f.year::int, f.reserved_fen AS "reservedFen", coalesce(y.counted_fen, 0) AS "countedFen"
     FROM share_filing f LEFT JOIN share_year y ON y.unit_id = f.unit_id AND y.year = f.year
     WHERE f.status = 'in_force' AND (coalesce(y.counted_fen, 0) >= f.reserved_fen OR NOT EXISTS (
       SELECT FROM budget b JOIN budget_hold h ON h.budget_id = b.id AND h.own AND h.encumbered_fen > 0 WHERE b.unit_id = f.unit_id AND b.year = f.year))
       AND NOT EXISTS (SELECT FROM share_correction c WHERE (c.unit_id = f.unit_id OR c.to_unit_id = f.unit_id) AND c.year = f.year AND (c.status IN ('asked', 'agreed')
         OR c.status = 'approved' AND EXISTS (SELECT FROM budget_hold h WHERE h.holder = c.holder AND h.own AND h.encumbered_fen > 0)))
       AND ${where}`,
    values,
  );

function wordsOf({ year, reservedFen, countedFen }: Due): string {
  const rate = fulfilmentBp(countedFen, reservedFen);
  const done = countedFen >= reservedFen ? '完成' : '未完成';
  return `${year} 年预留份额年终核定：${done}${rate === null ? '' : `，完成率 ${rate / 100}%`}。`;
}
