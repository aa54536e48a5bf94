import { Injectable } from '@nestjs/common';
import { Database, NO_ID, PolicyParameters, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { type ContributedGoods, countContributions } from '@yigou/procurement';
import { spendOfBudgets } from './pledge-budgets';
import { ARRIVED, PLEDGED_GOODS, TO_PLACE } from './pledged-goods';

/**
 * Pledges of units whose goods are there (R7): what they hold of their budgets is spent, and what of it is certified counts to their units, in one transaction. There are the goods once
 * all orders of its place are over and the pledge was handed out, or was sent to somebody who signed for it: what they gave back is given back to the budget before. What nobody fetched
 * counts when its campaign is settled, or as many days after its orders as a publication stands: no organiser who never ends a hand-out keeps a unit's budget and year open. Found from
 * the tables.
 */
@Injectable()
export class CountPledges {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
  ) {}

  /** Every pledge that can be counted, `size` to a page; safe to repeat and to run in several workers at once. Returns how many were looked at. Throws `SweepFailed`. */
  async countDue(size: number): Promise<number> {
    const days = await this.policy.get('campaigns.settle_days');
    return sweepEach(
      { name: 'count-pledges', size, due: (after?: { id: string }) => this.due(size, days, after?.id ?? NO_ID) },
      ({ id }) => this.uow.run((tx) => this.count(tx, id, days)),
    );
  }

  private due(limit: number, days: number, after: string): Promise<{ id: string }[]> {
    return this.db.query(`SELECT p.id ${ARRIVING('$3')} AND p.id > $1 ORDER BY p.id LIMIT $2`, [after, limit, days]);
  }

  private async count(tx: Tx, pledgeId: string, days: number): Promise<void> {
    await tx.query('SELECT FROM campaigns_pledge WHERE id = $1 FOR UPDATE', [pledgeId]);
    // Looked at again under the lock: another worker may have been here, or the campaign was given up.
    if (!(await tx.one(`SELECT 1 AS found ${ARRIVING('$2')} AND p.id = $1`, [pledgeId, days]))) return;
    const goods = await tx.query<ContributedGoods>(PLEDGED_GOODS('p.id = $1'), [pledgeId]);
    await spendOfBudgets(tx, [pledgeId]);
    await countContributions(tx, goods);
    await tx.query('UPDATE campaigns_pledge SET counted_at = clock_timestamp() WHERE id = $1', [pledgeId]);
  }
}

const ARRIVING = (
  days: string,
): string => `FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id JOIN campaigns_consignment d ON ${TO_PLACE('p')}
  WHERE p.budget_id IS NOT NULL AND p.counted_at IS NULL AND ${ARRIVED} AND (p.status = 'done' OR (p.status = 'confirmed' AND (
    c.delivery_mode <> 'pickup' OR c.status = 'settled' OR NOT EXISTS (
      SELECT FROM sales_order o WHERE o.checkout_id = d.checkout_id AND o.completed_at > clock_timestamp() - make_interval(days => ${days}::int)))))`;
