import { Injectable } from '@nestjs/common';
import type { Delivery, RouteBody } from '@yigou/contracts';
import { type Caller, holdSeat, seatOf } from '@yigou/identity';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { type CheckoutToPlace, type PlacedCheckout, PlaceCheckout, type PlacingTerms, UnitTerms } from '@yigou/orders';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { LINES_HASH, lockRequisition, moveRequisition } from './move-requisition';
import { RequisitionNotes } from './requisition-notes';
import { REQUISITION } from './requisition-status';
import { BUYER } from './requisitions.service';

type Order = RouteBody<'placeRequisition'>;

interface ApprovedList {
  /** What is written is what was approved. */
  readonly intact: boolean;
  readonly budgetId: string | null;
  readonly remark: string;
  readonly deliveries: readonly Delivery[];
  readonly lines: readonly (CheckoutToPlace['lines'][number] & { readonly priceFen: Fen })[];
}

/** Orders out of an approved requisition: once, exactly the list, and at no higher price than was approved (decision 61). */
@Injectable()
export class OrderRequisition {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly place: PlaceCheckout,
    private readonly terms: UnitTerms,
    private readonly notes: RequisitionNotes,
  ) {}

  /**
   * Whoever buys for the unit orders, to the points that the list names, or else to an address of theirs. The same Idempotency-Key orders once.
   * Throws `forbidden`, `not_found`, `requisition_closed` unless it is approved and not ordered yet, `requisition_changed` when it is not the list that was
   * shown, `requisition_dearer` where a price has risen since, and what placing a checkout throws; nothing is written then.
   */
  async execute(caller: Caller, id: string, body: Order, claim: IdempotencyClaim): Promise<void> {
    const terms = await this.terms.placing(seatOf(caller, 'agency').organisationId);
    const placed = await this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { checkoutId: newId() });
      return first ? this.order(tx, caller, id, { ...body, ...result, ...terms }) : null;
    });
    if (placed) await this.place.announce(placed);
  }

  private async order(
    tx: Tx,
    caller: Caller,
    id: string,
    { checkoutId, linesHash, ...said }: Order & PlacingTerms & { readonly checkoutId: string },
  ): Promise<PlacedCheckout> {
    const by = await holdSeat(tx, caller, BUYER);
    const requisition = await lockRequisition(tx, id, by.seat.organisationId);
    REQUISITION.next(requisition.status, 'order');
    const approved = await approvedList(tx, id);
    if (!approved.intact || requisition.linesHash !== linesHash) throw new DomainError('requisition_changed');
    const { lines, remark, budgetId, deliveries } = approved;
    if (deliveries.length === 0 && said.addressId === undefined)
      throw new DomainError('validation_failed', { fields: { addressId: '请选择收货地址' } });
    const buyer = { id: by.actor.userId, name: by.actor.name };
    const purchase = { unitId: requisition.unitId, budgetId };
    const placed = await this.place.placeIn(tx, {
      ...said,
      addressId: said.addressId ?? null,
      checkoutId,
      buyer,
      lines,
      remark,
      deliveries,
      purchase,
    });
    requireNoDearer(placed, lines);
    await moveRequisition(tx, requisition, { action: 'order', byId: buyer.id, checkoutId });
    const totalFen = placed.attempt.amountFen;
    await this.notes.record(tx, by, { id, totalFen }, 'purchasing.requisition_ordered', { checkoutId });
    return placed;
  }
}

/** The most that an order's remark holds. */
const REMARK = 200;

/** Of a locked requisition. The supplier reads the unit's number, and day and place unless the order has them as a delivery point, in the remark, on the order and in the contract. */
async function approvedList(tx: Tx, id: string): Promise<ApprovedList> {
  const list = await tx.one<ApprovedList>(
    `SELECT q.approved_hash = ${LINES_HASH} AS intact, q.budget_id AS "budgetId",
       left(concat_ws('；', '采购单号：' || q.po_number, CASE WHEN q.deliveries = '[]' THEN
         concat_ws('；', '希望 ' || q.deliver_on || ' 送达', '收货点：' || q.deliver_to) END), ${REMARK}) AS remark, q.deliveries,
       (SELECT jsonb_agg(jsonb_build_object('skuId', l.sku_id, 'quantity', l.quantity, 'priceFen', l.price_fen) ORDER BY l.position)
          FROM purchasing_requisition_line l WHERE l.requisition_id = q.id) AS lines
     FROM purchasing_requisition q WHERE q.id = $1`,
    [id],
  );
  if (!list) throw new DomainError('not_found');
  return list;
}

/** Prices are those under the locks of the stock. Throws `requisition_dearer`; a price that fell is the unit's gain. */
function requireNoDearer({ orders }: PlacedCheckout, lines: ApprovedList['lines']): void {
  const approved = new Map(lines.map(({ skuId, priceFen }) => [skuId, priceFen]));
  const dearer = orders
    .flatMap(({ group }) => group.lines)
    .filter(({ sku, priceFen }) => priceFen > (approved.get(sku.skuId) ?? 0));
  if (dearer.length > 0) throw new DomainError('requisition_dearer', { skuIds: dearer.map(({ sku }) => sku.skuId) });
}
