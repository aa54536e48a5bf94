// Three more forms of 以购代捐, in what only they have: packs that go by a list of people, a harvest that is paid before it is there, and inputs for villages.
import { Buffer } from 'node:buffer';
import * as campaigns from '../support/campaigns';
import { agree, readWorkbook } from '../support/console';
import { inspect, inspectAtBothWidths } from '../support/inspect';
import { aListedProduct } from '../support/made';
import { moveTo } from '../support/moves';
import { anOffer } from '../support/offers';
import { digits } from '../support/people';
import { aBuyer, enter } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { reachHarvest } from '../support/time';

const PLACE = { receiver: '验收工会', phone: '13900001234', regionCode: '110108', detail: '中关村大街 27 号' };
const HEAD = '姓名,手机号,地址,份数';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const list = (...rows: string[]) => ({
  name: '职工名单.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...rows].join('\n')),
});

test('a union’s gift pack of two suppliers goes to the people of its list', async ({ open }) => {
  const union = await enter('storefront', 'organiser');
  const other = await aListedProduct();
  const [own, foreign] = [
    await campaigns.skuOf(union, (await anOffer()).id),
    await campaigns.skuOf(union, other.productId),
  ];
  const title = `验收礼包${digits(6)}`;
  const goods = [own, foreign].map(({ id, priceFen }) => ({ skuId: id, pieces: 1, pricesFen: [priceFen] }));
  const three = { thresholdShares: 3, capShares: 3, perPledgeShares: 3, tierFrom: [1] };
  const campaign = await campaigns.aDraft({
    organiser: union,
    start: { form: 'gift_pack', title },
    terms: { ...three, title, goods, deliveryMode: 'each', place: PLACE, points: [] },
  });
  const { id } = campaign;
  const desk = await open('storefront', union);

  await test.step('a list with a wrong row is not kept; a right one is, and the pack goes to the suppliers', async () => {
    await desk.goto(`/organise/${id}`);
    await desk.getByTestId('list-file').setInputFiles(list('张三,139,北京市东城区安定门 1 号,1'));
    await expect(desk.getByTestId('list-wrong')).toContainText('第 2 行 张三：电话');
    const people = ['张三,13900000001,北京市东城区安定门 1 号,2', '李四,13900000002,北京市东城区安定门 2 号,1'];
    await desk.getByTestId('list-file').setInputFiles(list(...people));
    await expect(desk.getByTestId('list-kept')).toContainText('2 人，3 份');
    await inspectAtBothWidths(desk);
    await desk.getByTestId('draft-submit').click();
    await agree(desk, '提交');
    await expect(desk.getByTestId('organise-state')).toHaveText('待供应商确认');
  });

  await campaigns.agreedTo(campaign);
  await other.client.get('answerCampaign', { params: { id }, body: { answer: 'agree', reason: '' } });
  await campaigns.opened(campaign);

  await test.step('the union pays for all of them, and is asked for no address', async () => {
    await moveTo(desk, `/group-buys/${id}`);
    await expect(desk.getByTestId('campaign-good')).toHaveCount(2);
    await desk.getByTestId('join').click();
    await expect(desk.getByTestId('join-by-list')).toContainText('名单');
    for (const _ of [1, 2]) await desk.getByRole('button', { name: '增加一份' }).click();
    await desk.getByTestId('for-organisation').check();
    await inspectAtBothWidths(desk);
    await desk.getByTestId('join-submit').click();
    await desk.waitForURL(/\/pay\/pi_/);
    await shop.payPledge(desk, '银行卡');
  });

  const placed = await campaigns.cameTo(union, campaign, 'purchasing');
  expect(placed.orders.map(({ pieces }) => pieces)).toEqual([3, 3]);

  await test.step('each supplier has one order, and while it sends who gets what', async () => {
    const supplier = await open('console', 'supplier');
    await supplier.goto('/supplier/campaign-orders');
    const row = supplier.getByTestId('campaign-order-row').filter({ hasText: title });
    await inspect(supplier);
    const [download] = await Promise.all([
      supplier.waitForEvent('download'),
      row.getByTestId('campaign-addresses').click(),
    ]);
    const [, ...rows] = await readWorkbook(download);
    expect(rows.map(([, packs, name]) => [name, packs])).toEqual([
      ['张三', '2'],
      ['李四', '1'],
    ]);
  });
});

test('a pre-sale is paid in full, and ordered on the day of harvest', async ({ open }) => {
  const organiser = await campaigns.anOrganiser();
  const harvest = inDays(20);
  const campaign = await campaigns.aRecruitingCampaign({
    organiser,
    start: { form: 'pre_sale' },
    terms: { shipOn: harvest },
  });
  const { id } = campaign;
  const buyer = await aBuyer();
  const page = await open('storefront', buyer);

  await test.step('who joins reads from when it is sent', async () => {
    await page.goto(`/group-buys/${id}`);
    await expect(page.getByText('之后，收成了再发')).toBeVisible();
    await inspectAtBothWidths(page);
    await shop.joinCampaign(page, id, 2, '验收食客');
    await shop.payPledge(page, '支付宝');
  });

  await campaigns.aPaidPledge(await aBuyer(), campaign);
  const seat = await open('storefront', organiser);

  await test.step('it has come through, and nothing is ordered before the harvest', async () => {
    await campaigns.cameTo(organiser, campaign, 'succeeded');
    await seat.goto(`/organise/${id}/fulfilment`);
    await expect(seat.getByTestId('fulfilment-state')).toContainText(`${harvest} 起向供应商下单`);
    await expect(seat.getByTestId('campaign-order')).toHaveCount(0);
    await inspectAtBothWidths(seat);
  });

  await test.step('on that day it is', async () => {
    await reachHarvest(id);
    const { orders } = await campaigns.cameTo(organiser, campaign, 'purchasing');
    expect(orders).toMatchObject([{ pieces: 3, totalFen: 3 * campaign.pricesFen[1] }]);
    await seat.reload();
    await expect(seat.getByTestId('campaign-order')).toHaveCount(1);
    await moveTo(page, '/my/pledges');
    await expect(page.getByTestId('pledge-row')).toContainText('已成团');
  });
});

test('inputs are bought together, and handed out village by village', async ({ open }) => {
  const organiser = await campaigns.anOrganiser();
  const { receiver: _, ...place } = PLACE;
  const campaign = await campaigns.aRecruitingCampaign({
    organiser,
    start: { form: 'inputs' },
    terms: { points: ['东村', '西村'].map((name) => ({ ...place, name, contact: '验收组长' })) },
  });
  const { id } = campaign;
  const { points } = await organiser.get('getGroupBuy', { params: { id } });
  for (const [at, shares] of [2, 1].entries())
    await campaigns.aPaidPledge(await aBuyer(), { id, pointId: points[at]?.id ?? '' }, shares);
  const placed = await campaigns.cameTo(organiser, campaign, 'purchasing');
  expect(placed.orders.map(({ pointName, pieces }) => [pointName, pieces])).toEqual([
    ['东村', 2],
    ['西村', 1],
  ]);
  await campaigns.shipped(placed);
  await campaigns.cameTo(organiser, campaign, 'shipping');
  for (const { orderId } of placed.orders) await organiser.get('confirmReceipt', { params: { id: orderId } });
  await campaigns.cameTo(organiser, campaign, 'received');
  const seat = await open('storefront', organiser);

  await test.step('the organiser sees each village, and takes the lists on paper', async () => {
    await seat.goto(`/organise/${id}/fulfilment`);
    await expect(seat.getByTestId('place-row')).toHaveCount(2);
    await inspectAtBothWidths(seat);
    const [download] = await Promise.all([seat.waitForEvent('download'), seat.getByTestId('hand-out-paper').click()]);
    expect(download.suggestedFilename()).toContain('分发名单');
  });

  await test.step('who comes without a code signs', async () => {
    await seat.getByTestId('open-hand-out').click();
    await seat.getByTestId('hand-out-words').fill('西村');
    const row = seat.getByTestId('hand-out-row');
    await expect(row).toHaveCount(1);
    await row.getByTestId('hand-out-open').click();
    await seat.getByTestId('proof-signature').check();
    await seat.getByTestId('hand-name').fill('验收大娘');
    const pad = seat.getByTestId('signature-pad');
    const box = await pad.boundingBox();
    if (!box) throw new Error('there is a field to sign in');
    await seat.mouse.move(box.x + 40, box.y + 40);
    await seat.mouse.down();
    await seat.mouse.move(box.x + 160, box.y + 70, { steps: 5 });
    await seat.mouse.up();
    await inspectAtBothWidths(seat);
    await seat.getByTestId('hand-out-submit').click();
    await expect(row).toHaveAttribute('data-state', 'done');
    await expect(seat.getByTestId('hand-out-progress')).toContainText('1 / 3');
  });
});
