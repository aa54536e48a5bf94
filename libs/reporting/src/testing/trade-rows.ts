import type { CertificateStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { aPerson } from '@yigou/identity/testing';

export const GANSU_COUNTY = '621222';
export const HUBEI_COUNTY = '420529';

type Status = 'pending_payment' | 'to_ship' | 'part_shipped' | 'shipped' | 'completed' | 'cancelled' | 'expired';
const PATHS: Readonly<Record<Status, readonly Status[]>> = {
  pending_payment: ['pending_payment'],
  to_ship: ['pending_payment', 'to_ship'],
  part_shipped: ['pending_payment', 'to_ship', 'part_shipped'],
  shipped: ['pending_payment', 'to_ship', 'shipped'],
  completed: ['pending_payment', 'to_ship', 'shipped', 'completed'],
  cancelled: ['pending_payment', 'to_ship', 'cancelled'],
  expired: ['pending_payment', 'expired'],
};

/**
 * Rows as the contexts leave them, without their code (which this library may not know): suppliers with products and stock, orders with
 * payment, ledger, steps and parcels. All invariants hold after each of these.
 */
export class TradeRows {
  private serial = 0;

  constructor(private readonly db: Queryable) {}

  async supplier(region: string | null = GANSU_COUNTY, name = `合作社${this.next()}`): Promise<string> {
    const { supplierId } = await anAdmittedSupplier(this.db, { name, regionCode: region });
    return supplierId;
  }

  async buyer(name = '王芳'): Promise<string> {
    return (await aPerson(this.db, { login: `buyer-${this.next()}`, name })).id;
  }

  async certificate(
    supplierId: string,
    options: { region?: string | null; validTo?: string; households?: number | null; status?: CertificateStatus } = {},
  ): Promise<string> {
    const { region = GANSU_COUNTY, validTo = '2099-12-31', households = null, status = 'valid' } = options;
    const certificate = await aCertificate(this.db, {
      number: `CERT-${this.next()}`,
      productName: '花生米',
      supplierId,
      regionCode: region,
      status,
      validFrom: '2019-01-01',
      validTo,
      households,
      mechanisms: ['employment'],
    });
    return certificate.id;
  }

  /** A product with one SKU, listed and on the shelf unless said otherwise. `priceFen` null: no SKU at all, which makes it a draft. */
  async product(
    supplierId: string,
    options: { name?: string; region?: string | null; priceFen?: number | null; stock?: number; sold?: number } = {},
  ): Promise<{ productId: string; skuId: string }> {
    const { name = `花生米${this.next()}`, region = GANSU_COUNTY, priceFen = 1000, stock = 100, sold = 0 } = options;
    await aCategory(this.db, 'grain');
    await aCategory(this.db, 'nuts', { name: '坚果', parentSlug: 'grain' });
    const { id: productId } = await aProduct(this.db, {
      supplierId,
      name,
      categorySlug: 'nuts',
      countyCode: region,
      status: priceFen === null ? 'draft' : 'listed',
      soldCount: sold,
      // Several share the second of their last change.
      updatedAt: new Date(Math.floor(Date.now() / 1_000) * 1_000 - (this.serial % 3) * 1_000),
    });
    if (priceFen === null) return { productId, skuId: newId() };
    const { id: skuId } = await aSku(this.db, { productId, name: '500克', netWeightGrams: 250, priceFen });
    await this.db.query(
      `INSERT INTO listing (product_id, name, supplier_id, supplier_name, category_slug, category_parent, channels, mechanisms, price_fen,
         sku_ids, sold_count, demo, listed_at, score, terms, words, spelling)
       VALUES ($1, $2, $3, '', 'nuts', 'grain', '{}', '{}', $4, ARRAY[$5::uuid], 0, false, now(), 0, ''::tsvector, '{}', '')`,
      [productId, name, supplierId, priceFen, skuId],
    );
    await this.db.query('INSERT INTO stock (sku_id, on_hand) VALUES ($1, $2)', [skuId, stock]);
    if (stock > 0) {
      await this.db.query(
        `INSERT INTO stock_movement (id, sku_id, delta, reason, reference) VALUES ($1, $2, $3, 'import', 'test')`,
        [newId(), skuId, stock],
      );
    }
    return { productId, skuId };
  }

  /** One order of two pieces with freight of 5 yuan, in any state, with everything that the state brings about. */
  async order(
    product: { productId: string; skuId: string },
    options: {
      status?: Status;
      userId?: string;
      daysAgo?: number;
      region?: string | null;
      productName?: string;
      receiver?: string;
    } = {},
  ): Promise<{ orderId: string; checkoutId: string; paymentId: string; number: string }> {
    const { status = 'to_ship', daysAgo = 0, region = GANSU_COUNTY, receiver = '李雷' } = options;
    const userId = options.userId ?? (await this.buyer());
    const [orderId, checkoutId, paymentId, lineId] = [newId(), newId(), newId(), newId()];
    const number = `YG${String(this.next()).padStart(8, '0')}`;
    const [sku] = await this.db.query<{ priceFen: number; supplierId: string; name: string }>(
      `SELECT k.price_fen AS "priceFen", p.supplier_id AS "supplierId", p.name FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = $1`,
      [product.skuId],
    );
    if (!sku) throw new Error('the product has no SKU');
    const quantity = 2;
    const goods = sku.priceFen * quantity;
    const total = goods + 500;
    const paid = PATHS[status].includes('to_ship');
    const shipped = { part_shipped: 1, shipped: quantity, completed: quantity }[status as string] ?? 0;
    const at = `now() - make_interval(days => ${daysAgo})`;
    await this.db.query(
      `INSERT INTO payment (id, holder, amount_fen, status, captured_fen, created_at, paid_at)
       VALUES ($1, $2, $3, $4, $5::bigint, ${at}, CASE WHEN $5::bigint > 0 THEN ${at} END)`,
      [paymentId, checkoutId, total, paid ? 'paid' : status === 'expired' ? 'cancelled' : 'pending', paid ? total : 0],
    );
    await this.db.query(
      `INSERT INTO payment_attempt (id, payment_id, status, provider_ref, return_url) VALUES ($1, $2, $3, $4, '')`,
      [newId(), paymentId, paid ? 'succeeded' : 'cancelled', `pi_${paymentId}`],
    );
    if (paid) await this.entry(paymentId, 'capture', total, null);
    await this.db.query(
      `INSERT INTO checkout (id, user_id, payment_id, total_fen, expires_at) VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
      [checkoutId, userId, paymentId, total],
    );
    await this.db.query(
      `INSERT INTO sales_order (id, number, checkout_id, user_id, supplier_id, region_code, status, goods_fen, freight_fen, total_fen,
         receiver, phone, delivery_region_code, region_path, detail, remark, created_at, paid_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 500, $9, $10, '13800138000', '110101', '北京 东城', '一号', '', ${at}, CASE WHEN $11 THEN ${at} END)`,
      [orderId, number, checkoutId, userId, sku.supplierId, region, status, goods, total, receiver, paid],
    );
    await this.db.query(
      `INSERT INTO order_line (id, order_id, sku_id, product_id, product_name, sku_name, category_slug, price_fen, quantity, line_fen, shipped_quantity)
       VALUES ($1, $2, $3, $4, $5, '500克', 'nuts', $6, $7, $8, $9)`,
      [
        lineId,
        orderId,
        product.skuId,
        product.productId,
        options.productName ?? sku.name,
        sku.priceFen,
        quantity,
        goods,
        shipped,
      ],
    );
    await this.steps(orderId, PATHS[status]);
    await this.hold(orderId, product.skuId, {
      quantity,
      shipped,
      closed: status === 'cancelled' || status === 'expired',
    });
    if (shipped > 0) await this.parcel(orderId, lineId, shipped);
    if (status === 'cancelled') await this.refund(paymentId, orderId, total);
    return { orderId, checkoutId, paymentId, number };
  }

  private async steps(orderId: string, path: readonly Status[]): Promise<void> {
    for (const [index, to] of path.entries()) {
      await this.db.query(
        `INSERT INTO order_step (id, order_id, from_status, to_status, actor_name) VALUES ($1, $2, $3, $4, '测试')`,
        [newId(), orderId, path[index - 1] ?? null, to],
      );
    }
  }

  private async hold(
    orderId: string,
    skuId: string,
    pieces: { quantity: number; shipped: number; closed: boolean },
  ): Promise<void> {
    const released = pieces.closed ? pieces.quantity : 0;
    await this.db.query(
      'INSERT INTO reservation (holder, sku_id, quantity, consumed, released) VALUES ($1, $2, $3, $4, $5)',
      [orderId, skuId, pieces.quantity, pieces.shipped, released],
    );
    await this.db.query('UPDATE stock SET on_hand = on_hand - $2, reserved = reserved + $3 WHERE sku_id = $1', [
      skuId,
      pieces.shipped,
      pieces.quantity - pieces.shipped - released,
    ]);
    if (pieces.shipped === 0) return;
    await this.db.query(
      `INSERT INTO stock_movement (id, sku_id, delta, reason, reference) VALUES ($1, $2, $3, 'shipment', $4)`,
      [newId(), skuId, -pieces.shipped, orderId],
    );
  }

  private async parcel(orderId: string, lineId: string, quantity: number): Promise<void> {
    const parcelId = newId();
    await this.db.query(
      `INSERT INTO parcel (id, order_id, carrier, waybill, status) VALUES ($1, $2, 'ems', $3, 'registered')`,
      [parcelId, orderId, `EMS${this.next()}`],
    );
    await this.db.query('INSERT INTO parcel_line (parcel_id, order_line_id, quantity) VALUES ($1, $2, $3)', [
      parcelId,
      lineId,
      quantity,
    ]);
  }

  private async refund(paymentId: string, orderId: string, amountFen: number): Promise<void> {
    const refundId = newId();
    await this.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'cancellation', $4, '', 'succeeded')`,
      [refundId, paymentId, orderId, amountFen],
    );
    await this.entry(paymentId, 'refund', -amountFen, refundId);
    await this.db.query('UPDATE payment SET refunded_fen = refunded_fen + $2 WHERE id = $1', [paymentId, amountFen]);
  }

  private async entry(paymentId: string, kind: string, amountFen: number, refundId: string | null): Promise<void> {
    await this.db.query(
      'INSERT INTO payment_entry (id, payment_id, kind, amount_fen, refund_id) VALUES ($1, $2, $3, $4, $5)',
      [newId(), paymentId, kind, amountFen, refundId],
    );
  }

  private next(): number {
    this.serial += 1;
    return this.serial;
  }
}
