import type { Fen } from '@yigou/kernel';
import type { Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { leftOfPayments } from '../closing/left-of-payments';

/** The payment of the balance of a pledge, beside that of its deposit. */
export interface BalancePayment {
  readonly id: string;
  readonly pledgeId: string;
  readonly paymentId: string;
  readonly status: string;
}

/** The balances of pledges that were asked for, by pledge. One statement; none for pledges without a deposit is the caller's to know. */
export async function balancesOf(tx: Tx, pledgeIds: readonly string[]): Promise<ReadonlyMap<string, BalancePayment>> {
  const rows = await tx.query<BalancePayment>(
    `SELECT b.id, b.pledge_id AS "pledgeId", b.payment_id AS "paymentId", m.status
     FROM campaigns_balance b JOIN payment m ON m.id = b.payment_id WHERE b.pledge_id = ANY($1)`,
    [pledgeIds],
  );
  return new Map(rows.map((row) => [row.pledgeId, row]));
}

/** A sum that a pledge puts in or gets back. */
export interface SumOfPledge {
  readonly id: string;
  readonly paymentId: string;
  readonly depositFen: Fen | null;
  readonly fen: Fen;
}
/** What of it is of one payment; `holder` is whose the payment is. */
export interface PartOfPledge {
  readonly pledgeId: string;
  readonly holder: string;
  readonly paymentId: string;
  readonly amountFen: Fen;
}

/**
 * Which payments sums of pledges are taken from: the one that they have, or of those that paid a deposit and a balance both, as far as there is something left of each, locked here. What is
 * spent is the deposit first, what goes back is the balance first, so that the deposit stays what it was paid for as long as anything is bought. What is missing is left with the first
 * payment: whoever moves it is told that there is not as much.
 */
export async function partsOfPledges(
  tx: Tx,
  refunds: Pick<Refunds, 'lockPayments'>,
  sums: readonly SumOfPledge[],
  first: 'deposit' | 'balance',
): Promise<PartOfPledge[]> {
  const wanted = sums.filter(({ fen }) => fen > 0);
  const split = wanted.filter(({ depositFen }) => depositFen !== null).map(({ id }) => id);
  const balances = split.length === 0 ? new Map<string, BalancePayment>() : await balancesOf(tx, split);
  const two = wanted.filter(({ id }) => balances.has(id));
  const left =
    two.length === 0
      ? new Map<string, Fen>()
      : await leftOfPayments(
          tx,
          refunds,
          two.flatMap(({ id, paymentId }) => [paymentId, balances.get(id)?.paymentId ?? paymentId]),
        );
  return wanted.flatMap(({ id, paymentId, fen }) => {
    const own = { pledgeId: id, holder: id, paymentId };
    const balance = balances.get(id);
    if (!balance) return [{ ...own, amountFen: fen }];
    const inBalance = left.get(balance.paymentId) ?? 0;
    const inDeposit = left.get(paymentId) ?? 0;
    const ofBalance =
      first === 'balance' ? Math.min(inBalance, fen) : Math.min(Math.max(fen - inDeposit, 0), inBalance);
    const parts = [
      { ...own, amountFen: fen - ofBalance },
      { pledgeId: id, holder: balance.id, paymentId: balance.paymentId, amountFen: ofBalance },
    ];
    return parts.filter(({ amountFen }) => amountFen > 0);
  });
}
