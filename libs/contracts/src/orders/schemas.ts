import * as z from 'zod';
import { PhotoKey, WeightOffer } from '../catalogue/schemas';
import {
  CalendarDate,
  Cursor,
  Fen,
  Id,
  Instant,
  listOf,
  MOST_ORDER_LINES,
  page,
  PageSize,
  Phone,
  PriceFen,
  printed,
  Quantity,
  RegionCode,
  RegionRef,
  text,
  Words,
} from '../common';
import { Deliveries, DeliveryTerms, isWhollyDelivered, NOT_WHOLLY_DELIVERED } from './delivery-schemas';
import { STOCK_STATE_CODES } from '../inventory/labels';
import { ParcelView } from '../logistics/schemas';
import { DisputeView, PaymentView, RefundView } from '../payments/schemas';
import {
  OPEN_ORDER_FATE_CODES,
  ORDER_ORIGIN_CODES,
  ORDER_STATUS_CODES,
  ORDER_TROUBLE_CODES,
  ORDERS_POLICIES,
  PAYMENT_TERM_CODES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const ORDERS_POLICY_VALUES = {
  'order.payment_minutes': z.int().min(5).max(43_200),
  'order.unpaid_per_person': z.int().min(1).max(1_000),
  'order.unpaid_per_address': z.int().min(1).max(100_000),
  'order.unpaid_stock_bp': z.int().min(1).max(10_000),
  'order.unpaid_free_pieces': z.int().min(0).max(10_000),
  'order.carts_per_address': z.int().min(1).max(100_000),
  'order.auto_confirm_days': z.int().min(1).max(90),
  'order.wind_up_days': z.int().min(1).max(90),
  'order.unit_accept_days': z.int().min(1).max(90),
  'order.sign_days': z.int().min(1).max(60),
  'order.unit_payment_days': z.int().min(1).max(180),
  'order.unit_extension_days': z.int().min(1).max(90),
  'order.on_acceptance': z.boolean(),
  'order.on_acceptance_days': z.int().min(1).max(180),
  'order.arrears_lock': z.boolean(),
} as const satisfies Record<keyof typeof ORDERS_POLICIES, z.core.$ZodType>;

export const AddToCartBody = z.strictObject({ skuId: Id, quantity: Quantity });
export const SetCartLineBody = z.strictObject({ quantity: Quantity });
export const CartLine = z.object({
  skuId: Id,
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  photo: PhotoKey.nullable(),
  priceFen: PriceFen,
  quantity: z.int(),
  lineFen: Fen,
  stockState: z.enum(STOCK_STATE_CODES),
  available: z.int(),
  /** Fewer are not sold; more than 1 for budget units alone. */
  minimum: z.int(),
  /** Of a budget unit: sold by weight, and priced at the most that a piece may come to; null: by the piece. */
  weight: WeightOffer.nullable(),
  /** False when the product is no longer sold; such a line is shown but cannot be ordered. */
  orderable: z.boolean(),
});
export const CartView = z.object({
  groups: z.array(z.object({ supplierId: Id, supplierName: z.string(), lines: z.array(CartLine), goodsFen: Fen })),
  goodsFen: Fen,
  /** Number of different SKUs. */
  count: z.int(),
});
export type CartView = z.infer<typeof CartView>;

/** Answer of a change to the cart: the badge needs no more. */
export const CartCount = z.object({ count: z.int() });
export const AddressInput = z.strictObject({
  receiver: printed(30),
  phone: Phone,
  regionCode: RegionCode,
  detail: printed(120, 3),
  isDefault: z.boolean().default(false),
});
export const Address = z.object({
  id: Id,
  receiver: z.string(),
  phone: z.string(),
  region: RegionRef,
  detail: z.string(),
  isDefault: z.boolean(),
});
export type Address = z.infer<typeof Address>;
export const AddressList = z.object({ items: z.array(Address) });
const CheckoutLineInput = z.strictObject({
  skuId: Id,
  quantity: Quantity,
});
export const PreviewCheckoutBody = z
  .strictObject({
    lines: z.array(CheckoutLineInput).min(1).max(MOST_ORDER_LINES),
    /** One of the caller's own; null: not chosen yet, or `deliveries` say where to. */
    addressId: Id.nullable(),
    /** To points of the unit that the caller sits in; each gives orders of its own. */
    deliveries: Deliveries.optional(),
    /** Bought for oneself although one sits in a unit: at everybody's prices. */
    personal: z.boolean().optional(),
  })
  .refine(isWhollyDelivered, NOT_WHOLLY_DELIVERED);
export const CheckoutGroup = z.object({
  supplierId: Id,
  supplierName: z.string(),
  lines: z.array(CartLine),
  goodsFen: Fen,
  freightFen: Fen,
  freightRule: z.string(),
  deliverable: z.boolean(),
  totalFen: Fen,
  /** To which point of a unit, and when; null: to the address. */
  delivery: DeliveryTerms.nullable(),
});
/** More pieces than units may still order of a SKU in the market's week. */
export const WeekOver = z.object({
  skuId: Id,
  /** As many as are wanted, wherever they go. */
  quantity: z.int(),
  /** Of the whole week. */
  weekly: z.int(),
  /** What other orders of units leave of it. */
  left: z.int(),
  /** Monday and Sunday. */
  from: CalendarDate,
  to: CalendarDate,
});
export type WeekOver = z.infer<typeof WeekOver>;
export const CheckoutPreview = z.object({
  groups: z.array(CheckoutGroup),
  goodsFen: Fen,
  freightFen: Fen,
  totalFen: Fen,
  /** The most that the payment provider takes at once; a larger total is refused with `checkout_too_large`. */
  limitFen: Fen,
  orderable: z.boolean(),
  /** What of it passes the capacity of this week that its seller names for units; placing it would be refused with `bulk_capacity_reached`. */
  overWeek: z.array(WeekOver),
  /** Why it would be refused for what the buyer, or everybody at their network, holds unpaid, with what to do, in Chinese; null where it would not. Of who buys for themselves alone. */
  unpaid: z.string().nullable().optional(),
  /** Whether the unit may pay after acceptance: policy and every supplier grant it. Of who buys for a unit alone. */
  onAcceptance: z.object({ granted: z.boolean(), days: z.int() }).optional(),
});
export type CheckoutPreview = z.infer<typeof CheckoutPreview>;
export const PlaceCheckoutBody = z
  .strictObject({
    lines: z.array(CheckoutLineInput).min(1).max(MOST_ORDER_LINES),
    /** One of the caller's own; null where `deliveries` say where to. */
    addressId: Id.nullable(),
    /** To points of the unit that the caller sits in; each gives orders of its own. */
    deliveries: Deliveries.optional(),
    /** The total the buyer saw; another one now is refused with `price_changed`, so that nobody pays what was not shown. */
    expectedTotalFen: Fen,
    remark: printed(200, 0).default(''),
    /** Of which budget of the unit that the caller sits in; its canteen's of this year where none is named. */
    budgetId: Id.optional(),
    /** When the unit pays; before it is sent where nothing is said. */
    paymentTerms: z.enum(PAYMENT_TERM_CODES).optional(),
    /** Bought for oneself and with one's own money, although one sits in a unit. */
    personal: z.boolean().optional(),
  })
  .refine(isWhollyDelivered, NOT_WHOLLY_DELIVERED)
  .refine(({ addressId, deliveries }) => addressId !== null || !!deliveries?.length, {
    message: '请选择收货地址',
    path: ['addressId'],
  });
export type PlaceCheckoutBody = z.infer<typeof PlaceCheckoutBody>;
export const CheckoutView = z.object({
  id: Id,
  totalFen: Fen,
  payment: PaymentView,
  /** When unpaid orders close and their stock is released. */
  expiresAt: Instant,
  orders: z.array(
    z.object({
      id: Id,
      number: z.string(),
      status: z.enum(ORDER_STATUS_CODES),
      supplierName: z.string(),
      totalFen: Fen,
    }),
  ),
});
export type CheckoutView = z.infer<typeof CheckoutView>;
export const OrderLineView = z.object({
  id: Id,
  skuId: Id,
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  photo: PhotoKey.nullable(),
  certificateNumber: z.string().nullable(),
  countyName: z.string().nullable(),
  priceFen: PriceFen,
  quantity: z.int(),
  shippedQuantity: z.int(),
  /** Pieces that are not sent any more. */
  endedQuantity: z.int(),
  /** Of what was shipped to a budget unit: what two of its people accepted, and what was short, damaged or refused. */
  acceptedQuantity: z.int(),
  refusedQuantity: z.int(),
  discountFen: Fen,
  /** Of one piece; null when it was not known at the order. */
  netWeightGrams: z.int().nullable(),
  lineFen: Fen,
  /** Sold by weight: the price of a piece is then the most that it may come to; null: by the piece. */
  weight: WeightOffer.nullable(),
  /** What the accepted pieces weighed. */
  acceptedGrams: z.int(),
  /** What of the most of delivered pieces was not billed and goes back. */
  weightRefundFen: Fen,
});
export const OrderStep = z.object({
  from: z.enum(ORDER_STATUS_CODES).nullable(),
  to: z.enum(ORDER_STATUS_CODES),
  at: Instant,
  actor: z.string(),
  note: z.string(),
});
export const OrderView = z.object({
  id: Id,
  number: z.string(),
  checkoutId: Id,
  status: z.enum(ORDER_STATUS_CODES),
  /** Of a group purchase that succeeded; null: ordered in the shop, or by a unit. */
  origin: z.enum(ORDER_ORIGIN_CODES).nullable(),
  supplier: z.object({ id: Id, name: z.string() }),
  buyerName: z.string(),
  /** The unit that it was placed for; null: for the buyer. */
  unitName: z.string().nullable(),
  /** What was signed; null before, and for orders that need no signature. */
  contract: z
    .object({ hash: z.string(), signedBy: z.string(), signedAt: Instant, paymentDays: z.int(), extensionDays: z.int() })
    .nullable(),
  /** When it is paid; a unit may pay after acceptance where its supplier and its region grant it (R22). */
  paymentTerms: z.enum(PAYMENT_TERM_CODES),
  /** Accepted, to be paid on acceptance: until when. */
  dueAt: Instant.nullable(),
  lines: z.array(OrderLineView),
  goodsFen: Fen,
  freightFen: Fen,
  discountFen: Fen,
  totalFen: Fen,
  refundedFen: Fen,
  receiver: z.object({ name: z.string(), phone: z.string(), regionPath: z.string(), detail: z.string() }),
  /** Of a unit's order to one of its points; null: to an address. */
  delivery: DeliveryTerms.nullable(),
  remark: z.string(),
  payment: PaymentView,
  refunds: z.array(RefundView),
  /** About the whole payment, which other orders may share. */
  disputes: z.array(DisputeView),
  /** What the payment provider gave back of the whole payment without our asking. */
  outsideFen: Fen,
  parcels: z.array(ParcelView),
  steps: z.array(OrderStep),
  createdAt: Instant,
  /** Until when it is to be signed, or paid. */
  expiresAt: Instant.nullable(),
  /** Placed for a budget unit: two of its people accept the goods. */
  forUnit: z.boolean(),
  /** When receipt is confirmed by itself. */
  autoConfirmAt: Instant.nullable(),
  /** Its supplier has left: until when what is owed is to be shipped; what is not goes back by itself. */
  shipBy: Instant.nullable(),
  can: z.object({
    pay: z.boolean(),
    cancel: z.boolean(),
    confirm: z.boolean(),
    ship: z.boolean(),
    endRest: z.boolean(),
    sign: z.boolean(),
    extend: z.boolean(),
  }),
});
export type OrderView = z.infer<typeof OrderView>;
export const OrderRow = z.object({
  id: Id,
  number: z.string(),
  checkoutId: Id,
  status: z.enum(ORDER_STATUS_CODES),
  origin: z.enum(ORDER_ORIGIN_CODES).nullable(),
  supplierName: z.string(),
  buyerName: z.string(),
  countyName: z.string().nullable(),
  totalFen: Fen,
  lineCount: z.int(),
  firstLine: z.object({ productName: z.string(), skuName: z.string(), photo: PhotoKey.nullable(), quantity: z.int() }),
  createdAt: Instant,
  /** Until when it is to be signed, or paid. */
  expiresAt: Instant.nullable(),
});
export type OrderRow = z.infer<typeof OrderRow>;
export const OrderPage = page(OrderRow);
export const OrderQuery = z.object({
  status: listOf(z.enum(ORDER_STATUS_CODES)),
  only: z.enum(ORDER_TROUBLE_CODES).optional(),
  q: Words().optional().meta({
    description:
      'order number (with YG from its beginning, or its last four digits and more), telephone (whole or its last digits), receiver (from the beginning), product or supplier',
  }),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  region: RegionCode.optional(),
  sort: z.enum(['newest', 'oldest', 'total_desc', 'total_asc']).default('newest'),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export type OrderQuery = z.infer<typeof OrderQuery>;
/** An order that is not over, as somebody sees it who decides whether its supplier leaves. */
const OpenOrderRow = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  totalFen: Fen,
  fate: z.enum(OPEN_ORDER_FATE_CODES),
});
/** `shipWithinDays`: how long after its supplier left what is owed may still be sent, by policy. */
export const OpenOrderPage = page(OpenOrderRow).extend({ shipWithinDays: z.int() });
export type OpenOrderPage = z.infer<typeof OpenOrderPage>;
export const OpenOrderQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
/** Pieces that are not to be sent any more, by line. */
export const EndOrderRestBody = z.strictObject({
  lines: z
    .array(z.strictObject({ orderLineId: Id, quantity: z.int().min(1).max(9999) }))
    .min(1)
    .max(MOST_ORDER_LINES),
  reason: text(200),
});
export type EndOrderRestBody = z.infer<typeof EndOrderRestBody>;
/** Whether a supplier lets units pay after acceptance (先货后款). */
export const SellingTerms = z.strictObject({ onAcceptance: z.boolean() });
export type SellingTerms = z.infer<typeof SellingTerms>;
/** In fen, of the whole order. */
export const ChangeFreightBody = z.strictObject({ freightFen: Fen });
/** The total that was shown; what was changed meanwhile is not signed. */
export const SignOrderBody = z.strictObject({ totalFen: Fen });
export const DeclineOrderBody = z.strictObject({ reason: text(200) });
export const ExtendPaymentBody = z.strictObject({ reason: text(200) });
export const CancelOrderBody = z.strictObject({ reason: text(200) });
