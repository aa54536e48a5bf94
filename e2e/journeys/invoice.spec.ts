// What a school ordered is invoiced: the supplier uploads a 数电票, the school downloads the very file and receives it.
import { inspect } from '../support/inspect';
import { anOffer } from '../support/offers';
import { anOrder } from '../support/orders';
import { digits } from '../support/people';
import { enter } from '../support/sessions';
import { expect, test } from '../support/test';

const eInvoice = (number: string, amount: string) => `<?xml version="1.0" encoding="utf-8"?>
<EInvoice><Header><EIid>${number}</EIid></Header><EInvoiceData>
<SellerInformation><SellerIdNum>CODE</SellerIdNum><SellerName>西吉县农民合作社</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>12110108400000000X</BuyerIdNum><BuyerName>验收小学</BuyerName></BuyerInformation>
<BasicInformation><TotalTax-includedAmount>${amount}</TotalTax-includedAmount></BasicInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>2026-11-20</IssueTime></TaxSupervisionInfo></EInvoice>`;

test('an invoice is read from its XML, recorded against an order, downloaded unchanged and received', async ({
  open,
}) => {
  const offer = await anOffer();
  const shop = await enter('storefront', 'unitBuyer');
  const address = { receiver: '收票人', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
  await shop.get('createAddress', { body: { ...address, isDefault: true } });
  const orderId = await anOrder(shop, { productId: offer.id }).unpaid();
  const order = await shop.get('getOrder', { params: { id: orderId } });
  const supplier = await enter('console', 'supplier');
  const { creditCode } = await supplier.get('getSupplierFile');
  const number = `2664${digits(10)}${digits(6)}`;
  const xml = eInvoice(number, (order.totalFen / 100).toFixed(2)).replace('CODE', creditCode ?? '');
  const seller = await open('console', 'supplier');

  await test.step('the supplier uploads it and finds it filled in, chooses the order and records it', async () => {
    await seller.goto('/supplier/invoices');
    await seller.getByTestId('invoice-new').click();
    await seller.getByTestId('invoice-save').click();
    await expect(seller.getByTestId('invoice-form')).toContainText('请上传发票原件');
    const file = { name: 'dzfp.xml', mimeType: 'application/xml', buffer: Buffer.from(xml) };
    await seller.getByTestId('invoice-file').setInputFiles(file);
    await expect(seller.getByTestId('invoice-read')).toContainText('已读取');
    await expect(seller.getByTestId('invoice-number')).toHaveValue(number);
    await seller.locator('li', { hasText: order.number }).getByTestId('invoice-order').check();
    await inspect(seller);
    await seller.getByTestId('invoice-save').click();
    await expect(seller.getByTestId('invoice-form')).toBeHidden();
    await seller.goto(`/supplier/orders?id=${orderId}`);
    await expect(seller.getByTestId('order-invoice')).toContainText(number);
  });

  await test.step('the unit sees it at the order, downloads the file as it came, and receives it', async () => {
    const buyer = await open('storefront', 'unitBuyer');
    await buyer.goto(`/orders/${orderId}`);
    const link = buyer.getByTestId('order-invoice').getByRole('link');
    await expect(link).toContainText(number);
    const original = await buyer.request.get((await link.getAttribute('href')) ?? '');
    expect(await original.text()).toBe(xml);
    const school = await enter('console', 'agency');
    const { items } = await school.get('listInvoices', { query: { orderId, limit: 10 } });
    const manager = await open('console', 'agency');
    await manager.goto(`/agency/invoices?id=${items[0]?.id ?? ''}`);
    await manager.getByTestId('invoice-receive').click();
    await manager.getByTestId('invoice-receive-submit').click();
    await expect(manager.getByTestId('invoice-status')).toHaveText('已核收');
    await inspect(manager);
  });
});
