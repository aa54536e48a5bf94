import { Injectable } from '@nestjs/common';
import { Database, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { type ContributedGoods, countContributions } from '@yigou/procurement';
import { spendOfBudgets } from './pledge-budgets';
import { ARRIVED, PLEDGED_GOODS, TO_PLACE } from './pledged-goods';

/**
 * Pledges of units whose goods are there (R7): what they hold of their budgets is spent, and what of it is certified counts to their units, in one transaction. There are the goods once the
 * pledge was handed out, or its campaign is settled, and all orders of its place are over: what they gave back is given back to the budget before. Found from the tables.
 */
@Injectable()
export class CountPledges {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
  ) {}

  /** Every pledge that can be counted, `size` to a page; safe to repeat and to run in several workers at once. Returns how many were looked at. Throws `SweepFailed`. */
  countDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'count-pledges', size, due: (after?: { id: string }) => this.due(size, after?.id ?? NO_ID) },
      ({ id }) => this.uow.run((tx) => this.count(tx, id)),
    );
  }

  private due(limit: number, after: string): Promise<{ id: string }[]> {
    return this.db.query(`SELECT p.id ${ARRIVING} AND p.id > $1 ORDER BY p.id LIMIT $2`, [after, limit]);
  }

  private async count(tx: Tx, pledgeId: string): Promise<void> {
    await tx.query('SELECT FROM campaigns_pledge WHERE id = $1 FOR UPDATE', [pledgeId]);
    // Looked at again under the lock: another worker may have been here, or the campaign was given up.
    if (!(await tx.one(`SELECT 1 AS found ${ARRIVING} AND p.id = $1`, [pledgeId]))) return;
    const goods = await tx.query<ContributedGoods>(PLEDGED_GOODS('p.id = $1'), [pledgeId]);
    await spendOfBudgets(tx, [pledgeId]);
    await countContributions(tx, goods);
    await tx.query('UPDATE campaigns_pledge SET counted_at = clock_timestamp() WHERE id = $1', [pledgeId]);
  }
}

const ARRIVING = `FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id JOIN campaigns_consignment d ON ${TO_PLACE('p')}
  WHERE p.budget_id IS NOT NULL AND p.counted_at IS NULL AND (p.status = 'done' OR (p.status = 'confirmed' AND c.status = 'settled')) AND ${ARRIVED}`;
