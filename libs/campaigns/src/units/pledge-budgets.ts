import type { Fen } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { BudgetLedger } from '@yigou/procurement';
import type { LockedPledge, PledgeMove } from '../move-pledges';

/**
 * What happens to the budgets of units that take shares of a campaign, in the transaction in which it happens to the pledge, and after everything else is locked: payment, campaign,
 * pledges, places, budgets. What a unit holds of its budget is at any moment the most that its pledge may still cost, freight included; it is spent when the goods are
 * there (`CountPledges`). Pledges that no unit made cost no statement.
 */
const ledger = new BudgetLedger();

/** A pledge, and what of it is not needed any more. */
interface Released {
  readonly id: string;
  readonly budgetId: string | null;
  readonly amountFen: Fen;
}

/** Holds what a new pledge may cost at most. Throws as {@link BudgetLedger.encumberFor} does. Three statements. */
export async function encumberPledge(
  tx: Tx,
  {
    id,
    unitId,
    budgetId,
    amountFen,
  }: { readonly id: string; readonly unitId: string; readonly budgetId: string; readonly amountFen: Fen },
): Promise<void> {
  await ledger.encumberFor(tx, { unitId, budgetId }, [{ holder: id, amountFen }]);
}

/** What a move of pledges entails: whoever ends gives all of it back, whoever is confirmed what the tier that was reached costs less. */
export async function followPledges(
  tx: Tx,
  pledges: readonly LockedPledge[],
  { action, finals }: PledgeMove,
): Promise<void> {
  const ofUnits = pledges.filter(({ budgetId }) => budgetId !== null);
  if (ofUnits.length === 0) return;
  switch (action) {
    case 'expire':
    case 'leave':
    case 'withdraw':
    case 'refund':
      return ledger.releaseAll(
        tx,
        ofUnits.map(({ id }) => id),
      );
    case 'confirm':
      return releaseOfBudgets(
        tx,
        ofUnits.map(({ id, budgetId, amountFen }) => ({
          id,
          budgetId,
          amountFen: amountFen - (finals?.get(id)?.finalFen ?? amountFen),
        })),
      );
    // Paid, it is still not there; fetched, its orders may still give something back. No unit pays a deposit.
    case 'pay':
    case 'call_balance':
    case 'pay_balance':
    case 'forfeit':
    case 'hand_out':
      return;
  }
}

/** Pledges that are not counted yet cost so much less than was held for them. */
export async function releaseOfBudgets(tx: Tx, pledges: readonly Released[]): Promise<void> {
  const less = pledges.filter(({ budgetId, amountFen }) => budgetId !== null && amountFen > 0);
  if (less.length === 0) return;
  await ledger.release(
    tx,
    less.map(({ id: holder, amountFen }) => ({ holder, amountFen })),
  );
}

/** All that these pledges hold is spent. */
export const spendOfBudgets = (tx: Tx, pledgeIds: readonly string[]): Promise<void> => ledger.spendAll(tx, pledgeIds);

/**
 * What goes back to the payments of pledges out of the pool of their orders: it is released, or, where it was spent already, credited. Pledges that ended hold nothing any more. The caller
 * holds the payments. One statement where none is a unit's.
 */
export async function giveBackToBudgets(
  tx: Tx,
  parts: readonly { readonly paymentId: string; readonly amountFen: Fen }[],
): Promise<void> {
  const pledges = await tx.query<{ id: string; paymentId: string; counted: boolean }>(
    `SELECT p.id, p.payment_id AS "paymentId", p.counted_at IS NOT NULL AS counted FROM campaigns_pledge p
     WHERE p.payment_id = ANY($1) AND p.budget_id IS NOT NULL AND p.status IN ('confirmed', 'done') ORDER BY p.id FOR UPDATE`,
    [parts.map(({ paymentId }) => paymentId)],
  );
  if (pledges.length === 0) return;
  const backFen = new Map(parts.map(({ paymentId, amountFen }) => [paymentId, amountFen]));
  const amounts = (counted: boolean) =>
    pledges
      .filter((pledge) => pledge.counted === counted)
      .map(({ id: holder, paymentId }) => ({ holder, amountFen: backFen.get(paymentId) ?? 0 }));
  const [held, spent] = [amounts(false), amounts(true)];
  if (held.length > 0) await ledger.release(tx, held);
  if (spent.length > 0) await ledger.credit(tx, spent);
}
