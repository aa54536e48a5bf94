import { Injectable } from '@nestjs/common';
import { amountDueFen } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type Payment, Payments } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { type LockedOrder, moveOrders, type OrderMove } from './move-orders';

/**
 * Where an order goes once all that was sent is taken: it is finished, or, paid on acceptance, waits for its money (R7, R22). What is asked for then is what was accepted; it was
 * never known to the provider before, so that its amount may still change.
 */
@Injectable()
export class FinishOrders {
  constructor(
    private readonly payments: Payments,
    private readonly notices: Notices,
  ) {}

  /** The caller holds payment and order. An order of which nothing is to be paid is finished, and its payment asked of nobody. */
  async finish(tx: Tx, payment: Payment, order: LockedOrder, move: Omit<OrderMove, 'to'>): Promise<void> {
    if (order.paymentTerms === 'prepaid') return moveOrders(tx, [order], { ...move, to: 'completed' });
    const endedFen = order.endedFen + (move.accepted?.refundFen ?? 0);
    const dueFen = amountDueFen({ totalFen: order.totalFen, endedFen });
    if (dueFen === 0) {
      await moveOrders(tx, [order], { ...move, to: 'completed' });
      return this.payments.cancel(tx, payment);
    }
    await moveOrders(tx, [order], { ...move, to: 'payable' });
    await tx.query('UPDATE checkout SET total_fen = $2 WHERE id = $1', [payment.holder, dueFen]);
    await this.payments.reprice(tx, payment, dueFen);
    await this.notices.tell(
      tx,
      {
        userIds: [order.userId],
        ...(order.unitId && { duty: { organisationId: order.unitId, duty: 'pay', exceptId: order.userId } }),
      },
      {
        kind: 'order',
        title: `验收完成，请按期付款：订单 ${order.number}`,
        body: `应付 ${fenText(dueFen)}${endedFen > 0 ? `，已扣除短缺、拒收和未发部分 ${fenText(endedFen)}` : ''}。可以线上支付，也可以由单位财务转账。`,
        link: `/agency/payables?id=${order.id}`,
      },
    );
  }
}
