// 以购代捐: people buy together what the county grew. One that comes through from the supplier's yes to the certificate, one that does not and gives all back,
// and one for a hospital that first says what it needs.
import * as campaigns from '../support/campaigns';
import { agree } from '../support/console';
import { inspect, inspectAtBothWidths } from '../support/inspect';
import { moveTo } from '../support/moves';
import { digits } from '../support/people';
import { aBuyer, enter } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { endRecruiting } from '../support/time';

test('a group buy that comes through, from the supplier’s yes to the certificate', async ({ open }) => {
  const organiser = await campaigns.anOrganiser();
  const campaign = await campaigns.aSubmittedCampaign({ organiser });
  const { id, pricesFen } = campaign;

  await test.step('the supplier reads what is asked of it, and agrees', async () => {
    const supplier = await open('console', 'supplier');
    await supplier.goto(`/supplier/campaigns?id=${id}`);
    await expect(supplier.getByTestId('ask-status')).toHaveText('待供应商确认');
    await inspectAtBothWidths(supplier);
    await supplier.getByTestId('ask-agree').click();
    await supplier.getByTestId('campaign-agree-submit').click();
    await expect(supplier.getByTestId('ask-status')).toHaveText('待审');
  });

  await test.step('the office sees what it does for whom, and opens it', async () => {
    const office = await open('console', 'countyAdministrator');
    await office.goto(`/administration/campaigns?id=${id}`);
    await expect(office.getByTestId('campaign-effect')).toContainText('带动');
    await inspectAtBothWidths(office);
    await office.getByTestId('campaign-approve').click();
    await office.getByTestId('campaign-approve-submit').click();
    await expect(office.getByTestId('campaign-status').first()).toHaveText('招募中');
  });

  const [first, second] = [await aBuyer(), await aBuyer()];
  const one = await open('storefront', first);
  const other = await open('storefront', second);

  await test.step('the first takes two shares, pays, and watches', async () => {
    await shop.joinCampaign(one, id, 2, '验收邻居');
    await shop.payPledge(one, '支付宝');
    await one.goto(`/group-buys/${id}`);
    await expect(one.getByTestId('standing')).toContainText('还可参加 1 份');
    await inspectAtBothWidths(one);
  });

  await test.step('the second takes the last one, and the first sees without asking that it came through', async () => {
    await shop.joinCampaign(other, id, 1, '验收对门');
    await shop.payPledge(other, '微信支付');
    await expect(one.getByTestId('standing')).toContainText('已成团', { timeout: 30_000 });
    await expect(one.getByTestId('join')).toHaveCount(0);
  });

  await test.step('the goods are ordered at the price of the tier, sent, and received', async () => {
    const placed = await campaigns.cameTo(organiser, campaign, 'purchasing');
    expect(placed.orders).toMatchObject([{ pieces: 3, totalFen: 3 * pricesFen[1] }]);
    await campaigns.shipped(placed);
    await campaigns.cameTo(organiser, campaign, 'shipping');
    for (const { orderId } of placed.orders) await organiser.get('confirmReceipt', { params: { id: orderId } });
    await campaigns.cameTo(organiser, campaign, 'received');
  });

  const seat = await open('storefront', organiser);

  await test.step('each gets the goods on the code that only they see', async () => {
    for (const buyer of [first, second]) {
      const { items } = await buyer.get('listPledges');
      const pledge = await buyer.get('getPledge', { params: { id: items[0]?.id ?? '' } });
      await seat.goto(`/organise/${id}/hand-out`);
      const row = seat.getByTestId('hand-out-row').filter({ hasText: pledge.number });
      await row.getByTestId('hand-out-open').click();
      await seat
        .getByRole('dialog')
        .getByTestId('hand-code')
        .fill(pledge.handCode ?? '');
      await seat.getByTestId('hand-out-submit').click();
      await expect(row).toHaveAttribute('data-state', 'done');
    }
    await expect(seat.getByTestId('hand-out-progress')).toContainText('3 / 3');
    await inspectAtBothWidths(seat);
  });

  await test.step('the organiser publishes what it did', async () => {
    await moveTo(seat, `/organise/${id}/fulfilment`);
    await inspectAtBothWidths(seat);
    await seat.getByTestId('close-hand-out').click();
    await agree(seat, '结束分发');
    await expect(seat.getByTestId('close-hand-out')).toHaveCount(0);
    await seat.getByTestId('publish').click();
    await agree(seat, '公示');
    await expect(seat.getByTestId('published-at')).toBeVisible();
    await moveTo(seat, `/group-buys/${id}/results`);
    await expect(seat.getByTestId('wall-purchase')).toHaveCount(1);
    await inspectAtBothWidths(seat);
  });

  await test.step('the first has the difference in price back, and a certificate that anybody can check', async () => {
    await moveTo(one, '/my/pledges');
    await inspectAtBothWidths(one);
    await one.getByTestId('pledge-row').click();
    await expect(one.getByTestId('pledge-status')).toContainText('已完成');
    const { items } = await first.get('listPledges');
    expect(items).toMatchObject([{ status: 'done', finalFen: 2 * pricesFen[1] }]);
    await expect(one.getByRole('heading', { name: '退款' })).toBeVisible();
    await inspectAtBothWidths(one);
    const { number } = await first.get('getOwnParticipation', { params: { id: items[0]?.id ?? '' } });
    await one.getByRole('link', { name: '参与证书' }).click();
    await expect(one.getByTestId('participation')).toContainText(number ?? '');
    await inspectAtBothWidths(one);
    const stranger = await open('storefront');
    await stranger.goto('/participations');
    await stranger.getByTestId('participation-number').fill(number ?? '');
    await stranger.getByRole('button', { name: '查验' }).click();
    await expect(stranger.getByTestId('participation')).toContainText('参与证书属实');
    await expect(stranger.getByTestId('participation')).toContainText('验收邻居');
    await inspectAtBothWidths(stranger);
  });
});

test('a group buy that too few join gives all of it back', async ({ open }) => {
  const organiser = await campaigns.anOrganiser();
  const campaign = await campaigns.aRecruitingCampaign({ organiser });
  const buyer = await aBuyer();
  const pledgeId = await campaigns.aPaidPledge(buyer, campaign);
  const page = await open('storefront', buyer);
  await page.goto(`/group-buys/${campaign.id}`);
  await expect(page.getByTestId('standing')).toHaveText('还差 1 份成团');

  await endRecruiting(campaign.id);
  await expect(page.getByTestId('standing')).toContainText('没有成团', { timeout: 30_000 });
  await inspect(page);

  const refunded = async () => (await buyer.get('getPledge', { params: { id: pledgeId } })).refundedFen;
  await expect.poll(refunded, { timeout: 30_000 }).toBe(campaign.pricesFen[0]);
  await moveTo(page, `/my/pledges/${pledgeId}`);
  await expect(page.getByTestId('pledge-status')).toContainText('已退款');
  await expect(page.getByRole('heading', { name: '退款' })).toBeVisible();
  expect(shop.fenOf(await page.locator('.refunds').innerText())).toBe(campaign.pricesFen[0]);
  await inspectAtBothWidths(page);
});

test('a hospital says what it needs, and confirms what others will give', async ({ open }) => {
  const hospital = await enter('console', 'recipient');
  const title = `验收米面${digits(4)}`;
  const place = {
    regionCode: '110108',
    detail: '中关村大街 29 号',
    contactName: '验收护士',
    contactPhone: '13900001235',
  };
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const asked = { title, category: null, quantity: 3, unit: '袋', until, why: '病人食堂每天要用，冬天路不好走。' };
  const need = await hospital.get('createNeed', { body: { ...asked, ...place } });

  await test.step('the office looks at it, and it stands on the board', async () => {
    const office = await enter('console', 'administrator');
    await office.get('decideNeed', { params: { id: need.id }, body: { decision: 'approve', reason: '' } });
    const visitor = await open('storefront');
    await shop.expectPublished(visitor, '/needs', visitor.getByTestId('need-row').filter({ hasText: title }));
    await inspectAtBothWidths(visitor);
    await visitor.goto(`/needs/${need.id}`);
    await expect(visitor.getByTestId('need-title')).toHaveText(title);
    await inspectAtBothWidths(visitor);
  });

  const organiser = await campaigns.anOrganiser();
  const campaign = await campaigns.aSubmittedCampaign({
    organiser,
    start: { form: 'donation', needId: need.id, recipientId: need.recipient.id },
    terms: { deliveryMode: 'recipient', recipientId: need.recipient.id, points: [] },
  });

  await test.step('the hospital takes at most two shares of it', async () => {
    const desk = await open('console', 'recipient');
    await desk.goto(`/recipient/campaigns?id=${campaign.id}`);
    await expect(desk.getByTestId('donation-goods')).toBeVisible();
    await inspectAtBothWidths(desk);
    await desk.getByTestId('donation-confirm').click();
    await desk.getByTestId('field-shares').fill('2');
    await desk.getByTestId('field-quantity').fill('2');
    await desk.getByTestId('field-deliverBy').fill(until);
    await desk.getByTestId('donation-confirm-submit').click();
    await expect(desk.getByTestId('donation-status')).toHaveText('待供应商确认');
  });

  await campaigns.agreedTo(campaign);
  await campaigns.opened(campaign);
  const buyer = await aBuyer();
  await campaigns.aPaidPledge(buyer, campaign, 2);
  const placed = await campaigns.cameTo(organiser, campaign, 'purchasing');
  await campaigns.shipped(placed);

  await test.step('it counts what came, and signs', async () => {
    const desk = await open('console', 'recipient');
    await desk.goto(`/recipient/deliveries?id=${placed.orders[0]?.orderId ?? ''}`);
    await desk.getByTestId('delivery-begin').click();
    await desk.getByTestId('received').fill('2');
    await inspectAtBothWidths(desk);
    await desk.getByTestId('delivery-sign').click();
    await expect(desk.getByTestId('delivery-goods')).toContainText('收到 2 件');
    await inspect(desk);
  });

  await test.step('the board says that two of three have come', async () => {
    const visitor = await open('storefront');
    const shown = visitor.getByTestId('need-progress').filter({ hasText: '已签收 2' });
    await shop.expectPublished(visitor, `/needs/${need.id}`, shown.first());
  });
});
