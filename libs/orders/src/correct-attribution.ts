import { Injectable } from '@nestjs/common';
import type { OrderStatus, RouteInput } from '@yigou/contracts';
import { type Caller, holdSeat, type SeatRule } from '@yigou/identity';
import { DomainError, type Fen } from '@yigou/kernel';
import { type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { Corrections, type FinishedGoods, moveCounted } from '@yigou/procurement';
import { lockOrder } from './move-orders';
import { FINISHED_GOODS } from './order-budgets';

const MANAGER: SeatRule = { kind: 'agency', roles: ['manager'] };
const FINANCE: SeatRule = { kind: 'finance', roles: ['manager', 'clerk'] };

/** R9: before anything is shipped an order is cancelled and placed anew. */
const CORRECTABLE: readonly OrderStatus[] = ['part_shipped', 'shipped', 'payable', 'completed'];

type Decision = RouteInput<'decideRegionCorrection'>['body'];
interface Facts {
  readonly supplierName: string;
  readonly orderedAt: Date;
  readonly goodsFen: Fen;
  readonly year: number;
}

/**
 * That an order counts to another unit than the one that it was placed for (R9). Its status, budget, contract and payment stay with the unit that ordered it; what it
 * fulfils moves. Of an order that is not finished yet nothing moves: it is counted by the correction when it is (R7).
 */
@Injectable()
export class CorrectAttribution {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrections: Corrections,
  ) {}

  /**
   * By the manager of the unit that it was placed for; answers the request's id. Throws `forbidden`, `not_found` for another unit's order, `order_not_correctable`, and
   * as {@link Corrections.ask} does.
   */
  ask(
    caller: Caller,
    { orderNumber, ...said }: RouteInput<'askShareCorrection'>['body'],
    claim: IdempotencyClaim,
  ): Promise<string> {
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, MANAGER);
      const found = await tx.one<{ id: string }>('SELECT id FROM sales_order WHERE number = $1 AND unit_id = $2', [
        orderNumber,
        by.seat.organisationId,
      ]);
      const order = found && (await lockOrder(tx, found.id));
      if (!order?.unitId) throw new DomainError('not_found', { orderNumber }, '本单位没有这个订单，请核对订单号。');
      if (!CORRECTABLE.includes(order.status)) throw new DomainError('order_not_correctable', { status: order.status });
      const of = { holder: order.id, orderNumber, unitId: order.unitId };
      return this.corrections.ask(tx, by, { ...(await factsOf(tx, order.id)), ...said, ...of });
    });
  }

  /** By the finance department that is over both units. Throws `forbidden`, `not_found`, `correction_closed`, `share_year_closed`. */
  decide(caller: Caller, id: string, { decision, reason }: Decision): Promise<void> {
    return decision === 'approve' ? this.approve(caller, id, reason) : this.corrections.reject(caller, id, reason);
  }

  private async approve(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      const orderId = await this.corrections.orderOf(tx, by, id);
      await lockOrder(tx, orderId);
      // Read before the correction holds: of the unit that it has been counted to.
      const counted = await tx.query<FinishedGoods>(FINISHED_GOODS(`o.id = $1 AND o.status = 'completed'`), [orderId]);
      const { toUnitId } = await this.corrections.approve(tx, by, id, reason);
      await moveCounted(tx, counted, toUnitId);
    });
  }
}

async function factsOf(tx: Tx, orderId: string): Promise<Facts> {
  const facts = await tx.one<Facts>(
    `SELECT s.name AS "supplierName", o.created_at AS "orderedAt", o.goods_fen - o.discount_fen AS "goodsFen", b.year::int
     FROM sales_order o JOIN budget b ON b.id = o.budget_id JOIN organisation s ON s.id = o.supplier_id WHERE o.id = $1`,
    [orderId],
  );
  if (!facts) throw new DomainError('not_found');
  return facts;
}
