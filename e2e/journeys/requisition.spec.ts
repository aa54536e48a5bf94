// What a school buys: a buyer lists goods, an approver approves exactly that list, the buyer orders it, the supplier signs the contract, and the buyer pays it in the shop.
import { answered } from '../support/answers';
import { choose } from '../support/console';
import { inspect } from '../support/inspect';
import { anOffer } from '../support/offers';
import { digits } from '../support/people';
import { enter } from '../support/sessions';
import { pay } from '../support/shop';
import { expect, test } from '../support/test';

test('a requisition is written, approved and ordered', async ({ open }) => {
  const purpose = `验收食堂用粮${digits(8)}`;
  const offer = await anOffer();
  const shop = await enter('storefront', 'unitBuyer');
  const address = { receiver: '验收收货人', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
  await shop.get('createAddress', { body: { ...address, isDefault: true } });
  const buyer = await open('console', 'unitBuyer');

  await test.step('the buyer lists what to buy and submits it', async () => {
    await buyer.goto('/agency/requisitions');
    await buyer.getByTestId('requisition-new').click();
    await buyer.getByTestId('field-purpose').fill(purpose);
    await buyer.getByTestId('field-deliverTo').fill('学校食堂后门，李师傅');
    await inspect(buyer);
    await buyer.getByTestId('requisition-new-submit').click();
    await buyer.getByTestId('requisition-edit').click();
    await choose(buyer, buyer.getByTestId('goods-select'), offer.name, offer.name);
    await expect(buyer.getByTestId('editor-line')).toHaveCount(1);
    await inspect(buyer);
    await buyer.getByTestId('editor-save').click();
    await expect(buyer.getByTestId('requisition-line')).toContainText(offer.name);
    await buyer.getByTestId('requisition-submit').click();
    await buyer.getByTestId('requisition-submit-submit').click();
    await expect(buyer.getByTestId('requisition-status')).toHaveText('待审批');
  });

  await test.step('the approver finds it among what waits, and approves what is shown', async () => {
    const approver = await open('console', 'unitApprover');
    await approver.goto('/agency/requisitions?mine=1');
    await approver.getByText(purpose).click();
    await inspect(approver);
    await approver.getByTestId('requisition-approve').click();
    await approver.getByTestId('requisition-approve-submit').click();
    await expect(approver.getByTestId('requisition-status')).toHaveText('已批准');
  });

  await test.step('the buyer orders it once sum, freight and address are shown', async () => {
    await buyer.reload();
    await buyer.getByTestId('requisition-order').click();
    await expect(buyer.getByTestId('order-total')).toContainText('¥');
    await inspect(buyer);
    await buyer.getByTestId('order-submit').click();
    await expect(buyer.getByTestId('requisition-status')).toHaveText('已下单');
    await expect(buyer.getByTestId('requisition-ordered')).toContainText('待签署');
  });

  const link = (await buyer.getByTestId('requisition-ordered').getByRole('link').getAttribute('href')) ?? '';

  await test.step('its supplier changes the freight, signs, and keeps the contract', async () => {
    const supplier = await open('console', 'supplier');
    await supplier.goto(`/supplier/orders?status=to_sign&id=${link.split('/').at(-1)}`);
    await supplier.getByTestId('freight-open').click();
    await supplier.getByTestId('field-freight').fill('6.50');
    await inspect(supplier);
    // The list behind the order is asked anew after each step, and shows what waits besides.
    const list = { path: '/supplier/orders', query: { status: 'to_sign' } };
    await answered(supplier, list, () => supplier.getByTestId('freight-submit').click());
    await expect(supplier.getByTestId('order-timeline')).toContainText('改为 ¥6.50');
    await supplier.getByTestId('sign-open').click();
    await answered(supplier, list, () => supplier.getByTestId('sign-submit').click());
    await expect(supplier.getByTestId('order-status')).toHaveText('待付款');
    await inspect(supplier);
    const [contract] = await Promise.all([
      supplier.waitForEvent('download'),
      supplier.getByTestId('contract-download').click(),
    ]);
    expect(contract.suggestedFilename()).toMatch(/^采购合同-YG\d+\.pdf$/);
  });

  await test.step('and the buyer pays it in the shop, where contract and term are', async () => {
    const mall = await open('storefront', shop);
    await mall.goto(link);
    await expect(mall.getByRole('main')).toContainText(offer.name);
    await expect(mall.getByTestId('order-status')).toHaveAttribute('data-status', 'pending_payment');
    await expect(mall.getByTestId('contract-download')).toBeVisible();
    await mall.getByTestId('extend-open').click();
    await mall.getByTestId('extend-reason').fill('财政支付系统年末停机');
    await mall.getByTestId('extend-submit').click();
    await expect(mall.getByTestId('order-timeline')).toContainText('付款期已延长');
    await inspect(mall);
    await mall.getByTestId('pay-order').click();
    await pay(mall, '支付宝');
    await mall.goto(link);
    await expect(mall.getByTestId('order-status')).toHaveAttribute('data-status', 'to_ship');
  });
});
