import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { CASE_ENDINGS, type CaseEnding } from '@yigou/contracts/labels';
import { DomainError, fenText } from '@yigou/kernel';
import { claimKey, type IdempotencyClaim, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { movePayments } from './move-payments';
import { type MoneyWitness, PaymentHolders } from './payment-holders';
import { Payments } from './payments.service';
import { type FailedRefund, type LockedRefund, Refunds } from './refunds.service';

/** Who ends a case or tries a refund again, as the audit trail keeps it; whether they may is decided by `held`, under the transaction. */
export interface Decider {
  readonly audit: {
    readonly actor: { readonly userId: string; readonly name: string; readonly organisationId: string | null };
    readonly address: string | null;
  };
  /** Reads again under the transaction that they still may; throws `forbidden`. */
  held(tx: Tx): Promise<unknown>;
}
export interface EndCase {
  /** `refund`: all that came goes back. `accept`: it stays, and the difference is let go. */
  readonly ending: CaseEnding;
  /** Chinese; stands in the ledger and the audit trail. */
  readonly reason: string;
}

/** What histories of buyers and suppliers say; who it was stands in the case. */
const EXAMINER: MoneyWitness = {
  witness: '平台财务',
  note: '到账金额与应付金额不符，核查后按到账金额结清',
};

/** What only a person can decide about money: what came in another amount than asked, and refunds that failed. */
@Injectable()
export class PaymentCases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly audit: AuditLog,
    private readonly holders: PaymentHolders,
  ) {}

  /**
   * Ends the case of a payment in quarantine, and tells what is paid by it in the same transaction. Throws `not_found`, `forbidden`, `already_decided` when there is none or somebody was quicker.
   */
  async end(by: Decider, paymentId: string, { ending, reason }: EndCase, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { paymentId });
      if (!first) return;
      await by.held(tx);
      const payment = await this.payments.lock(tx, paymentId);
      const { userId } = by.audit.actor;
      const heldFen = await movePayments.resolve(tx, payment, { userId, ending, reason });
      if (ending === 'refund')
        await this.refunds.request(tx, {
          paymentId,
          // Of this payment: what is asked for anew may come wrong and go back again.
          holder: paymentId,
          cause: 'quarantine',
          amountFen: heldFen,
          reason: '到账金额与应付金额不符，原路退回',
        });
      await this.holders.of(payment).resolved?.(tx, payment, { ...EXAMINER, ending });
      await this.audit.record(tx, {
        ...by.audit,
        action: 'payments.case_ended',
        subjectKind: 'payment',
        subjectId: paymentId,
        summary: `核查异常支付：${CASE_ENDINGS[ending]}（应付 ${fenText(payment.amountFen)}，到账 ${fenText(heldFen)}）：${reason}`,
        data: { ending, reason, expectedFen: payment.amountFen, heldFen },
      });
    });
  }

  /** A person has a failed refund tried again. Throws `not_found`, `forbidden`, `already_decided`, `refund_exceeds_payment`. */
  async retryRefund(by: Decider, refundId: string, reason: string, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { refundId });
      if (!first) return;
      await by.held(tx);
      const refund = await this.refunds.retry(tx, refundId);
      await this.record(tx, by.audit, refund, reason);
    });
  }

  /** What policy tries again by itself, `size` to a page; returns how many. Throws `SweepFailed` at the end. */
  retryByPolicy(policy: { readonly hours: number; readonly tries: number }, size = 100): Promise<number> {
    const due = (after?: FailedRefund) => this.refunds.retryable(policy, size, after);
    return sweepEach({ name: 'retry-refunds', size, due }, ({ id }) =>
      this.uow.run(async (tx) => {
        const refund = await this.refunds.retry(tx, id).catch((error: unknown) => {
          // A person was quicker.
          if (error instanceof DomainError && error.code === 'already_decided') return null;
          throw error;
        });
        if (refund) await this.record(tx, { actor: null, address: null }, refund, '按规定自动重试');
      }),
    );
  }

  private async record(
    tx: Tx,
    by: Decider['audit'] | { readonly actor: null; readonly address: null },
    refund: LockedRefund,
    reason: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...by,
      action: 'payments.refund_retried',
      subjectKind: 'refund',
      subjectId: refund.id,
      summary: `重新发起退款 ${fenText(refund.amountFen)}（第 ${refund.tryNo + 1} 次）：${reason}`,
      data: { paymentId: refund.paymentId, amountFen: refund.amountFen, reason },
    });
  }
}
