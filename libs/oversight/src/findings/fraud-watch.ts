import { Injectable } from '@nestjs/common';
import { PriceReference } from '@yigou/prices';
import { Database, PolicyParameters, sweepBatches, type Tx, UnitOfWork } from '@yigou/platform';
import { FINDING_RULES_BY_SUBJECT, type Found, type Thresholds } from './finding-rules';
import { recordFindings } from './move-finding';
import { type OrderRow, watchedLines, watchedOrders, watchedYears } from './watched.queries';

const MARK = 'finished';
/** Whatever was finished before is committed by now: no statement lasts longer than a quarter of a minute. */
const GRACE_MS = 60_000;

interface Due {
  readonly id: string;
  readonly completedAt: string;
}

/**
 * The fraud watch (异常监测, domain §5, S44): looks at every finished order of a unit once, with what the unit bought before and beside it. Whatever it finds is for people to
 * look into. It begins behind the last order that it has looked at, so that it scans nothing twice, and finds nothing twice when it is run again.
 */
@Injectable()
export class FraudWatch {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly prices: PriceReference,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Goes through what was finished by a moment; answers how many orders it looked at. An order that it fails on is tried again the next time, with what comes after it.
   * Throws `SweepFailed` at the end.
   */
  sweep(at: Date, size: number): Promise<number> {
    let clean = true;
    const until = new Date(at.getTime() - GRACE_MS);
    const due = (after: Due | undefined) => this.due(after, until, size);
    return sweepBatches({ name: 'watch-finished-orders', size, due }, async (orders) => {
      try {
        await this.uow.run(async (tx) => {
          await this.look(
            tx,
            orders.map(({ id }) => id),
          );
          const last = orders.at(-1);
          if (clean && last) await mark(tx, last);
        });
      } catch (error) {
        // A batch is taken apart when it fails; it is the one order by itself that holds the mark.
        if (orders.length === 1) clean = false;
        throw error;
      }
    });
  }

  /** Looks at finished orders of units and keeps what the rules find; answers how many findings are new. Five statements, and parameters, however many orders. */
  async look(tx: Tx, orderIds: readonly string[]): Promise<number> {
    const orders = await watchedOrders(tx, orderIds);
    if (orders.length === 0) return 0;
    const limits = await this.limitsOf(orders);
    const lines = await watchedLines(tx, orders, this.prices);
    const years = await watchedYears(
      tx,
      [...limits].map(([key, { roundYuan }]) => ({ ...unitYear(key), roundFen: roundYuan * 100 })),
    );
    const apply = <T extends { unitId: string; year: number }>(
      things: readonly T[],
      rules: readonly ((thing: T, limits: Thresholds) => readonly Found[])[],
    ): Found[] =>
      things.flatMap((thing) => {
        const held = limits.get(keyOf(thing));
        return held ? rules.flatMap((rule) => rule(thing, held)) : [];
      });
    return recordFindings(tx, [
      ...apply(lines, FINDING_RULES_BY_SUBJECT.lines),
      ...apply(orders, FINDING_RULES_BY_SUBJECT.orders),
      ...apply(years, FINDING_RULES_BY_SUBJECT.years),
    ]);
  }

  /** What holds for each unit and year of some orders. */
  private async limitsOf(orders: readonly OrderRow[]): Promise<Map<string, Thresholds>> {
    const limits = new Map<string, Thresholds>();
    for (const order of orders)
      if (!limits.has(keyOf(order)))
        limits.set(keyOf(order), await thresholds(this.policy, order.year, order.regionCode));
    return limits;
  }

  private due(after: Due | undefined, until: Date, size: number): Promise<Due[]> {
    return this.db.query<Due>(
      `SELECT o.id, to_json(o.completed_at) #>> '{}' AS "completedAt" FROM sales_order o
       WHERE o.unit_id IS NOT NULL AND o.completed_at IS NOT NULL AND o.completed_at <= $3 AND (o.completed_at, o.id) > (
         coalesce($1::timestamptz, (SELECT completed_at FROM oversight_watch WHERE name = $5), '-infinity'),
         coalesce($2::uuid, (SELECT order_id FROM oversight_watch WHERE name = $5), '00000000-0000-0000-0000-000000000000'))
       ORDER BY o.completed_at, o.id LIMIT $4`,
      [after?.completedAt ?? null, after?.id ?? null, until, size, MARK],
    );
  }
}

const mark = (tx: Tx, { id, completedAt }: Due): Promise<unknown> =>
  tx.query(
    `INSERT INTO oversight_watch (name, completed_at, order_id) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET completed_at = excluded.completed_at, order_id = excluded.order_id`,
    [MARK, completedAt, id],
  );

const keyOf = ({ unitId, year }: { readonly unitId: string; readonly year: number }): string => `${unitId} ${year}`;
function unitYear(key: string): { unitId: string; year: number } {
  const [unitId = '', year = ''] = key.split(' ');
  return { unitId, year: Number(year) };
}

async function thresholds(policy: PolicyParameters, year: number, regionCode: string): Promise<Thresholds> {
  return {
    outlierTimes: await policy.ofYear('oversight.outlier_times', year, regionCode),
    historyOrders: await policy.ofYear('oversight.history_orders', year, regionCode),
    roundYuan: await policy.ofYear('oversight.round_yuan', year, regionCode),
    roundOrders: await policy.ofYear('oversight.round_orders', year, regionCode),
    concentrationBp: await policy.ofYear('oversight.concentration_bp', year, regionCode),
    concentrationOrders: await policy.ofYear('oversight.concentration_orders', year, regionCode),
    backdateDays: await policy.ofYear('oversight.backdate_days', year, regionCode),
  };
}
