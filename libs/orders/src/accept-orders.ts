import { Injectable } from '@nestjs/common';
import { restRefundFen } from '@yigou/contracts';
import type { By } from '@yigou/identity';
import { DomainError, type Fen, sumFen } from '@yigou/kernel';
import { type Payment, Payments, Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { FinishOrders } from './finish-orders';
import { type AcceptedPieces, lockOrder, moveOrders } from './move-orders';
import { ORDER } from './order-status';
import { isSettled, type OwedOrder, owedLines, unsettled } from './owed-lines';

/** An order of a unit under its payment's lock and its own. */
export interface OrderToAccept extends OwedOrder {
  readonly payment: Payment;
}
/** What two people of a unit put down of an order, and under which word it is refunded. */
export interface Acceptance {
  /** By line id. */
  readonly pieces: ReadonlyMap<string, AcceptedPieces>;
  /** One refund per word: asking again gives nothing back again. */
  readonly cause: string;
  readonly by: By;
  /** Chinese, read by buyer and supplier. */
  readonly note: string;
}

/**
 * What acceptance asks of an order: how much waits to be accepted, and that pieces were accepted or were not. What was not is refunded by the rule of what is not sent:
 * its price, without freight; it is written off, since it left the house. The order is finished, spent and counted when nothing is sent and nothing waits any more; what is paid
 * on acceptance is deducted instead, and the order waits for its money first.
 */
@Injectable()
export class AcceptOrders {
  constructor(
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly ending: FinishOrders,
  ) {}

  /** Throws `not_found` for an order of another unit, `order_not_acceptable` when nothing is there that could be accepted. */
  async lock(tx: Tx, orderId: string, unitId: string): Promise<OrderToAccept> {
    const found = await tx.one<{ paymentId: string }>(
      `SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1 AND o.unit_id = $2`,
      [orderId, unitId],
    );
    if (!found) throw new DomainError('not_found');
    const payment = await this.payments.lock(tx, found.paymentId);
    const order = await lockOrder(tx, orderId);
    if (!order) throw new DomainError('not_found');
    if (!ORDER.can(order.status, 'accept') && !ORDER.can(order.status, 'accept_part'))
      throw new DomainError('order_not_acceptable', { status: order.status });
    return { ...order, payment, lines: await owedLines(tx, orderId) };
  }

  /** Throws `not_found` for a line of another order, `acceptance_exceeds_shipped` for more pieces than wait to be accepted. */
  check({ lines }: OrderToAccept, pieces: Acceptance['pieces']): void {
    for (const [orderLineId, { accepted, refused }] of pieces) {
      const line = lines.get(orderLineId);
      if (!line) throw new DomainError('not_found', { orderLineId });
      const [left, wanted] = [unsettled(line), accepted + refused];
      if (wanted > left) throw new DomainError('acceptance_exceeds_shipped', { orderLineId, left, wanted });
    }
  }

  /** What goes back, or is not asked for, of pieces that are not accepted, in fen. */
  refundOf({ lines }: OrderToAccept, pieces: Acceptance['pieces']): Fen {
    return sumFen(
      [...pieces].map(([id, { refused }]) => {
        const line = lines.get(id);
        return line ? restRefundFen(line, refused) : 0;
      }),
    );
  }

  /** Moves the order; answers what is refunded or deducted, in fen. Throws as {@link check} does. */
  async accept(tx: Tx, order: OrderToAccept, { pieces, cause, by, note }: Acceptance): Promise<Fen> {
    this.check(order, pieces);
    const refundFen = this.refundOf(order, pieces);
    const accepted = { pieces, refundFen };
    if (order.status === 'part_shipped') await moveOrders(tx, [order], { action: 'accept_part', by, note, accepted });
    else if (isSettled({ lines: afterwards(order, pieces) }))
      await this.ending.finish(tx, order.payment, order, { action: 'accept', by, note, accepted });
    else await moveOrders(tx, [order], { action: 'accept', to: 'shipped', by, note, accepted });
    // What is paid on acceptance is not asked for instead.
    if (refundFen > 0 && order.paymentTerms === 'prepaid')
      await this.refunds.request(tx, {
        paymentId: order.payment.id,
        holder: order.id,
        cause,
        amountFen: refundFen,
        reason: '单位验收短缺或拒收部分',
      });
    return refundFen;
  }
}

function afterwards({ lines }: OrderToAccept, pieces: Acceptance['pieces']): OwedOrder['lines'] {
  return new Map(
    [...lines].map(([id, line]) => {
      const { accepted = 0, refused = 0 } = pieces.get(id) ?? {};
      const acceptedQuantity = line.acceptedQuantity + accepted;
      return [id, { ...line, acceptedQuantity, refusedQuantity: line.refusedQuantity + refused }];
    }),
  );
}
