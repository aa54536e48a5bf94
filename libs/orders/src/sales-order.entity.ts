import type { DeliveryTerms, OrderOrigin, OrderStatus, PaymentTerm } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What one buyer ordered of one supplier; sums in fen. */
@Entity('sales_order')
@Check('sales_order_check', `total_fen = (goods_fen + freight_fen - discount_fen)`)
@Check('sales_order_delivery', `(delivery IS NULL) OR (unit_id IS NOT NULL)`)
@Check('sales_order_discount_fen_check', `discount_fen >= 0`)
@Check('sales_order_ended', `0 <= ended_fen AND ended_fen <= total_fen`)
@Check('sales_order_given_back', `given_back_fen >= 0 AND (ended_fen + given_back_fen) <= total_fen`)
@Check('sales_order_open_cases', `open_cases >= 0 AND ((open_cases > 0) = (confirm_paused_at IS NOT NULL))`)
@Check('sales_order_freight_fen_check', `freight_fen >= 0`)
@Check('sales_order_goods_fen_check', `goods_fen >= 0`)
@Check(
  'sales_order_status_check',
  `status = ANY (ARRAY['to_sign'::text, 'pending_payment'::text, 'to_ship'::text, 'part_shipped'::text, 'shipped'::text, 'payable'::text, 'completed'::text, 'cancelled'::text, 'expired'::text])`,
)
@Check('sales_order_budget', `(unit_id IS NULL) = (budget_id IS NULL)`)
@Check('sales_order_signing', `(status <> 'to_sign'::text) OR (unit_id IS NOT NULL)`)
@Check('sales_order_payment_terms_check', `payment_terms = ANY (ARRAY['prepaid'::text, 'on_acceptance'::text])`)
@Check('sales_order_on_acceptance', `(payment_terms = 'prepaid'::text) OR (unit_id IS NOT NULL)`)
@Check(
  'sales_order_payable',
  `(status <> 'payable'::text) OR ((payment_terms = 'on_acceptance'::text) AND (due_at IS NOT NULL))`,
)
@Check('sales_order_origin_check', `origin = ANY (ARRAY['campaign'::text, 'donation'::text])`)
@Check('sales_order_origin_whole', `(origin IS NULL) = (origin_id IS NULL)`)
@Check('sales_order_staff', `(staff_unit_id IS NULL) OR (unit_id IS NULL)`)
@Check('sales_order_total_fen_check', `total_fen > 0`)
export class SalesOrder {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'checkout_id' })
  checkoutId!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  status!: OrderStatus;

  @Column('bigint', { name: 'goods_fen' })
  goodsFen!: number;

  @Column('bigint', { name: 'freight_fen' })
  freightFen!: number;

  @Column('bigint', { name: 'discount_fen', default: 0 })
  discountFen!: number;

  @Column('bigint', { name: 'total_fen' })
  totalFen!: number;

  @Column('text')
  receiver!: string;

  @Column('text')
  phone!: string;

  @Column('text', { name: 'delivery_region_code' })
  deliveryRegionCode!: string;

  @Column('text', { name: 'region_path' })
  regionPath!: string;

  @Column('text')
  detail!: string;

  @Column('text')
  remark!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'paid_at', nullable: true })
  paidAt!: Date | null;

  @Column('timestamptz', { name: 'shipped_at', nullable: true })
  shippedAt!: Date | null;

  @Column('timestamptz', { name: 'auto_confirm_at', nullable: true })
  autoConfirmAt!: Date | null;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('bigint', { name: 'ended_fen', default: 0 })
  endedFen!: number;

  @Column('timestamptz', { name: 'rest_ended_at', nullable: true })
  restEndedAt!: Date | null;

  /** The budget unit that it was placed for; null: for the buyer. */
  @Column('uuid', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  /** The unit's budget that pays it, of the year in which it was placed. */
  @Column('uuid', { name: 'budget_id', nullable: true })
  budgetId!: string | null;

  /** Of a private order: the unit to which it counts, since its buyer was bound to it when it was placed (R8). */
  @Column('uuid', { name: 'staff_unit_id', nullable: true })
  staffUnitId!: string | null;

  /** The checkout that a unit's order was placed with; when it is signed it may get a checkout, and with it a payment, of its own. */
  @Column('uuid', { name: 'placed_with', nullable: true })
  placedWith!: string | null;

  /** Of a unit's order to one of its points: the point as it was then, and the day that was wished. */
  @Column('jsonb', { nullable: true })
  delivery!: DeliveryTerms | null;

  /** When its time to pay was put off, which happens once (R22). */
  @Column('timestamptz', { name: 'extended_at', nullable: true })
  extendedAt!: Date | null;

  /** When a unit pays it: before it is sent, or once it is accepted (R22). */
  @Column('text', { name: 'payment_terms', default: 'prepaid' })
  paymentTerms!: PaymentTerm;

  /** When all of it was accepted and its money asked for, and until when it is to be paid; of what is paid on acceptance alone. */
  @Column('timestamptz', { name: 'payable_at', nullable: true })
  payableAt!: Date | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** From what it came about where nobody put it into a cart, such as a group purchase, and of which; null: ordered in the shop, or by a unit. */
  @Column('text', { nullable: true })
  origin!: OrderOrigin | null;

  @Column('uuid', { name: 'origin_id', nullable: true })
  originId!: string | null;

  /** The network address of who bought for themselves (an IPv4 address, or the /64 of an IPv6 address), while it is not paid. */
  @Column('text', { name: 'placed_from', nullable: true })
  placedFrom!: string | null;

  /** What went back of it after it was received, freight included. */
  @Column('bigint', { name: 'given_back_fen', default: 0 })
  givenBackFen!: number;

  /** How many ask for something back that is not decided; and since when receipt is not taken as confirmed for it. */
  @Column('integer', { name: 'open_cases', default: 0 })
  openCases!: number;

  @Column('timestamptz', { name: 'confirm_paused_at', nullable: true })
  confirmPausedAt!: Date | null;
}
