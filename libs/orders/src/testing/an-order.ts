import { aProduct, aCategory, anAdmittedSupplier, aSku } from '@yigou/catalogue/testing';
import type { OrderStatus } from '@yigou/contracts';
import { aPerson } from '@yigou/identity/testing';
import { heldFor, inStock } from '@yigou/inventory/testing';
import { newId } from '@yigou/kernel';
import { aPayment, aRefund } from '@yigou/payments/testing';
import { atMarket, type Queryable } from '@yigou/platform';
import { countFinished, type FinishedGoods } from '@yigou/procurement';
import { heldOfBudget } from '@yigou/procurement/testing';
import { given, inDays } from '@yigou/testing';
import { FINISHED_GOODS } from '../order-budgets';
import { Checkout } from '../checkout.entity';
import { OrderLine } from '../order-line.entity';
import { OrderStep } from '../order-step.entity';
import { SalesOrder } from '../sales-order.entity';

const BEFORE_SHIPPING = ['pending_payment', 'to_ship'] as const;
/** What an order goes through to where it stands. */
const PATHS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  to_sign: ['to_sign'],
  pending_payment: ['pending_payment'],
  to_ship: BEFORE_SHIPPING,
  part_shipped: [...BEFORE_SHIPPING, 'part_shipped'],
  shipped: [...BEFORE_SHIPPING, 'shipped'],
  payable: ['to_sign', 'to_ship', 'shipped', 'payable'],
  completed: [...BEFORE_SHIPPING, 'shipped', 'completed'],
  cancelled: [...BEFORE_SHIPPING, 'cancelled'],
  expired: ['pending_payment', 'expired'],
};
/** Pieces of an order, of which one has left when a part has. */
const QUANTITY = 2;
const DAY_MS = 86_400_000;
const FREIGHT_FEN = 500;

/** What may be said of an order: of itself, and of what was bought. */
export type SaidOfOrder = Partial<SalesOrder> & {
  readonly skuId?: string;
  readonly productName?: string;
  readonly quantity?: number;
  /** False: its money did not come through the payment provider. */
  readonly atProvider?: boolean;
  /** Who did its steps, by name. */
  readonly actorName?: string;
};

export interface MadeOrder {
  readonly order: SalesOrder;
  readonly paymentId: string;
  readonly line: OrderLine;
  /** Pieces that have left; their parcels are logistics’. */
  readonly shipped: number;
}

/**
 * An order of two pieces of one product with everything that its state brings about but parcels: `await anOrder(db).paid()`. Who and what nobody named is
 * made, too. A unit's is said by its unit and budget: `anOrder(db, { unitId, budgetId })`.
 */
export class OrderToBe {
  constructor(
    private readonly db: Queryable,
    private readonly said: SaidOfOrder,
  ) {}

  /** A unit's, that its supplier has not signed. */
  readonly unsigned = () => this.in('to_sign');
  readonly unpaid = () => this.in('pending_payment');
  readonly paid = () => this.in('to_ship');
  readonly partShipped = () => this.in('part_shipped');
  readonly shipped = () => this.in('shipped');
  readonly completed = () => this.in('completed');
  /** After it was paid: the money has gone back. */
  readonly cancelled = () => this.in('cancelled');
  readonly expired = () => this.in('expired');

  async in(status: OrderStatus): Promise<MadeOrder> {
    const { db } = this;
    const sku = await this.sku();
    const { quantity = QUANTITY } = this.said;
    const goodsFen = sku.priceFen * quantity;
    const { order, paymentId } = await this.order(status, { goodsFen, supplierId: sku.supplierId });
    const shipped = { part_shipped: 1, shipped: quantity, completed: quantity }[status as string] ?? 0;
    const line = await given(db, OrderLine, {
      orderId: order.id,
      skuId: sku.id,
      productId: sku.productId,
      productName: this.said.productName ?? sku.productName,
      skuName: sku.name,
      photoKey: sku.photoKey,
      certificateNumber: sku.certificateNumber,
      countyName: sku.countyName,
      categorySlug: sku.categorySlug,
      netWeightGrams: sku.netWeightGrams,
      priceFen: sku.priceFen,
      quantity,
      lineFen: goodsFen,
      shippedQuantity: shipped,
    });
    for (const [at, toStatus] of PATHS[status].entries())
      await given(db, OrderStep, {
        orderId: order.id,
        fromStatus: PATHS[status][at - 1] ?? null,
        toStatus,
        actorName: this.said.actorName ?? '测试',
        at: this.at(at, PATHS[status].length),
      });
    const closed = status === 'cancelled' || status === 'expired';
    await heldFor(db, order.id, { skuId: sku.id, quantity, shipped, closed });
    if (order.budgetId) await this.ofUnit(order, order.budgetId, closed);
    if (order.staffUnitId && status === 'completed') await this.count(order.id);
    return { order, paymentId, line, shipped };
  }

  private async order(status: OrderStatus, of: { goodsFen: number; supplierId: string }) {
    const { db } = this;
    const { skuId: _sku, productName: _name, quantity: _pieces, actorName: _actor, atProvider, ...said } = this.said;
    const paid = PATHS[status].includes('to_ship');
    const totalFen = of.goodsFen + FREIGHT_FEN;
    const [checkoutId, createdAt] = [newId(), said.createdAt ?? new Date()];
    const payment = await aPayment(db, {
      holder: checkoutId,
      amountFen: totalFen,
      status: paid ? 'paid' : status === 'expired' ? 'cancelled' : 'pending',
      createdAt,
      ...(atProvider === undefined ? {} : { atProvider }),
    });
    const userId = said.userId ?? (await aPerson(db, { name: '王芳' })).id;
    const expiresAt = new Date(`${inDays(1)}T00:00:00Z`);
    await given(db, Checkout, { id: checkoutId, userId, paymentId: payment.id, totalFen, expiresAt });
    const order = await given(db, SalesOrder, {
      ...of,
      checkoutId,
      userId,
      status,
      freightFen: FREIGHT_FEN,
      totalFen,
      receiver: '李雷',
      deliveryRegionCode: '110101',
      createdAt,
      paidAt: paid ? createdAt : null,
      ...(said.staffUnitId && status === 'completed' && { completedAt: createdAt }),
      ...said,
    });
    if (status === 'cancelled') await aRefund(db, { paymentId: payment.id, holder: order.id, amountFen: totalFen });
    return { order, paymentId: payment.id };
  }

  /** When a step was made: now, or of an order of earlier each a day after the one before it, but never in the future. */
  private at(step: number, steps: number): Date {
    const { createdAt } = this.said;
    const latest = Date.now() - (steps - step);
    return new Date(createdAt ? Math.min(createdAt.getTime() + step * DAY_MS, latest) : latest);
  }

  /** What an order of a unit holds of its budget, and what it is counted once it is finished. */
  private async ofUnit(
    { id, status, totalFen, createdAt: at }: SalesOrder,
    budgetId: string,
    closed: boolean,
  ): Promise<void> {
    const end = closed ? 'release' : status === 'completed' ? 'spend' : null;
    await heldOfBudget(this.db, { holder: id, budgetId, amountFen: totalFen, at }, end);
    if (status === 'completed') await this.count(id);
  }

  private async count(id: string): Promise<void> {
    await countFinished(this.db, await this.db.query<FinishedGoods>(FINISHED_GOODS('o.id = $1'), [id]));
  }

  private async sku() {
    const id = this.said.skuId ?? (await this.newSku());
    const [sku] = await this.db.query<{
      id: string;
      name: string;
      priceFen: number;
      productId: string;
      productName: string;
      supplierId: string;
      categorySlug: string;
      netWeightGrams: number | null;
      countyName: string | null;
      certificateNumber: string | null;
      photoKey: string | null;
    }>(
      `SELECT k.id, k.name, k.price_fen AS "priceFen", p.id AS "productId", p.name AS "productName", p.supplier_id AS "supplierId",
         p.category_slug AS "categorySlug", k.net_weight_grams AS "netWeightGrams", l.county_name AS "countyName",
         l.certificate_number AS "certificateNumber", l.photo_key AS "photoKey"
       FROM sku k JOIN product p ON p.id = k.product_id LEFT JOIN listing l ON l.product_id = p.id WHERE k.id = $1`,
      [id],
    );
    if (!sku) throw new Error(`there is no SKU ${id}`);
    return sku;
  }

  private async newSku(): Promise<string> {
    const { db } = this;
    await aCategory(db);
    const supplierId = this.said.supplierId ?? (await anAdmittedSupplier(db)).supplierId;
    const { id: skuId } = await aSku(db, { productId: (await aProduct(db, { supplierId })).id });
    await inStock(db, skuId, 100);
    return skuId;
  }
}

export const anOrder = (db: Queryable, said: SaidOfOrder = {}): OrderToBe => new OrderToBe(db, said);

/** Numbers as orders get them, one for each day that is said. */
export async function orderNumbers(db: Queryable, days: readonly Date[]): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `SELECT 'YG' || to_char(${atMarket('day')}, 'YYMMDD') || zero_padded(nextval('order_number'), 7) AS number
     FROM unnest($1::timestamptz[]) WITH ORDINALITY AS d (day, at) ORDER BY at`,
    [days],
  );
  return rows.map(({ number }) => number);
}
