import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  AFTERSALES_KINDS,
  AFTERSALES_REASONS,
  type AftersalesTerms,
  mostBack,
  mostFor,
  type RouteInput,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, inPerson } from '@yigou/identity';
import { DomainError, fenText, newId } from '@yigou/kernel';
import { GiveBack } from '@yigou/orders';
import { Database, type IdempotencyClaim, UnitOfWork } from '@yigou/platform';
import { claimableOrder, termsOf } from './claimable';
import { addCase } from './move-cases';

/** A buyer asks for something back of goods that they received, by line and pieces: one case for a piece, whatever becomes of others of its line. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly back: GiveBack,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
  ) {}

  /** What of an own order may be asked back now. Throws `not_found`. */
  async terms({ actor }: Caller, orderId: string): Promise<AftersalesTerms> {
    const order = await claimableOrder(this.db, orderId);
    if (order?.userId !== actor.userId) throw new DomainError('not_found');
    return termsOf(order);
  }

  /**
   * Answers the case's id. Until it is decided receipt is not taken as confirmed. Throws `not_found` for a line of another's order, `aftersales_not_open`, `aftersales_too_late`,
   * `aftersales_exceeds_line` with `left` and `wanted` pieces, `aftersales_exceeds_paid` with `mostFen`.
   */
  open(caller: Caller, body: RouteInput<'openAftersales'>['body'], claim: IdempotencyClaim): Promise<string> {
    const by = inPerson(caller);
    return this.uow.runOnce(claim, async (tx) => {
      const found = await tx.one<{ orderId: string }>(
        'SELECT l.order_id AS "orderId" FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.id = $1 AND o.user_id = $2',
        [body.orderLineId, by.actor.userId],
      );
      if (!found) throw new DomainError('not_found');
      await this.back.lock(tx, found.orderId);
      const order = await claimableOrder(tx, found.orderId);
      const line = order?.lines.find(({ id }) => id === body.orderLineId);
      if (!order || !line) throw new DomainError('not_found');
      if (order.tooLate) throw new DomainError('aftersales_too_late', { openUntil: order.openUntil });
      if (!order.open) throw new DomainError('aftersales_not_open');
      if (body.pieces > line.pieces)
        throw new DomainError('aftersales_exceeds_line', { left: line.pieces, wanted: body.pieces });
      const mostFen = mostFor(line.rest, body.pieces, body.reason);
      if (body.amountFen > mostFen) throw new DomainError('aftersales_exceeds_paid', { mostFen });
      const { goodsFen, freightFen } = mostBack(line.rest, body.pieces);
      const { supplierId, regionCode } = order;
      const id = newId();
      const evidence = await this.evidence.attachShown(tx, body.evidence, { supplierId, regionCode });
      const number = await addCase(
        tx,
        {
          id,
          kind: body.kind,
          reason: body.reason,
          words: body.words,
          evidence,
          orderId: order.id,
          orderLineId: line.id,
          pieces: body.pieces,
          goodsMostFen: goodsFen,
          freightMostFen: freightFen,
          askedFen: body.amountFen,
          userId: by.actor.userId,
          supplierId,
          regionCode,
        },
        by,
      );
      await this.back.pauseReceipt(tx, order.id);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'aftersales.opened',
        subjectKind: 'aftersales',
        subjectId: id,
        summary: `申请售后 ${number}：订单 ${order.number} 的 ${line.name}×${body.pieces}，${AFTERSALES_KINDS[body.kind]} ${fenText(body.amountFen)}（${AFTERSALES_REASONS[body.reason]}）`,
      });
      return id;
    });
  }
}
