import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type AcceptedLine, kilograms, type RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError, fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type Acceptance, AcceptOrders } from '@yigou/orders';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { ACCEPTANCE } from './acceptance-status';
import { type LockedAcceptance, lockAcceptance, moveAcceptance, signSheet } from './move-acceptance';

/** Who accepts goods (§1); managers may do all that their clerks may. */
export const ACCEPTOR: SeatRule = { kind: 'agency', duty: 'accept' };

type Sheet = RouteInput<'signAcceptance'>['body'];

/**
 * Acceptance of a unit's order by two people (两人验收): the first records what came and signs, the second, who is somebody else whatever seats both have, confirms or
 * sends it back. Nothing moves before the second signature; then order, refund and budget do in its transaction.
 */
@Injectable()
export class Acceptances {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: AcceptOrders,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Records what came of an order of the caller's unit; answers the sheet's id. The same Idempotency-Key records once, however late the phone sends it again.
   * Throws `forbidden`, `not_found` (order, line), `order_not_acceptable`, `acceptance_open` while another sheet waits, `acceptance_exceeds_shipped`,
   * `validation_failed` for photos that are not the caller's, and for what is sold by weight and was not weighed.
   */
  sign(caller: Caller, orderId: string, body: Sheet, claim: IdempotencyClaim): Promise<string> {
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { acceptanceId: newId() });
      const id = result.acceptanceId;
      if (!first) return id;
      const by = await holdSeat(tx, caller, ACCEPTOR);
      const unitId = by.seat.organisationId;
      const order = await this.orders.lock(tx, orderId, unitId);
      const open = await tx.one(`SELECT FROM purchasing_acceptance WHERE order_id = $1 AND status = 'signed'`, [
        orderId,
      ]);
      if (open) throw new DomainError('acceptance_open');
      const pieces = piecesOf(body.lines);
      this.orders.check(order, pieces);
      const photos = body.lines.flatMap((line) => line.photos);
      const belonging = { unitId, supplierId: order.supplierId };
      await this.evidence.attachForUnit(tx, photos, by.actor.userId, belonging);
      const refundFen = this.orders.refundOf(order, pieces);
      await signSheet(tx, { ...body, id, orderId, unitId, firstId: by.actor.userId, refundFen });
      await this.notices.tell(
        tx,
        { duty: { organisationId: unitId, duty: 'accept', exceptId: by.actor.userId } },
        {
          kind: 'acceptance',
          title: `请复核验收单：订单 ${order.number}`,
          body: `${by.actor.name}已登记并签字，需要另一位验收人复核。`,
          link: `/agency/acceptances?id=${id}`,
        },
      );
      await this.note(tx, by, id, {
        action: 'purchasing.acceptance_signed',
        summary: `登记订单 ${order.number} 的验收单`,
      });
      return id;
    });
  }

  /**
   * The second signature: what was accepted is accepted of the order, the difference is refunded and its budget freed. Throws `forbidden`, `not_found`,
   * `own_acceptance` for who signed first, `acceptance_closed`, and `order_not_acceptable` or `acceptance_exceeds_shipped` when the order was finished meanwhile.
   */
  async confirm(caller: Caller, id: string, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { acceptanceId: id });
      if (!first) return;
      const { by, sheet } = await this.holdSecond(tx, caller, id);
      ACCEPTANCE.next(sheet.status, 'confirm');
      const order = await this.orders.lock(tx, sheet.orderId, sheet.unitId);
      const lines = await tx.query<CountedLine>(
        'SELECT order_line_id AS "orderLineId", accepted, grams, short, refused FROM purchasing_acceptance_line WHERE acceptance_id = $1 ORDER BY position',
        [id],
      );
      const refundFen = await this.orders.accept(tx, order, {
        pieces: piecesOf(lines),
        cause: `acceptance:${id}`,
        by,
        note: noteOf(sheet, by, lines),
      });
      await moveAcceptance(tx, sheet, { action: 'confirm', byId: by.actor.userId, refundFen });
      const summary = `复核订单 ${order.number} 的验收单 ${sheet.number}，${order.paymentTerms === 'prepaid' ? '退款' : '应付款扣减'} ${fenText(refundFen)}`;
      await this.note(tx, by, id, { action: 'purchasing.acceptance_confirmed', summary });
    });
  }

  /** Sends it back: the first person writes another. Throws `forbidden`, `not_found`, `own_acceptance`, `acceptance_closed`. */
  async return(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, sheet } = await this.holdSecond(tx, caller, id);
      await moveAcceptance(tx, sheet, { action: 'return', byId: by.actor.userId, reason });
      const summary = `退回验收单 ${sheet.number}：${reason}`;
      await this.notices.tell(
        tx,
        { userIds: [sheet.firstId] },
        {
          kind: 'acceptance',
          title: `验收单被退回：${sheet.number}`,
          body: `原因：${reason}。请核对后重新登记。`,
          link: `/agency/acceptances?id=${id}`,
        },
      );
      await this.note(tx, by, id, { action: 'purchasing.acceptance_returned', summary });
    });
  }

  /** A sheet that waited when its order was finished without it is of no consequence any more. Safe to repeat. */
  async lapse(orderId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const open = await tx.one<Pick<LockedAcceptance, 'id' | 'status'>>(
        `SELECT id, status FROM purchasing_acceptance WHERE order_id = $1 AND status = 'signed' FOR UPDATE`,
        [orderId],
      );
      const over = await tx.one(`SELECT FROM sales_order WHERE id = $1 AND status IN ('payable', 'completed')`, [
        orderId,
      ]);
      if (open && over) await moveAcceptance(tx, open, { action: 'lapse', byId: null });
    });
  }

  private async holdSecond(
    tx: Tx,
    caller: Caller,
    id: string,
  ): Promise<{ readonly by: SeatedCaller; readonly sheet: LockedAcceptance }> {
    const by = await holdSeat(tx, caller, ACCEPTOR);
    const sheet = await lockAcceptance(tx, id, by.seat.organisationId);
    if (sheet.firstId === by.actor.userId) throw new DomainError('own_acceptance');
    return { by, sheet };
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    said: {
      readonly action: `purchasing.acceptance_${'signed' | 'confirmed' | 'returned'}`;
      readonly summary: string;
    },
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), ...said, subjectKind: 'acceptance', subjectId });
  }
}

type CountedLine = Pick<AcceptedLine, 'orderLineId' | 'accepted' | 'grams' | 'short' | 'refused'>;

/** What is short and what is refused are the same to the order: it is not taken, and not paid. */
const piecesOf = (lines: readonly CountedLine[]): Acceptance['pieces'] =>
  new Map(
    lines.map(({ orderLineId, accepted, grams, short, refused }) => [
      orderLineId,
      { accepted, grams, refused: short + refused },
    ]),
  );

function noteOf({ number, firstName }: LockedAcceptance, by: SeatedCaller, lines: readonly CountedLine[]): string {
  const sum = (of: (line: CountedLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const counts = [
    `验收 ${sum((line) => line.accepted)} 件`,
    ...[sum((line) => line.grams ?? 0)].filter(Boolean).map((grams) => `实称 ${kilograms(grams)}`),
    ...[sum((line) => line.short)].filter(Boolean).map((pieces) => `短缺 ${pieces} 件`),
    ...[sum((line) => line.refused)].filter(Boolean).map((pieces) => `拒收 ${pieces} 件`),
  ];
  return `${counts.join('，')}。验收单 ${number}，${firstName}登记，${by.actor.name}复核`;
}
