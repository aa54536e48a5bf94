// A pre-sale that is paid in two parts (定金预售): the organiser chooses the deposit, who pays the rest in time gets the goods, and who does not loses it.
import * as campaigns from '../support/campaigns';
import { agree } from '../support/console';
import { inspectAtBothWidths } from '../support/inspect';
import { moveTo } from '../support/moves';
import { aBuyer } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { endBalances, reachBalances, reachHarvest } from '../support/time';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a pre-sale with a deposit: the rest is paid in time by one, and not by another', async ({ open }) => {
  const organiser = await campaigns.anOrganiser();
  const campaign = await campaigns.aDraft({
    organiser,
    start: { form: 'pre_sale' },
    terms: { shipOn: inDays(20) },
  });
  const { id, pricesFen } = campaign;
  const desk = await open('storefront', organiser);

  await test.step('the organiser chooses how much is paid at once, and is told what is too much', async () => {
    await desk.goto(`/organise/${id}`);
    await desk.getByTestId('draft-deposit').selectOption('part');
    await desk.getByTestId('draft-deposit-percent').fill('30');
    await desk.getByTestId('draft-balance-on').fill(inDays(10));
    await desk.getByTestId('draft-submit').click();
    await expect(desk.getByText('定金最多为最低成团价的 20%')).toBeVisible();
    await desk.getByTestId('draft-deposit-percent').fill('10');
    // From its top: the head of the page stays in view, over whatever is scrolled below it.
    await desk.evaluate('scrollTo(0, 0)');
    await inspectAtBothWidths(desk);
    await desk.getByTestId('draft-submit').click();
    await agree(desk, '提交');
    await expect(desk.getByTestId('organise-state')).toHaveText('待供应商确认');
  });

  await campaigns.agreedTo(campaign);
  await campaigns.opened(campaign);
  const { points } = await organiser.get('getMyCampaign', { params: { id } });
  const pointId = points[0]?.id ?? '';
  const depositFen = Math.floor(pricesFen[1] / 10);
  const [buyer, forgetful] = [await aBuyer(), await aBuyer()];
  const page = await open('storefront', buyer);

  await test.step('who joins reads what is paid now and what later, and pays the deposit', async () => {
    await page.goto(`/group-buys/${id}`);
    expect(shop.fenOf(await page.getByTestId('deposit-now').innerText())).toBe(depositFen);
    await inspectAtBothWidths(page);
    await page.getByTestId('join').click();
    await page.getByRole('button', { name: '增加一份' }).click();
    await expect.poll(async () => shop.fenOf(await page.getByTestId('join-deposit').innerText())).toBe(2 * depositFen);
    await expect(page.getByTestId('deposit-words')).toContainText('定金不退');
    await inspectAtBothWidths(page);
    await page.getByRole('radio', { name: /社区服务站/ }).check();
    await page.getByLabel('公开显示的名字').fill('验收食客');
    await page.getByTestId('join-submit').click();
    await page.waitForURL(/\/pay\/pi_/);
    await shop.payPledge(page, '支付宝');
  });

  const lost = await campaigns.aPaidPledge(forgetful, { id, pointId });
  await campaigns.stands(organiser, campaign, 'awaiting_balance');
  const { items } = await buyer.get('listPledges', { query: { limit: 10 } });
  const pledgeId = items[0]?.id ?? '';
  // The worker calls the balances pledge by pledge, after the campaign.
  const standing = async () => (await buyer.get('getPledge', { params: { id: pledgeId } })).status;
  await expect.poll(standing, { timeout: 30_000 }).toBe('balance_due');

  await test.step('it has come through: the rest is due from a day on, and less for the tier that was reached', async () => {
    await moveTo(page, `/my/pledges/${pledgeId}`);
    expect(shop.fenOf(await page.getByTestId('pledge-balance').innerText())).toBe(2 * (pricesFen[1] - depositFen));
    await expect(page.getByTestId('pledge-pay')).toHaveCount(0);
    await inspectAtBothWidths(page);
  });

  await test.step('on that day it is paid', async () => {
    await reachBalances(id);
    await campaigns.stands(organiser, campaign, 'collecting');
    await page.reload();
    await expect(page.getByTestId('balance-words')).toContainText('前付清尾款');
    await inspectAtBothWidths(page);
    await page.getByTestId('pledge-pay').click();
    await page.waitForURL(/\/pay\/pi_/);
    await shop.payPledge(page, '银行卡');
  });

  await test.step('who was told and did not pay loses the deposit, and what was paid is ordered', async () => {
    await expect
      .poll(
        async () => (await forgetful.get('listNotices', { query: { limit: 20 } })).items.map(({ title }) => title),
        {
          timeout: 60_000,
        },
      )
      .toContain('请支付尾款');
    await endBalances(id);
    await campaigns.stands(organiser, campaign, 'succeeded');
    const loser = await open('storefront', forgetful);
    await expect
      .poll(async () => (await forgetful.get('getPledge', { params: { id: lost } })).status, { timeout: 60_000 })
      .toBe('forfeited');
    await loser.goto(`/my/pledges/${lost}`);
    await expect(loser.getByRole('main')).toContainText('定金不退');
    await reachHarvest(id);
    const { orders } = await campaigns.cameTo(organiser, campaign, 'purchasing');
    expect(orders).toMatchObject([{ pieces: 2, totalFen: 2 * pricesFen[1] }]);
    await desk.goto(`/organise/${id}`);
    await expect(desk.getByTestId('organise-balances')).toContainText('没付 1 份');
  });
});
