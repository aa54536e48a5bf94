// What a school buys: a buyer lists goods, an approver approves exactly that list, the buyer orders it and finds the order in the shop.
import { choose } from '../support/console';
import { inspect } from '../support/inspect';
import { anOffer } from '../support/offers';
import { digits } from '../support/people';
import { enter } from '../support/sessions';
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
    await expect(buyer.getByTestId('requisition-ordered')).toContainText('待付款');
  });

  await test.step('and pays it in the shop, where the order is', async () => {
    const link = await buyer.getByTestId('requisition-ordered').getByRole('link').getAttribute('href');
    const mall = await open('storefront', shop);
    await mall.goto(link ?? '');
    await expect(mall.getByRole('main')).toContainText(offer.name);
    await expect(mall.getByRole('main')).toContainText('待付款');
  });
});
