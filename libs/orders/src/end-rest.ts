import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditRecord } from '@yigou/audit';
import { type EndOrderRestBody, restRefundFen } from '@yigou/contracts';
import { auditOf, type By, type Caller, holdSeat, inPerson, supplierOf, SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, newId, sumFen, fenText } from '@yigou/kernel';
import { type Payment, Payments, Refunds } from '@yigou/payments';
import { claimKey, Database, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { FinishOrders } from './finish-orders';
import { lockWithPayment } from './lock-with-payment';
import { lockOrder, moveOrders } from './move-orders';
import { ORDER } from './order-status';
import { isComplete, isSettled, type OwedOrder, owedLines } from './owed-lines';

/** As whom somebody ends what is not shipped: the order's buyer, or for its supplier. */
export type RestSide = keyof typeof SIDES;
/** What of an order is ended, by whom, and in whose words. */
interface Rest {
  /** By line id. */
  readonly pieces: ReadonlyMap<string, number>;
  readonly by: By;
  readonly side: string;
  readonly reason: string;
  readonly audit: Pick<AuditRecord, 'actor' | 'address'>;
}
const SIDES = { buyer: '买家', supplier: '卖家' } as const;

/**
 * The end of what a part-shipped order still owes: pieces that will not be sent any more. Their price goes back, or is not asked for where it is paid on acceptance, their stock is free again, and the order goes on with
 * what was shipped. Freight stays with the parcels that it paid for (decision “Freight stays when a part is shipped”).
 */
@Injectable()
export class EndRest {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly stock: StockLedger,
    private readonly ending: FinishOrders,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Ends pieces by line. Throws `not_found` for an order of others or a line of another order, `order_rest_not_endable` unless a part is shipped,
   * `rest_exceeds_order` for more pieces than are still owed.
   */
  async execute(
    caller: Caller,
    side: RestSide,
    orderId: string,
    { lines, reason }: EndOrderRestBody,
    claim: IdempotencyClaim,
  ): Promise<void> {
    const paymentId = await this.paymentOf(caller, side, orderId);
    const pieces = new Map<string, number>();
    for (const { orderLineId, quantity } of lines) pieces.set(orderLineId, (pieces.get(orderLineId) ?? 0) + quantity);
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const payment = await this.payments.lock(tx, paymentId);
      const by = side === 'buyer' ? inPerson(caller) : await holdSeat(tx, caller, { kind: 'supplier' });
      const order = await this.lock(tx, orderId, pieces);
      await this.end(tx, payment, order, { pieces, by, side: SIDES[side], reason, audit: auditOf(by) });
    });
  }

  /** Ends all that a part-shipped order still owes, by nobody's wish; of any other order it leaves all as it is. `reason` is Chinese, read by buyer and supplier. */
  async endAll(orderId: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { payment, order } = await lockWithPayment(tx, this.payments, orderId);
      if (!ORDER.can(order.status, 'end_rest')) return;
      const owed = { ...order, lines: await owedLines(tx, orderId) };
      const pieces = new Map([...owed.lines].flatMap(([id, { left }]) => (left > 0 ? [[id, left]] : [])));
      await this.end(tx, payment, owed, { pieces, by: SYSTEM, side: '系统', reason, audit: { actor: null } });
    });
  }

  private async end(
    tx: Tx,
    payment: Payment,
    order: OwedOrder,
    { pieces, by, side, reason, audit }: Rest,
  ): Promise<void> {
    const orderId = order.id;
    const refundFen = sumFen(ended(order, pieces).map(({ line, quantity }) => restRefundFen(line, quantity)));
    const goods = ended(order, pieces)
      .map(({ line, quantity }) => `${line.name}×${quantity}`)
      .join('、');
    // What was not paid yet is not given back either.
    const prepaid = order.paymentTerms === 'prepaid';
    const back = `${prepaid ? '退款' : '应付款扣减'}${fenText(refundFen)}`;
    await this.stock.releasePieces(tx, {
      holder: orderId,
      lines: ended(order, pieces).map(({ line, quantity }) => ({ skuId: line.skuId, quantity })),
    });
    await moveOrders(tx, [order], {
      action: 'end_rest',
      to: isComplete(order, pieces) ? 'shipped' : 'part_shipped',
      by,
      note: `${side}结束未发部分：${goods}，${back}。原因：${reason}`,
      ended: { pieces, refundFen },
    });
    if (order.unitId !== null && isComplete(order, pieces) && isSettled(order))
      await this.ending.finish(
        tx,
        payment,
        { ...order, status: 'shipped', endedFen: order.endedFen + refundFen },
        {
          action: 'accept',
          by,
          note: prepaid ? '已发货部分均已验收，订单完成' : '已发货部分均已验收，按验收金额付款',
        },
      );
    if (refundFen > 0 && prepaid)
      await this.refunds.request(tx, {
        paymentId: payment.id,
        holder: orderId,
        cause: `rest_ended:${newId()}`,
        amountFen: refundFen,
        reason: `未发货部分不再发货：${goods}`,
      });
    await this.audit.record(tx, {
      ...audit,
      action: 'orders.rest_ended',
      subjectKind: 'order',
      subjectId: orderId,
      summary: `结束订单 ${order.number} 的未发部分：${goods}，${back}。原因：${reason}`,
    });
  }

  private async paymentOf(caller: Caller, side: RestSide, orderId: string): Promise<string> {
    const [column, owner] = side === 'buyer' ? ['user_id', caller.actor.userId] : ['supplier_id', supplierOf(caller)];
    const found = await this.db.one<{ paymentId: string }>(
      `SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
       WHERE o.id = $1 AND o.${column} = $2`,
      [orderId, owner],
    );
    if (!found) throw new DomainError('not_found');
    return found.paymentId;
  }

  private async lock(tx: Tx, orderId: string, pieces: ReadonlyMap<string, number>): Promise<OwedOrder> {
    const order = await lockOrder(tx, orderId);
    if (!order) throw new DomainError('not_found');
    if (!ORDER.can(order.status, 'end_rest')) throw new DomainError('order_rest_not_endable', { status: order.status });
    const owed = { ...order, lines: await owedLines(tx, orderId) };
    for (const [orderLineId, wanted] of pieces) {
      const line = owed.lines.get(orderLineId);
      if (!line) throw new DomainError('not_found', { orderLineId });
      if (wanted > line.left) throw new DomainError('rest_exceeds_order', { orderLineId, left: line.left, wanted });
    }
    return owed;
  }
}

function ended({ lines }: OwedOrder, pieces: ReadonlyMap<string, number>) {
  return [...lines.values()].flatMap((line) => {
    const quantity = pieces.get(line.id) ?? 0;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
}
