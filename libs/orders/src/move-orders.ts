import type { Carrier, OrderOrigin, OrderStatus, PaymentTerm } from '@yigou/contracts';
import { type By, type Caller, holdSeat, joinWriter, signatureOf, supplierOf } from '@yigou/identity';
import { reservationCte } from '@yigou/inventory';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { openingCte } from '@yigou/payments';
import { atMarket, type EventRow, eventRow, eventsCte, MARKET_TODAY, type Tx } from '@yigou/platform';
import type { BudgetChoice } from '@yigou/procurement';
import { encumberOrders, followMove } from './order-budgets';
import { ORDER, type OrderAction } from './order-status';
import { LINE_COLUMNS } from './line-columns';
import type { SupplierGroup } from './order-totals';
import {
  OrderAccepted,
  OrderCancelled,
  OrderClosed,
  OrderCompleted,
  OrderDeclined,
  OrderFreightChanged,
  OrderPaid,
  OrderPayable,
  OrderPaymentExtended,
  OrderPlaced,
  OrderReceived,
  OrderRestEnded,
  OrderShipped,
  OrderSigned,
  OrderToSign,
} from './orders.events';

/** The status of an order is written here and nowhere else: whoever wants an order moved asks one of these functions. */

/** An order under its lock. */
export interface LockedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly userId: string;
  readonly supplierId: string;
  readonly totalFen: Fen;
  readonly freightFen: Fen;
  /** Of that, what is not sent any more or was not accepted. */
  readonly endedFen: Fen;
  /** The unit that it was placed for; null: for the buyer. */
  readonly unitId: string | null;
  readonly paymentTerms: PaymentTerm;
  /** Of a private order: the unit that its buyer was bound to when it was placed (R8). */
  readonly staffUnitId: string | null;
  /** What it came about from, where nobody put it into a cart. */
  readonly origin: OrderOrigin | null;
}
export interface OrderMove {
  readonly action: Exclude<OrderAction, 'place'>;
  /** Where the action leads, when it may lead to several states. */
  readonly to?: OrderStatus;
  readonly by: By;
  /** Chinese, read by the buyer. */
  readonly note: string;
  /** Pieces per order line that leave with this move, and in which parcels. */
  readonly shipped?: { readonly pieces: ReadonlyMap<string, number>; readonly parcels: readonly ShippedParcel[] };
  /** Pieces per order line that are not sent any more, and what goes back for them. */
  readonly ended?: { readonly pieces: ReadonlyMap<string, number>; readonly refundFen: Fen };
  /** Pieces per order line that a unit took and did not take, and what goes back for the latter. */
  readonly accepted?: { readonly pieces: ReadonlyMap<string, AcceptedPieces>; readonly refundFen: Fen };
}
export interface AcceptedPieces {
  readonly accepted: number;
  /** Short, damaged or refused: written off, not back in stock. */
  readonly refused: number;
  /** What the accepted pieces weigh, of what is sold by weight. */
  readonly grams?: number | null;
  /** What of the most of pieces that are taken is not billed, in fen. */
  readonly weightRefundFen: Fen;
}
export interface ShippedParcel {
  readonly carrier: Carrier;
  readonly waybill: string;
}

const COLUMNS =
  'o.id, o.number, o.status, o.user_id AS "userId", o.supplier_id AS "supplierId", o.total_fen AS "totalFen", o.freight_fen AS "freightFen", o.ended_fen AS "endedFen", o.unit_id AS "unitId", o.payment_terms AS "paymentTerms", o.staff_unit_id AS "staffUnitId", o.origin';

/** Locks the orders of a checkout, by id, and gives them as they are then. The caller holds the payment's lock. */
export function lockOrdersOf(tx: Tx, checkoutId: string): Promise<LockedOrder[]> {
  return tx.query<LockedOrder>(
    `SELECT ${COLUMNS} FROM sales_order o WHERE o.checkout_id = $1 ORDER BY o.id FOR UPDATE`,
    [checkoutId],
  );
}

/** Locks one order and gives it as it is then; undefined when there is none. */
export function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder | undefined> {
  return tx.one<LockedOrder>(`SELECT ${COLUMNS} FROM sales_order o WHERE o.id = $1 FOR UPDATE`, [orderId]);
}

/**
 * Locks an order of the caller's supplier, and the caller's seat with it, in one statement. Throws `not_found` for another supplier's, `forbidden` when the
 * seat is gone.
 */
export async function lockSuppliersOrder(tx: Tx, by: Caller, orderId: string): Promise<LockedOrder> {
  const order = await tx.one<LockedOrder>(
    `SELECT ${COLUMNS} FROM sales_order o ${joinWriter('$2', 'o.supplier_id')}
     WHERE o.id = $1 AND o.supplier_id = $3 FOR UPDATE OF o FOR SHARE OF writer`,
    [orderId, by.actor.userId, supplierOf(by)],
  );
  if (order) return order;
  await holdSeat(tx, by, { kind: 'supplier' });
  throw new DomainError('not_found');
}

/**
 * Moves locked orders along their machine, in one statement: states, their clocks, the steps, the pieces that left or are no longer sent, and what others hear of it. What
 * a unit's orders hold of its budgets follows in the same transaction: stock that goes back is locked before. Throws what the machine refuses the action with.
 */
export async function moveOrders(tx: Tx, orders: readonly LockedOrder[], move: OrderMove): Promise<void> {
  const steps = orders.map(({ id, status }) => ({
    id,
    from: status,
    to: ORDER.next(status, move.action, move.to),
    step: newId(),
  }));
  const { note, shipped, ended, accepted } = move;
  const by = signatureOf(move.by);
  const events = steps.flatMap((step) => eventsOf({ orderId: step.id, stepId: step.step }, move));
  const values = [JSON.stringify(steps), by.userId, by.name, note, JSON.stringify(events)];
  if (!shipped && !ended && !accepted) {
    await tx.query(MOVE, values);
    return followMove(tx, orders, move);
  }
  const lines = [
    ...[...(shipped?.pieces ?? [])].map(([id, quantity]) => ({ id, shipped: quantity })),
    ...[...(ended?.pieces ?? [])].map(([id, quantity]) => ({ id, ended: quantity })),
    ...[...(accepted?.pieces ?? [])].map(([id, pieces]) => ({ id, ...pieces })),
  ];
  const refundFen = ended?.refundFen ?? accepted?.refundFen ?? 0;
  await tx.query(MOVE_WITH_LINES, [...values, JSON.stringify(lines), refundFen, ended !== undefined]);
  await followMove(tx, orders, move);
}

/** Which order moved, and the step that it is. */
interface Moved {
  readonly orderId: string;
  readonly stepId: string;
}

/** What others hear of a move of an order. */
function eventsOf(moved: Moved, { action, to, by, shipped, accepted }: OrderMove): EventRow[] {
  switch (action) {
    case 'change_freight':
      return [eventRow(OrderFreightChanged, moved)];
    case 'sign':
      return [eventRow(OrderSigned, moved)];
    case 'decline':
      return [eventRow(OrderDeclined, moved)];
    case 'extend':
      return [eventRow(OrderPaymentExtended, moved)];
    case 'pay':
      return [eventRow(OrderPaid, moved)];
    case 'ship':
      return (shipped?.parcels ?? []).map(({ carrier, waybill }) =>
        eventRow(OrderShipped, { ...moved, carrier, waybill }),
      );
    case 'end_rest':
      return [eventRow(OrderRestEnded, moved)];
    case 'settle':
      return [eventRow(OrderPaid, moved), eventRow(OrderCompleted, moved)];
    case 'receive':
      return received(moved, to, signatureOf(by).userId === null);
    case 'accept_part':
    case 'accept':
      return [
        eventRow(OrderAccepted, { orderId: moved.orderId, refundFen: accepted?.refundFen ?? 0 }),
        ...(to === 'completed' || to === 'payable' ? received(moved, to, false) : []),
      ];
    case 'cancel':
      return [eventRow(OrderCancelled, moved)];
    case 'expire':
      return [eventRow(OrderClosed, moved)];
  }
}

/** All that was sent is taken; where nothing is left to pay, the order is finished with it. */
const received = (moved: Moved, to: OrderStatus | undefined, byTerm: boolean): EventRow[] => [
  eventRow(OrderReceived, { ...moved, byTerm }),
  eventRow(to === 'payable' ? OrderPayable : OrderCompleted, moved),
];

/** A clock stops, and the address from where it was placed is forgotten, when the state is left; what is paid on acceptance is due so many days after it as its contract says. */
const STATES = `status = w.to, expires_at = CASE WHEN w.to = w."from" THEN expires_at END,
      placed_from = CASE WHEN w.to = w."from" THEN placed_from END,
      paid_at = CASE WHEN w."from" = 'pending_payment' AND w.to = 'to_ship' OR w."from" = 'payable' THEN clock_timestamp() ELSE paid_at END,
      payable_at = CASE WHEN w.to = 'payable' THEN clock_timestamp() ELSE payable_at END,
      due_at = CASE WHEN w.to = 'payable' THEN clock_timestamp()
        + make_interval(days => (SELECT x.payment_days FROM order_contract x WHERE x.order_id = o.id)) ELSE due_at END,
      shipped_at = CASE WHEN w.to = 'shipped' THEN clock_timestamp() ELSE shipped_at END,
      completed_at = CASE WHEN w.to = 'completed' THEN clock_timestamp() ELSE completed_at END,
      closed_at = CASE WHEN w.to IN ('cancelled', 'expired') THEN clock_timestamp() ELSE closed_at END`;
const WANTED = `wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, "from" text, "to" text, step uuid)),
  ${eventsCte('$5')}`;
const STEPS = `INSERT INTO order_step (id, order_id, from_status, to_status, actor_id, actor_name, note)
  SELECT step, id, "from", "to", $2, $3, $4 FROM wanted`;
const MOVE = `WITH ${WANTED},
  moved AS (UPDATE sales_order o SET ${STATES} FROM wanted w WHERE o.id = w.id)
  ${STEPS}`;
const MOVE_WITH_LINES = `WITH ${WANTED},
  moved AS (
    UPDATE sales_order o SET ${STATES}, ended_fen = ended_fen + $7::bigint,
      rest_ended_at = CASE WHEN $8::boolean THEN clock_timestamp() ELSE rest_ended_at END
    FROM wanted w WHERE o.id = w.id),
  line_row AS (
    UPDATE order_line l SET shipped_quantity = shipped_quantity + coalesce(t.shipped, 0), ended_quantity = ended_quantity + coalesce(t.ended, 0),
      accepted_quantity = accepted_quantity + coalesce(t.accepted, 0), refused_quantity = refused_quantity + coalesce(t.refused, 0),
      accepted_grams = accepted_grams + coalesce(t.grams, 0), weight_refund_fen = weight_refund_fen + coalesce(t."weightRefundFen", 0)
    FROM jsonb_to_recordset($6::jsonb) AS t (id uuid, shipped int, ended int, accepted int, refused int, grams bigint, "weightRefundFen" bigint) WHERE l.id = t.id)
  ${STEPS}`;

/** Orders about to be placed under one checkout, one per supplier. */
export interface OrdersToPlace {
  readonly buyer: { readonly id: string; readonly name: string };
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly totalFen: Fen;
  readonly orders: readonly { readonly id: string; readonly group: SupplierGroup }[];
  readonly remark: string;
  /** For which unit, and of which budget; null: for the buyer. */
  readonly purchase: BudgetChoice | null;
  readonly paymentTerms: PaymentTerm;
  /** How long they may be paid; what a unit orders, how long it may be signed. Null: until they are paid or cancelled, however long that takes. */
  readonly minutes: number | null;
  /** From what they come about where nobody put them into a cart. */
  readonly origin: { readonly kind: OrderOrigin; readonly id: string } | null;
  /** The network address that it counts to while it is not paid; null: to none. */
  readonly placedFrom: string | null;
  /** Its stock and its payment, written by the same statement; null: the caller has reserved and opened them. */
  readonly along: { readonly reservation: string; readonly opening: string } | null;
}

/** An order as it was placed. */
export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  /** When it closes unless it is paid, or signed, as the views write it; null: it waits. */
  readonly expiresAt: string | null;
}

/**
 * Checkout, orders, lines and first steps in one statement; what was ordered leaves the cart that it came from. What a unit buys is encumbered of its budget before, so that no ceiling is
 * passed. The caller holds the stock's locks. Gives the orders by their numbers. Throws `budget_exceeded` and what else keeps a budget from paying.
 */
export async function placeOrders(tx: Tx, placed: OrdersToPlace): Promise<PlacedOrder[]> {
  const { buyer, checkoutId, orders, purchase } = placed;
  const costs = orders.map(({ id, group }) => ({ id, totalFen: group.totalFen }));
  const budgetId = purchase && (await encumberOrders(tx, purchase, costs));
  const orderRows = orders.map(({ id, group }) => ({
    id,
    supplier: group.supplierId,
    region: group.lines[0]?.sku.countyCode ?? null,
    goods: group.goodsFen,
    freight: group.freight?.freightFen ?? 0,
    total: group.totalFen,
    step: newId(),
    ...placeOf(group),
  }));
  const lines = orders.flatMap(({ id: order, group }) => group.lines.map((line) => ({ order, ...line })));
  const { along } = placed;
  return tx.query<PlacedOrder>(along ? PLACE_WITH_ALL : PLACE, [
    checkoutId,
    buyer.id,
    placed.paymentId,
    placed.totalFen,
    placed.minutes,
    JSON.stringify(orderRows),
    placed.remark,
    buyer.name,
    lines.map(() => newId()),
    ORDER.next(null, 'place', purchase ? 'to_sign' : 'pending_payment'),
    JSON.stringify(
      orders.flatMap(({ id: orderId }) => [
        eventRow(OrderPlaced, { orderId }),
        ...(purchase ? [eventRow(OrderToSign, { orderId })] : []),
      ]),
    ),
    purchase?.unitId ?? null,
    budgetId,
    placed.paymentTerms,
    placed.origin?.kind ?? null,
    placed.origin?.id ?? null,
    placed.origin ? '团购成团，生成订单' : '提交订单',
    ...LINE_COLUMNS.map((of) => lines.map(of)),
    placed.placedFrom,
    ...(along ? [along.reservation, along.opening] : []),
  ]);
}

/** Where an order goes, as its row keeps it. What is placed has an address: who places it has seen to that. */
const placeOf = ({ address, delivery }: SupplierGroup) => ({
  receiver: address?.receiver,
  phone: address?.phone,
  place: address?.region.code,
  path: address?.region.path,
  detail: address?.detail,
  delivery,
});

/** The columns of lines, as {@link LINE_COLUMNS} has them, follow the other parameters; then comes the address. `along`: further members of the WITH list. */
const placing = (along: string): string => `WITH checkout_row AS (
    INSERT INTO checkout (id, user_id, payment_id, total_fen, expires_at)
    VALUES ($1, $2, $3, $4, now() + coalesce(make_interval(mins => $5), interval '1 year')) RETURNING id, expires_at)${along},
  wanted AS (
    SELECT * FROM jsonb_to_recordset($6::jsonb)
      AS o (id uuid, supplier uuid, region text, goods bigint, freight bigint, total bigint, step uuid, receiver text, phone text, place text, path text,
        detail text, delivery jsonb)),
  order_row AS (
    INSERT INTO sales_order (id, number, checkout_id, user_id, supplier_id, region_code, status, goods_fen, freight_fen, total_fen,
      receiver, phone, delivery_region_code, region_path, detail, remark, expires_at, unit_id, budget_id, payment_terms, placed_with, delivery, staff_unit_id, origin, origin_id, placed_from)
    SELECT wanted.id,
      'YG' || to_char(${atMarket('now()')}, 'YYMMDD') || zero_padded(nextval('order_number'), 7),
      $1, $2, supplier, region, $10, goods, freight, total, receiver, phone, place, path, detail, $7, CASE WHEN $5::int IS NOT NULL THEN checkout_row.expires_at END, $12, $13, $14, CASE WHEN $12::uuid IS NOT NULL THEN $1::uuid END, delivery,
      (SELECT s.unit_id FROM staff_binding s JOIN budget_unit u ON u.organisation_id = s.unit_id AND u.ends_on > ${MARKET_TODAY}
       WHERE $12::uuid IS NULL AND $15::text IS NULL AND s.user_id = $2 AND s.left_at IS NULL),
      $15, $16, $32
    FROM wanted, checkout_row RETURNING id, number, status, expires_at),
  ${eventsCte('$11')},
  step_row AS (
    INSERT INTO order_step (id, order_id, from_status, to_status, actor_id, actor_name, note)
    SELECT step, wanted.id, NULL, $10, $2, $8, $17 FROM wanted),
  cart_row AS (
    DELETE FROM cart_line USING cart
    WHERE cart.id = cart_line.cart_id AND cart.user_id = $2 AND $15::text IS NULL AND cart_line.sku_id = ANY($19::uuid[])),
  line_row AS (
    INSERT INTO order_line (id, order_id, sku_id, product_id, product_name, sku_name, photo_key, certificate_number,
      county_name, category_slug, net_weight_grams, price_fen, quantity, line_fen, weight_terms)
    SELECT * FROM unnest($9::uuid[], $18::uuid[], $19::uuid[], $20::uuid[], $21::text[], $22::text[], $23::text[], $24::text[],
      $25::text[], $26::text[], $27::int[], $28::bigint[], $29::int[], $30::bigint[], $31::jsonb[]))
  SELECT id, number, status, to_jsonb(expires_at) #>> '{}' AS "expiresAt" FROM order_row ORDER BY number`;
const PLACE = placing('');
/** With what belongs to it in its neighbours' tables, by fragments of theirs: a checkout waits for one answer instead of three. */
const PLACE_WITH_ALL = placing(`, ${reservationCte('$33')}, ${openingCte('$34')}`);
