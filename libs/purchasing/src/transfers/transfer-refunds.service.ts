import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteBody } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { DomainError, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type RefundRequested, Refunds } from '@yigou/payments';
import { claimEvent, claimKey, type IdempotencyClaim, type PayloadOf, type Tx, UnitOfWork } from '@yigou/platform';
import { TransferRefund } from './transfer-refund.entity';
import { refuseFuture } from './transfers.service';

interface OwedRefund {
  readonly orderId: string;
  readonly number: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly amountFen: number;
}

/** What goes back of an order that was paid by transfer: the provider never had that money, so whoever has it sends it, and says so with the bank's receipt. */
@Injectable()
export class TransferRefunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly refunds: Refunds,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The supplier has sent it: it is booked, once. Throws `forbidden`, `not_found` for another supplier's, `already_decided` for one that was sent or is the provider's to send,
   * `validation_failed` for a day to come or files that are not the caller's.
   */
  async send(
    caller: Caller,
    refundId: string,
    { paidOn, vouchers }: RouteBody<'sendTransferRefund'>,
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { refundId });
      if (!first) return;
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const owed = await find(tx, refundId);
      if (owed?.supplierId !== by.seat.organisationId) throw new DomainError('not_found');
      const refund = await this.refunds.lock(tx, refundId);
      if (!refund) throw new DomainError('not_found');
      await this.refunds.sentByTransfer(tx, refund);
      await refuseFuture(tx, paidOn);
      const { supplierId, unitId } = owed;
      await this.evidence.attach(tx, vouchers, by.actor.userId, { supplierId, regionCode: null, unitId });
      await tx.manager.insert(TransferRefund, { refundId, paidOn, vouchers: [...vouchers], sentBy: by.actor.userId });
      await this.notices.tell(
        tx,
        { userIds: [owed.buyerId] },
        {
          kind: 'transfer',
          title: `供应商已转账退款：订单 ${owed.number}`,
          body: `${fenText(owed.amountFen)}，汇款日期 ${paidOn}。请财务核对到账。`,
          link: `/agency/payables?id=${owed.orderId}`,
        },
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'purchasing.transfer_refunded',
        subjectKind: 'refund',
        subjectId: refundId,
        summary: `登记订单 ${owed.number} 的转账退款，${fenText(owed.amountFen)}`,
      });
    });
  }

  /** Tells a supplier once that it owes a refund; of what the provider sends, nobody. */
  async tellOwed(
    event: { readonly id: string; readonly hearer: string },
    { refundId }: PayloadOf<typeof RefundRequested>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const owed = await find(tx, refundId);
      if (!owed || !(await claimEvent(tx, event))) return;
      await this.notices.tell(
        tx,
        { organisationIds: [owed.supplierId] },
        {
          kind: 'transfer',
          title: `请转账退款：订单 ${owed.number}`,
          body: `应退 ${fenText(owed.amountFen)}。该订单以对公转账付款，请转账退回后登记银行回单。`,
          link: '/supplier/transfer-refunds?owed=1',
        },
      );
    });
  }
}

function find(tx: Tx, refundId: string): Promise<OwedRefund | undefined> {
  return tx.one<OwedRefund>(
    `SELECT o.id AS "orderId", o.number, n.organisation_id AS "unitId", o.supplier_id AS "supplierId", o.user_id AS "buyerId", f.amount_fen AS "amountFen"
     FROM refund f JOIN sales_order o ON o.id = f.holder JOIN budget_unit n ON n.organisation_id = o.unit_id WHERE f.id = $1 AND f.channel = 'transfer'`,
    [refundId],
  );
}
