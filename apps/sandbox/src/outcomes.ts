import { z } from 'zod';

/** How a payment ends: `abandon` is the payer walking away, `processing` a method that confirms later. */
export const paymentOutcomes = ['succeed', 'decline', 'abandon', 'processing'] as const;
export type PaymentOutcome = (typeof paymentOutcomes)[number];

/** How a refund goes: `*_then_*` are decided later, by time or by a control. */
export const refundOutcomes = [
  'succeed',
  'pending',
  'pending_then_succeed',
  'pending_then_fail',
  'succeed_then_fail',
  'requires_action',
] as const;
export type RefundOutcome = (typeof refundOutcomes)[number];

export const nextPaymentSchema = z.strictObject({
  outcome: z.enum(paymentOutcomes).default('decline'),
  count: z.number().int().min(1).max(10_000).default(1),
});

export const nextRefundSchema = z.strictObject({
  outcome: z.enum(refundOutcomes).default('pending_then_fail'),
  count: z.number().int().min(1).max(10_000).default(1),
  /** When a `*_then_*` outcome takes its second step. Milliseconds of real time. */
  afterMs: z.number().int().min(0).max(86_400_000).default(50),
});

export interface PlannedRefund {
  outcome: RefundOutcome;
  afterMs: number;
}

/** Scripts the next payments and refunds; without a script everything succeeds at once. */
export class Outcomes {
  private payments: PaymentOutcome[] = [];
  private refunds: PlannedRefund[] = [];

  planPayments({ outcome, count }: z.infer<typeof nextPaymentSchema>): void {
    for (let i = 0; i < count; i += 1) this.payments.push(outcome);
  }

  planRefunds({ outcome, count, afterMs }: z.infer<typeof nextRefundSchema>): void {
    for (let i = 0; i < count; i += 1) this.refunds.push({ outcome, afterMs });
  }

  /** What the script says about this payment, or undefined where it is silent. */
  takePayment(): PaymentOutcome | undefined {
    return this.payments.shift();
  }

  takeRefund(): PlannedRefund {
    return this.refunds.shift() ?? { outcome: 'succeed', afterMs: 0 };
  }

  clear(): void {
    this.payments = [];
    this.refunds = [];
  }

  snapshot(): { payments: number; refunds: number } {
    return { payments: this.payments.length, refunds: this.refunds.length };
  }
}
