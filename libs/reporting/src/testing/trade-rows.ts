import type { CertificateStatus, OrderStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { aPerson } from '@yigou/identity/testing';
import { inStock } from '@yigou/inventory/testing';
import { anOrder } from '@yigou/orders/testing';

export const GANSU_COUNTY = '621222';
export const HUBEI_COUNTY = '420529';

/**
 * Rows as the contexts leave them, by their builders and without their code: suppliers with products and stock, orders with payment, ledger, steps and
 * parcels. All invariants hold after each of these.
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
    await inStock(this.db, skuId, stock);
    return { productId, skuId };
  }

  /** One order of two pieces with freight of 5 yuan, in any state, with everything that the state brings about. */
  async order(
    product: { productId: string; skuId: string },
    options: {
      status?: OrderStatus;
      userId?: string;
      daysAgo?: number;
      region?: string | null;
      productName?: string;
      receiver?: string;
    } = {},
  ): Promise<{ orderId: string; checkoutId: string; paymentId: string; number: string }> {
    const { status = 'to_ship', daysAgo = 0, region = GANSU_COUNTY, receiver = '李雷', productName } = options;
    const made = await anOrder(this.db, {
      skuId: product.skuId,
      number: `YG${String(this.next()).padStart(8, '0')}`,
      userId: options.userId ?? (await this.buyer()),
      regionCode: region,
      receiver,
      phone: '13800138000',
      createdAt: new Date(Date.now() - daysAgo * 86_400_000),
      productName,
    }).in(status);
    const { id: orderId, checkoutId, number } = made.order;
    if (made.shipped > 0) await this.parcel(orderId, made.line.id, made.shipped);
    return { orderId, checkoutId, paymentId: made.paymentId, number };
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

  private next(): number {
    this.serial += 1;
    return this.serial;
  }
}
