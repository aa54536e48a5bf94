import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/**
 * What happens to an order, published by its mover in the statement that moves it. Where nobody listens yet the event is told all the same: what the campaigns, the
 * procurement and the after-sales need to know of an order is what these say, and a hearer that comes later finds them without a change to the orders.
 */
const order = z.object({
  orderId: z.uuid(),
  /** The step of the order that it is: who did it, from where to where, and the words. */
  stepId: z.uuid().optional(),
});

export const OrderPlaced = defineEvent('orders.placed', order, {
  unheard: 'nothing follows from an order that nobody paid; a campaign that reserves a quota will listen',
});
/** A budget unit ordered: the supplier is to sign or to decline until the order closes by itself. */
export const OrderToSign = defineEvent('orders.to_sign', order);
/** The supplier changed what the freight of an order costs that it has not signed yet. */
export const OrderFreightChanged = defineEvent('orders.freight_changed', order, {
  unheard: 'budgets follow and the buyer is told in the same transaction',
});
/** The supplier signed the contract of a unit's order: its time to pay begins. */
export const OrderSigned = defineEvent('orders.signed', order, {
  unheard: 'the contract is written in the same transaction; a provider of electronic signatures will listen',
});
export const OrderDeclined = defineEvent('orders.declined', order, {
  unheard: 'stock and budget go back and the buyer is told in the same transaction; fraud watch will listen',
});
export const OrderPaymentExtended = defineEvent('orders.payment_extended', order);
export const OrderPaid = defineEvent('orders.paid', order);
/** All of an order that is paid on acceptance was accepted: its money is due. */
export const OrderPayable = defineEvent('orders.payable', order);
/** One parcel of an order was handed over. */
export const OrderShipped = defineEvent('orders.shipped', order.extend({ carrier: z.string(), waybill: z.string() }));
/** Goods that were still owed are no longer sent; their price is on its way back. */
export const OrderRestEnded = defineEvent('orders.rest_ended', order);
/** A budget unit took goods, two of its people signed; what it did not take is on its way back, in fen. */
export const OrderAccepted = defineEvent('orders.accepted', z.object({ orderId: z.uuid(), refundFen: z.int() }), {
  unheard: 'refund and budget follow in the same transaction; settlement with the supplier will listen',
});
/** Receipt was confirmed: by the buyer, or because the term after delivery was over. */
export const OrderReceived = defineEvent('orders.received', order.extend({ byTerm: z.boolean() }));
/** Nothing is owed any more; settlement and ratings will listen, too. */
export const OrderCompleted = defineEvent('orders.completed', order);
export const OrderCancelled = defineEvent('orders.cancelled', order);
/** Nobody signed or paid in time. */
export const OrderClosed = defineEvent('orders.closed', order);
