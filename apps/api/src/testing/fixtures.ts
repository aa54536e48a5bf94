import { aPicture } from '@yigou/evidence/testing';
import { newId } from '@yigou/kernel';
import { aCategory, aCertificate, aPhoto } from '@yigou/catalogue/testing';
import type { ApiHarness, Call, Visitor } from './api.harness';

export const PRICE_FEN = 2_000;
/** By the default freight rule, for up to a kilogram. */
export const FREIGHT_FEN = 1_000;
export const COUNTY = '640422';
export const ADDRESS = {
  receiver: '张三',
  phone: '13900000000',
  regionCode: COUNTY,
  detail: '人民路 1 号',
  isDefault: true,
};

export interface Shelf {
  readonly supplierId: string;
  readonly productId: string;
  readonly skuId: string;
}

/** A listed product of a new supplier with one SKU and stock, made through the supplier's own routes. */
export async function shelf(api: ApiHarness, pieces = 100): Promise<Shelf & { readonly supplier: Visitor }> {
  await aCategory(api.test.db);
  const supplierId = await api.organisation('supplier');
  const supplier = await api.person({ organisationId: supplierId });
  const { number: certificateNumber } = await aCertificate(api.test.db, {
    number: `测试-${supplierId}`,
    supplierId,
    regionCode: COUNTY,
  });
  const sku = {
    name: '一袋',
    netWeightGrams: 10,
    priceFen: PRICE_FEN,
    marketPriceFen: null,
    active: true,
    initialStock: pieces,
  };
  const created = await supplier.call('createSupplierProduct', {
    body: {
      name: `小米 ${newId()}`,
      categorySlug: 'grain',
      description: '',
      countyCode: COUNTY,
      certificateNumber,
      channels: [],
      skus: [sku],
    },
  });
  if (created.status !== 201) throw new Error(`creating a product answered ${created.status}: ${created.text}`);
  const product = created.body as unknown as { id: string; skus: { id: string }[] };
  await aPhoto(api.test.db, product.id);
  const published = await supplier.call('publishProduct', { params: { id: product.id } });
  if (published.status !== 200) throw new Error(`publishing answered ${published.status}: ${published.text}`);
  return { supplier, supplierId, productId: product.id, skuId: product.skus[0]?.id ?? '' };
}

/** An order of one piece, not paid. */
export async function order(buyer: Visitor, skuId: string, headers: Record<string, string> = {}) {
  const address = await buyer.call('createAddress', { body: ADDRESS });
  const body = {
    lines: [{ skuId, quantity: 1 }],
    addressId: address.body['id'],
    expectedTotalFen: PRICE_FEN + FREIGHT_FEN,
    remark: '',
  };
  const placed = await buyer.call('placeCheckout', { body, headers });
  const checkout = placed.body as unknown as { id: string; orders: { id: string }[] };
  return {
    placed,
    body,
    addressId: String(address.body['id']),
    checkoutId: checkout.id,
    orderId: checkout.orders?.[0]?.id ?? '',
  };
}

/** A multipart request of one file. */
export function fileOf(body: Buffer, fileName: string, type = 'application/octet-stream'): Call {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    rawBody: Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n--x--\r\n')]),
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  };
}

/** The id of a file that somebody uploaded and nothing refers to yet: a small picture unless the test gives another. */
export async function uploadEvidence(visitor: Visitor, file?: Call): Promise<string> {
  const answer = await visitor.call('uploadEvidence', file ?? fileOf(await aPicture(), '照片.png'));
  if (answer.status !== 201) throw new Error(`uploading answered ${answer.status}: ${answer.text}`);
  return String(answer.body['id']);
}
