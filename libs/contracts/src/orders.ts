import { z } from 'zod';
import { BatchOnOrder } from './certification';
import {
  CalendarDate,
  Cursor,
  Fen,
  Id,
  Instant,
  listOf,
  page,
  PageSize,
  Phone,
  PriceFen,
  Quantity,
  RegionCode,
  RegionRef,
  text,
  Words,
} from './common';
import { PhotoKey } from './catalogue';
import {
  CARRIER_CODES,
  ORDER_STATUS_CODES,
  PARCEL_STATUS_CODES,
  PAYMENT_STATUS_CODES,
  REFUND_STATUS_CODES,
  STOCK_STATE_CODES,
} from './labels';

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
  receiver: text(30),
  phone: Phone,
  regionCode: RegionCode,
  detail: text(120, 3),
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
export const PreviewCheckoutBody = z.strictObject({
  lines: z.array(CheckoutLineInput).min(1).max(100),
  addressId: Id.nullable(),
});
export const CheckoutGroup = z.object({
  supplierId: Id,
  supplierName: z.string(),
  lines: z.array(CartLine),
  goodsFen: Fen,
  freightFen: Fen,
  freightRule: z.string(),
  deliverable: z.boolean(),
  totalFen: Fen,
});
export const CheckoutPreview = z.object({
  groups: z.array(CheckoutGroup),
  goodsFen: Fen,
  freightFen: Fen,
  totalFen: Fen,
  orderable: z.boolean(),
});
export type CheckoutPreview = z.infer<typeof CheckoutPreview>;
export const PlaceCheckoutBody = z.strictObject({
  lines: z.array(CheckoutLineInput).min(1).max(100),
  addressId: Id,
  /** The total the buyer saw; another one now is refused with `price_changed`, so that nobody pays what was not shown. */
  expectedTotalFen: Fen,
  remark: text(200, 0).default(''),
});
export type PlaceCheckoutBody = z.infer<typeof PlaceCheckoutBody>;

export const PaymentView = z.object({
  id: Id,
  status: z.enum(PAYMENT_STATUS_CODES),
  amountFen: Fen,
  refundedFen: Fen,
  /** Where the buyer pays; null until the provider answered, and once nothing is to pay. */
  payUrl: z.string().nullable(),
  paidAt: Instant.nullable(),
});
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
  /** Of one piece; null when it was not known at the order. */
  netWeightGrams: z.int().nullable(),
  lineFen: Fen,
});
export const ParcelEventView = z.object({
  code: z.enum(PARCEL_STATUS_CODES),
  at: Instant,
  place: z.string(),
  note: z.string(),
});
export const ParcelView = z.object({
  id: Id,
  carrier: z.enum(CARRIER_CODES),
  waybill: z.string(),
  status: z.enum(PARCEL_STATUS_CODES),
  shippedAt: Instant,
  lines: z.array(
    z.object({
      orderLineId: Id,
      productName: z.string(),
      skuName: z.string(),
      quantity: z.int(),
      /** Where it came from, when the supplier named the batch. */
      batch: BatchOnOrder.nullable(),
    }),
  ),
  events: z.array(ParcelEventView),
});
export const OrderStep = z.object({
  from: z.enum(ORDER_STATUS_CODES).nullable(),
  to: z.enum(ORDER_STATUS_CODES),
  at: Instant,
  actor: z.string(),
  note: z.string(),
});
export const RefundView = z.object({
  id: Id,
  amountFen: Fen,
  status: z.enum(REFUND_STATUS_CODES),
  reason: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export const OrderView = z.object({
  id: Id,
  number: z.string(),
  checkoutId: Id,
  status: z.enum(ORDER_STATUS_CODES),
  supplier: z.object({ id: Id, name: z.string() }),
  buyerName: z.string(),
  lines: z.array(OrderLineView),
  goodsFen: Fen,
  freightFen: Fen,
  discountFen: Fen,
  totalFen: Fen,
  refundedFen: Fen,
  receiver: z.object({ name: z.string(), phone: z.string(), regionPath: z.string(), detail: z.string() }),
  remark: z.string(),
  payment: PaymentView,
  refunds: z.array(RefundView),
  parcels: z.array(ParcelView),
  steps: z.array(OrderStep),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  /** When receipt is confirmed by itself. */
  autoConfirmAt: Instant.nullable(),
  can: z.object({ pay: z.boolean(), cancel: z.boolean(), confirm: z.boolean(), ship: z.boolean() }),
});
export type OrderView = z.infer<typeof OrderView>;
export const OrderRow = z.object({
  id: Id,
  number: z.string(),
  checkoutId: Id,
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  buyerName: z.string(),
  countyName: z.string().nullable(),
  totalFen: Fen,
  lineCount: z.int(),
  firstLine: z.object({ productName: z.string(), skuName: z.string(), photo: PhotoKey.nullable(), quantity: z.int() }),
  createdAt: Instant,
});
export type OrderRow = z.infer<typeof OrderRow>;
export const OrderPage = page(OrderRow);
export const OrderQuery = z.object({
  status: listOf(z.enum(ORDER_STATUS_CODES)),
  q: Words().optional().meta({ description: 'order number, product or supplier' }),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  region: RegionCode.optional(),
  sort: z.enum(['newest', 'oldest', 'total_desc', 'total_asc']).default('newest'),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export type OrderQuery = z.infer<typeof OrderQuery>;
export const CancelOrderBody = z.strictObject({ reason: text(200) });
export const ShipOrderBody = z.strictObject({
  parcels: z
    .array(
      z.strictObject({
        carrier: z.enum(CARRIER_CODES),
        waybill: z
          .string()
          .trim()
          .regex(/^[A-Za-z0-9]{6,32}$/, '运单号为 6–32 位字母或数字'),
        lines: z
          .array(z.strictObject({ orderLineId: Id, quantity: Quantity, batchId: Id.nullable().optional() }))
          .min(1)
          .max(100),
      }),
    )
    .min(1)
    .max(20),
});
export type ShipOrderBody = z.infer<typeof ShipOrderBody>;
/** What the carrier posts for a parcel; each event is idempotent by `id` and may come late, twice or before the shipment. */
export const CarrierEvent = z.object({
  id: z.string().min(1).max(100),
  carrier: z.enum(CARRIER_CODES),
  waybill: z.string().min(1).max(32),
  code: z.enum(['collected', 'in_transit', 'out_for_delivery', 'delivered', 'exception']),
  occurredAt: Instant,
  place: z.string().max(100),
  note: z.string().max(300),
});
export type CarrierEvent = z.infer<typeof CarrierEvent>;
