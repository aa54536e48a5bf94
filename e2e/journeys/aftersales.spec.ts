import { anOffer } from '../support/offers';
import { anOrder } from '../support/orders';
import { aBuyer } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('a piece that was missing is asked back, refused by the supplier, and paid back as the office decides', async ({
  open,
}) => {
  const person = await aBuyer();
  const id = await anOrder(person, { productId: (await anOffer()).id, pieces: 2 }).shipped();
  const buyer = await open('storefront', person);
  await buyer.goto(`/orders/${id}`);
  await buyer.getByTestId('order-aftersales').click();
  const form = buyer.getByTestId('case-form');
  await form.getByTestId('case-submit').click();
  await expect(form).toContainText('请选择原因');
  await form.getByTestId('reason-shortage').check();
  await form.getByTestId('case-pieces').fill('1');
  await form.getByTestId('case-words').fill('箱子里只有一件');
  const most = shop.fenOf(/最多 (\S+)，/.exec(await form.innerText())?.[1] ?? '');
  await form.getByTestId('case-submit').click();
  const status = buyer.getByTestId('case-status');
  await expect(status).toHaveText('待商家处理');
  await expect(buyer.getByTestId('case-turn')).toContainText('前');
  const caseId = new URL(buyer.url()).pathname.split('/').at(-1);

  const supplier = await open('console', 'supplier');
  await supplier.goto(`/supplier/after-sales?id=${caseId}`);
  await supplier.getByTestId('case-refuse-open').click();
  await supplier.getByLabel('驳回理由').fill('发货时称过重量');
  await supplier.getByTestId('case-refuse-submit').click();
  await expect(supplier.getByTestId('case-refuse-open')).toBeHidden();

  await buyer.reload();
  await expect(status).toHaveText('商家已驳回');
  await buyer.getByTestId('case-escalate-open').click();
  await buyer.getByTestId('escalate-words').fill('照片里只有一件，请裁定');
  await buyer.getByTestId('escalate-submit').click();
  await expect(status).toHaveText('平台介入中');

  const office = await open('console', 'administrator');
  await office.goto(`/administration/after-sales?id=${caseId}`);
  await office.getByTestId('case-decide-open').click();
  await office.getByLabel('支持退款').check();
  await office.getByLabel('理由').fill('照片属实');
  await office.getByTestId('case-decide-submit').click();
  await expect(office.getByTestId('case-decide-open')).toBeHidden();

  // The refund goes through the worker and the provider.
  await expect(async () => {
    await buyer.reload();
    await expect(status).toHaveText('已退款', { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await buyer.goto(`/orders/${id}`);
  expect(shop.fenOf(await buyer.getByTestId('refund').innerText()), 'what was asked for, to the fen').toBe(most);
});
