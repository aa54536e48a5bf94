import { Injectable } from '@nestjs/common';
import { nominalPieceFen, restRefundFen, weightRefundFen } from '@yigou/contracts';
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
/** Pieces of a line as two people counted them, and weighed what they took of it if it is sold by weight. */
export type CountedPieces = Pick<AcceptedPieces, 'accepted' | 'refused' | 'grams'>;

/** What two people of a unit put down of an order, and under which word it is refunded. */
export interface Acceptance {
  /** By line id. */
  readonly pieces: ReadonlyMap<string, CountedPieces>;
  /** One refund per word: asking again gives nothing back again. */
  readonly cause: string;
  readonly by: By;
  /** Chinese, read by buyer and supplier. */
  readonly note: string;
  /** Why something goes back, Chinese; a unit's own words unless it is said. */
  readonly reason?: string;
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
    const order = await this.locked(tx, orderId, found?.paymentId);
    if (!ORDER.can(order.status, 'accept') && !ORDER.can(order.status, 'accept_part'))
      throw new DomainError('order_not_acceptable', { status: order.status });
    return order;
  }

  /**
   * An order that came about by a group purchase, for who knows whose goods they are: its recipient. Throws `not_found` for any other; whether anything of it
   * could be accepted its state says.
   */
  async lockGiven(tx: Tx, orderId: string): Promise<OrderToAccept> {
    const found = await tx.one<{ paymentId: string }>(
      `SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1 AND o.unit_id IS NULL AND o.origin IS NOT NULL`,
      [orderId],
    );
    return this.locked(tx, orderId, found?.paymentId);
  }

  private async locked(tx: Tx, orderId: string, paymentId: string | undefined): Promise<OrderToAccept> {
    if (paymentId === undefined) throw new DomainError('not_found');
    const payment = await this.payments.lock(tx, paymentId);
    const order = await lockOrder(tx, orderId);
    if (!order) throw new DomainError('not_found');
    return { ...order, payment, lines: await owedLines(tx, orderId) };
  }

  /**
   * Throws `not_found` for a line of another order, `acceptance_exceeds_shipped` for more pieces than wait to be accepted, `validation_failed` at the place of a line that
   * is sold by weight and was not weighed, or the other way round.
   */
  check({ lines }: OrderToAccept, pieces: Acceptance['pieces']): void {
    for (const [orderLineId, { accepted, refused }] of pieces) {
      const line = lines.get(orderLineId);
      if (!line) throw new DomainError('not_found', { orderLineId });
      const [left, wanted] = [unsettled(line), accepted + refused];
      if (wanted > left) throw new DomainError('acceptance_exceeds_shipped', { orderLineId, left, wanted });
    }
    const unweighed = [...pieces].flatMap(([id, { accepted, grams = null }], at): [string, string][] => {
      const weighs = accepted > 0 && lines.get(id)?.weight !== null;
      if (weighs === (grams !== null)) return [];
      return [[`lines.${at}.grams`, weighs ? '按实称结算，请填写收下的重量' : '按件结算，不用填写重量']];
    });
    if (unweighed.length > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries(unweighed) });
  }

  /** What goes back, or is not asked for, of pieces that are not accepted, and of those that weigh less than the most, in fen. */
  refundOf(order: OrderToAccept, pieces: Acceptance['pieces']): Fen {
    return sumFen(
      [...weighed(order, pieces)].flatMap(([id, { refused, weightRefundFen: back }]) => {
        const line = order.lines.get(id);
        return line ? [restRefundFen(line, refused), back] : [];
      }),
    );
  }

  /** Moves the order; answers what is refunded or deducted, in fen. Throws as {@link check} does. */
  async accept(tx: Tx, order: OrderToAccept, { pieces, cause, by, note, reason }: Acceptance): Promise<Fen> {
    this.check(order, pieces);
    const refundFen = this.refundOf(order, pieces);
    const accepted = { pieces: weighed(order, pieces), refundFen };
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
        reason:
          reason ??
          ([...pieces.values()].some(({ grams = null }) => grams !== null)
            ? '单位验收：短缺、拒收和按实称结算的差额'
            : '单位验收短缺或拒收部分'),
      });
    return refundFen;
  }
}

/** With what goes back of the most of what was weighed. */
function weighed({ lines }: Pick<OwedOrder, 'lines'>, pieces: Acceptance['pieces']): Map<string, AcceptedPieces> {
  return new Map(
    [...pieces].map(([id, counted]) => {
      const { accepted, grams = null } = counted;
      const terms = lines.get(id)?.weight;
      const back = terms && grams !== null ? weightRefundFen(terms, { pieces: accepted, grams }) : 0;
      return [id, { ...counted, weightRefundFen: back }];
    }),
  );
}

/**
 * What goes back of an order that is finished without anybody having weighed the rest of it: a piece then weighs what it should. By line id, with nothing accepted; no
 * line where nothing goes back.
 */
export function unweighedRest({ lines }: Pick<OwedOrder, 'lines'>): Map<string, AcceptedPieces> {
  const rest = [...lines.values()].flatMap((line): [string, AcceptedPieces][] => {
    const back = line.weight ? (line.priceFen - nominalPieceFen(line.weight)) * unsettled(line) : 0;
    return back > 0 ? [[line.id, { accepted: 0, refused: 0, weightRefundFen: back }]] : [];
  });
  return new Map(rest);
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
