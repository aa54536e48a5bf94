import * as z from 'zod';
import { CalendarDate, Fen, Instant, PriceFen } from '../common';

/** The most that a deposit (定金) may be of the price, in basis points: 民法典第586条. */
export const MOST_DEPOSIT_BP = 2_000;

/** How a deposit is chosen: a part of the lowest price that a share may come to, in basis points, or a sum per share. */
export const DepositChoice = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('part'),
    bp: z.int('请填写定金比例').min(1, '定金要多于 0').max(MOST_DEPOSIT_BP, '定金最多为最低成团价的 20%'),
  }),
  z.strictObject({ by: z.literal('sum'), shareFen: PriceFen }),
]);
export type DepositChoice = z.infer<typeof DepositChoice>;

/** A pre-sale that is paid in two parts: sums per share in fen. */
export const DepositTerms = z.object({
  /** Null: chosen as a sum. */
  bp: z.int().nullable(),
  shareFen: Fen,
  /** From the beginning of this day on the balance (尾款) may be paid, … */
  balanceOn: CalendarDate,
  /** … for so many days. */
  balanceDays: z.int(),
});
export type DepositTerms = z.infer<typeof DepositTerms>;

/** How far the balances of a pre-sale are; shares, and of deposits that are not given back fen. */
export const BalanceProgress = z.object({
  until: Instant.nullable(),
  dueShares: z.int(),
  paidShares: z.int(),
  unpaidShares: z.int(),
  /** Deposits of those who did not pay the balance: of all suppliers, or of the one who asks. */
  forfeitFen: Fen,
});
export type BalanceProgress = z.infer<typeof BalanceProgress>;

/** The balance of a pledge, once its campaign has succeeded. */
export const PledgeBalance = z.object({
  /** What is left to pay: the price that was reached less the deposit. */
  amountFen: Fen,
  /** Null: it has not begun. */
  until: Instant.nullable(),
  paidAt: Instant.nullable(),
});
