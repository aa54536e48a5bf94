import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { PURCHASING_AUDIT_ACTIONS, RouteBody } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule, supplierOf } from '@yigou/identity';
import { DomainError, type Fen, fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { awaitsMoney, TransferOrders } from '@yigou/orders';
import {
  claimKey,
  Database,
  type IdempotencyClaim,
  MARKET_TODAY,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { regionOfUnit } from '@yigou/procurement';
import { freeBankLine, takeBankLine } from '../bank/take-bank-line';
import { type LockedTransfer, lockTransfer, moveTransfer, submitVoucher } from './move-transfer';
import { TRANSFER } from './transfer-status';

/** Who pays for a unit (§1); managers may do all that their clerks may. */
export const PAYER: SeatRule = { kind: 'agency', duty: 'pay' };
const RECEIVER: SeatRule = { kind: 'supplier' };
/** What is told of a voucher, and to whom. */
type Told = Pick<LockedTransfer, 'submittedBy' | 'buyerId' | 'orderId' | 'orderNumber'>;

/**
 * Payment of a unit's signed order from account to account (对公转账): the unit's finance says that it paid, with the bank's receipt, and the supplier says whether the money
 * came. Only then is the order paid, by the same move as any other.
 */
@Injectable()
export class Transfers {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly orders: TransferOrders,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Says that the whole of an order was transferred; nobody can pay it online until that is decided. The same Idempotency-Key says it once. Throws `forbidden`, `not_found`
   * for another unit's, `order_not_transferable`, `transfer_open`, `transfer_amount_differs`, `validation_failed` for a day to come or files that are not the caller's.
   */
  async submit(
    caller: Caller,
    orderId: string,
    body: RouteBody<'submitTransfer'>,
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const by = await holdSeat(tx, caller, PAYER);
      const unitId = by.seat.organisationId;
      const own = await tx.one('SELECT FROM sales_order WHERE id = $1 AND unit_id = $2', [orderId, unitId]);
      if (!own) throw new DomainError('not_found');
      const held = await this.orders.lock(tx, orderId);
      const { order, payment } = held;
      await this.refuseOpen(tx, orderId);
      await this.orders.expect(tx, held);
      if (body.amountFen !== payment.amountFen)
        throw new DomainError('transfer_amount_differs', { dueFen: payment.amountFen, amountFen: body.amountFen });
      await refuseFuture(tx, body.paidOn);
      const { supplierId } = order;
      await this.evidence.attachForUnit(tx, body.vouchers, by.actor.userId, { unitId, supplierId });
      const id = newId();
      const remindDays = await this.policy.get('purchasing.transfer_reminder_days', await regionOfUnit(tx, unitId));
      await submitVoucher(tx, { ...body, id, orderId, unitId, supplierId, submittedBy: by.actor.userId, remindDays });
      const said = `${by.seat.organisationName}登记已转账 ${fenText(body.amountFen)}`;
      await this.notices.tell(
        tx,
        { organisationIds: [supplierId] },
        {
          kind: 'transfer',
          title: `请确认转账到账：订单 ${order.number}`,
          body: `${said}，汇款日期 ${body.paidOn}。请核对银行账户后确认或退回。`,
          link: `/supplier/transfers?id=${id}`,
        },
      );
      await this.note(
        tx,
        by,
        id,
        'purchasing.transfer_submitted',
        `登记订单 ${order.number} 的转账凭证，${fenText(body.amountFen)}`,
      );
    });
  }

  /** Takes a voucher back: the order may be paid either way again. Answers the order. Throws `forbidden`, `not_found`, `transfer_closed`. */
  withdraw(caller: Caller, id: string, reason: string): Promise<string> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, PAYER);
      const voucher = await lockTransfer(tx, id, { unitId: by.seat.organisationId });
      await this.undo(tx, by, voucher, { action: 'withdraw', reason });
      await this.note(
        tx,
        by,
        id,
        'purchasing.transfer_withdrawn',
        `撤回订单 ${voucher.orderNumber} 的转账凭证：${reason}`,
      );
      return voucher.orderId;
    });
  }

  /**
   * The money came: the order is paid, or, closed meanwhile, its money is owed back by transfer. What could still be paid online is closed before. However often and by however
   * many it is said at once, it is booked once. `lineId`: of the bank's statement that shows the money, which is used for it. Throws `forbidden`, `not_found`,
   * `transfer_closed`, `transfer_amount_differs`, `order_paid_otherwise`, `online_payment_open`, and for a line like `takeBankLine`.
   */
  async confirm(
    caller: Caller,
    id: string,
    receivedFen: Fen,
    claim: IdempotencyClaim,
    lineId: string | null = null,
  ): Promise<void> {
    const open = await this.db.one<{ orderId: string; amountFen: Fen }>(
      `SELECT order_id AS "orderId", amount_fen AS "amountFen" FROM purchasing_transfer WHERE id = $1 AND supplier_id = $2 AND status = 'submitted'`,
      [id, supplierOf(caller)],
    );
    if (open) {
      if (receivedFen !== open.amountFen)
        throw new DomainError('transfer_amount_differs', { dueFen: open.amountFen, receivedFen });
      await this.orders.closeOnline(open.orderId);
    }
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { transferId: id });
      if (!first) return;
      const by = await holdSeat(tx, caller, RECEIVER);
      const voucher = await lockTransfer(tx, id, { supplierId: by.seat.organisationId });
      TRANSFER.next(voucher.status, 'confirm');
      const { amountFen, orderId, orderNumber } = voucher;
      if (lineId !== null) await takeBankLine(tx, lineId, voucher, by.actor.userId);
      const held = await this.orders.lock(tx, orderId);
      await this.orders.pay(tx, held, by, `供应商确认对公转账到账 ${fenText(amountFen)}`);
      await moveTransfer(tx, voucher, { action: 'confirm', byId: by.actor.userId });
      const late = !awaitsMoney(held.order.status);
      const next = held.order.status === 'payable' ? '订单完成' : '等待供应商发货';
      await this.tell(tx, voucher, {
        title: late ? '转账到账时订单已关闭' : '供应商已确认转账到账',
        body: late ? `${fenText(amountFen)} 由供应商转账退回。` : `${fenText(amountFen)} 已到账，${next}。`,
      });
      await this.note(
        tx,
        by,
        id,
        'purchasing.transfer_confirmed',
        `确认订单 ${orderNumber} 的转账到账，${fenText(amountFen)}`,
      );
    });
  }

  /** The money is not there, or not as the voucher says: the unit reads why and may send another. Throws `forbidden`, `not_found`, `transfer_closed`. */
  async return(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECEIVER);
      const voucher = await lockTransfer(tx, id, { supplierId: by.seat.organisationId });
      await this.undo(tx, by, voucher, { action: 'return', reason });
      await this.tell(tx, voucher, {
        title: '供应商退回了转账凭证',
        body: `原因：${reason}。请核对后重新登记，或改用线上支付。`,
      });
      await this.note(
        tx,
        by,
        id,
        'purchasing.transfer_returned',
        `退回订单 ${voucher.orderNumber} 的转账凭证：${reason}`,
      );
    });
  }

  /** A voucher that waited when money came online for its order is of no consequence any more. Safe to repeat. */
  async lapse(paymentId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const open = await tx.one<Told & Pick<LockedTransfer, 'id' | 'status'>>(
        `SELECT t.id, t.status, t.submitted_by AS "submittedBy", o.user_id AS "buyerId", o.id AS "orderId", o.number AS "orderNumber"
         FROM payment p JOIN sales_order o ON o.checkout_id = p.holder JOIN purchasing_transfer t ON t.order_id = o.id AND t.status = 'submitted' AND t.submitted_at <= p.paid_at
         WHERE p.id = $1 FOR UPDATE OF t`,
        [paymentId],
      );
      if (!open) return;
      await moveTransfer(tx, open, { action: 'lapse', byId: null });
      await freeBankLine(tx, open.id);
      await this.tell(tx, open, {
        title: '订单已在线付款，转账凭证作废',
        body: '如果款项也已经汇出，请联系供应商退回。',
      });
    });
  }

  private async undo(
    tx: Tx,
    by: SeatedCaller,
    voucher: LockedTransfer,
    move: { readonly action: 'return' | 'withdraw'; readonly reason: string },
  ): Promise<void> {
    await moveTransfer(tx, voucher, { ...move, byId: by.actor.userId });
    await freeBankLine(tx, voucher.id);
    await this.orders.forget(tx, await this.orders.lock(tx, voucher.orderId));
  }

  private async refuseOpen(tx: Tx, orderId: string): Promise<void> {
    const open = await tx.one(`SELECT FROM purchasing_transfer WHERE order_id = $1 AND status = 'submitted'`, [
      orderId,
    ]);
    if (open) throw new DomainError('transfer_open');
  }

  /** Whoever submitted it, and whoever ordered. */
  private tell(
    tx: Tx,
    { submittedBy, buyerId, orderId, orderNumber }: Told,
    { title, body }: { readonly title: string; readonly body: string },
  ): Promise<void> {
    return this.notices.tell(
      tx,
      { userIds: [submittedBy, buyerId] },
      { kind: 'transfer', title: `${title}：订单 ${orderNumber}`, body, link: `/agency/payables?id=${orderId}` },
    );
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    action: keyof typeof PURCHASING_AUDIT_ACTIONS,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'transfer', subjectId, summary });
  }
}

/** Throws `validation_failed` for a day that has not come in the market's time. */
export async function refuseFuture(tx: Tx, paidOn: string): Promise<void> {
  const row = await tx.one<{ future: boolean }>(`SELECT $1::date > ${MARKET_TODAY} AS future`, [paidOn]);
  if (row?.future) throw new DomainError('validation_failed', { fields: { paidOn: '汇款日期不能晚于今天' } });
}
