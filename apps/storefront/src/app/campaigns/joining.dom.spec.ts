import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Live, Seats } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { JoinCampaignPage } from './join-campaign';
import { PledgeDetailPage } from './pledge-detail';
import { PledgeListPage } from './pledge-list';

const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const POINT = '0b7f3f8e-0000-4000-8000-000000000002';
const PLEDGE = '0b7f3f8e-0000-4000-8000-000000000003';
const SOON = new Date(Date.now() + 600_000).toISOString();
const CAMPAIGN = {
  id: ID,
  title: '中秋一起买小米',
  status: 'recruiting',
  deliveryMode: 'pickup',
  recipientName: null,
  deadline: SOON,
  points: [{ id: POINT, name: '东门门卫室', regionPath: '北京市 东城区', detail: '1 号' }],
};
const TWO_POINTS = { points: [{ ...CAMPAIGN.points[0], id: ID, name: '西门' }, ...CAMPAIGN.points] };
const quote = (shares: number, said: object = {}) => ({
  shares,
  priceFen: 8_800,
  freightShareFen: 500,
  totalFen: shares * 9_300,
  backFen: 0,
  tiers: [{ from: 1, priceFen: 8_800 }],
  tier: 0,
  thresholdShares: 30,
  capShares: 100,
  perPledgeShares: 10,
  paidShares: 27,
  heldShares: 0,
  leftShares: 73,
  deadline: SOON,
  payMinutes: 30,
  joinable: true,
  ...said,
});
const pledge = (said: object = {}) => ({
  id: PLEDGE,
  number: 'BN0000000001',
  campaign: { id: ID, title: '中秋一起买小米', photo: null, status: 'recruiting', failReason: '' },
  shares: 2,
  status: 'paid',
  amountFen: 18_600,
  finalFen: null,
  refundedFen: 0,
  organisationName: null,
  createdAt: SOON,
  expiresAt: null,
  payment: { payUrl: null },
  refunds: [],
  substitutes: [],
  point: null,
  address: null,
  shownName: '',
  invoiceTitle: '',
  invoiceCode: '',
  handCode: null,
  steps: [{ to: 'paid', at: SOON, reason: '' }],
  can: { pay: false, leave: false, withdraw: true },
  ...said,
});
const REFUSED = (code: string, message: string) =>
  [{ error: { code, message, details: {} } }, { status: 409, statusText: 'Conflict' }] as const;

let sure: boolean;
let asked: string[];
beforeEach(() => {
  [sure, asked] = [true, []];
});

const COMPANY = { organisationName: '某公司', kind: 'company' };
const UNIT = { organisationName: '第一小学', kind: 'agency', role: 'clerk', duties: ['buy'], reviewLevel: null };
async function shown<T>(page: Type<T>, inputs: Record<string, string> = {}, seat: object = COMPANY) {
  const ask = ({ text }: { text: string }) => {
    asked.push(text);
    return Promise.resolve(sure);
  };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Live, useValue: { watch: () => signal(undefined), connected: signal(true) } },
      { provide: Seats, useValue: { current: signal(seat) } },
      { provide: Confirm, useValue: { ask } },
    ],
  });
  const fixture = TestBed.createComponent(page);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const http = TestBed.inject(HttpTestingController);
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const element = fixture.nativeElement as HTMLElement;
  const at = <E extends HTMLElement>(testId: string) => element.querySelector<E>(`[data-testid="${testId}"]`);
  const text = () => element.textContent.replace(/\s+/g, ' ');
  const went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  return { fixture, http, settle, element, at, text, went };
}

async function joining(said: object = {}, campaign: object = {}, seat?: object) {
  const page = await shown(JoinCampaignPage, { id: ID, via: 'LEAD01' }, seat);
  page.http.expectOne(({ url }) => url.endsWith(`/group-buys/${ID}`)).flush({ ...CAMPAIGN, ...campaign });
  page.http.expectOne(({ url }) => url.includes('/quote')).flush(quote(1, said));
  await page.settle();
  return page;
}

describe('joining a group purchase', () => {
  it('by somebody’s link says whose it is and what they see, and fetches at their point unless another is chosen', async () => {
    const { http, settle, at, element } = await joining({}, TWO_POINTS);
    http
      .expectOne(({ url }) => url.includes('/leader-link'))
      .flush({
        leader: { name: '二号楼钱大姐', pointId: CAMPAIGN.points[0]?.id },
      });
    await settle();
    expect(at('led-by')?.textContent).toContain('看不到地址');
    expect([...element.querySelectorAll<HTMLInputElement>('[name="point"]')].map(({ checked }) => checked)).toEqual([
      false,
      true,
    ]);
    expect(at('join-blocked')).toBeNull();
  });

  it('fetches at the only point there is without being asked', async () => {
    const { at, element } = await joining();
    expect(element.querySelector<HTMLInputElement>('[name="point"]')?.checked).toBe(true);
    expect(at('join-blocked')).toBeNull();
  });

  it('asks for what is missing, says the sum on the button, and goes to pay what was quoted', async () => {
    const { http, settle, element, at, text, went } = await joining({}, TWO_POINTS);
    const button = () => at<HTMLButtonElement>('join-submit');
    expect(at('join-blocked')?.textContent).toContain('请选择自提点');
    expect(button()?.disabled).toBe(true);
    expect(text()).toContain('没成团或活动取消，付的款全部自动原路退回');

    element.querySelector<HTMLInputElement>(`[name="point"][value="${POINT}"]`)?.click();
    element.querySelector<HTMLButtonElement>('[aria-label="增加一份"]')?.click();
    await settle();
    // The old sum belongs to another number of shares.
    expect(button()?.disabled).toBe(true);
    http.expectOne(({ urlWithParams }) => urlWithParams.includes('shares=2')).flush(quote(2));
    await settle();
    expect(button()?.textContent).toContain('参加并支付 ¥186.00');

    at('for-organisation')?.click();
    await settle();
    button()?.click();
    await settle();
    const sent = http.expectOne(({ method }) => method === 'POST');
    expect(sent.request.body).toMatchObject({
      shares: 2,
      expectedTotalFen: 18_600,
      pointId: POINT,
      address: null,
      via: 'LEAD01',
      forOrganisation: true,
    });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    sent.flush({ id: PLEDGE, payment: { payUrl: null } });
    await settle();
    // The provider has not answered yet: the pledge stands, and is paid from its page.
    http.expectOne(({ url }) => url.endsWith('/payments')).flush(...REFUSED('payment_unavailable', '支付暂时不可用'));
    await settle();
    expect(went).toHaveBeenCalledWith(`/my/pledges/${PLEDGE}`);
  });

  it('of packs that go by the list of a union asks for no address', async () => {
    const { http, settle, element, at } = await joining(
      {},
      { deliveryMode: 'each', byList: true, organiserName: '某工会', points: [] },
    );
    expect(at('join-by-list')?.textContent).toContain('按某工会的收件名单寄到各人');
    expect(element.querySelector('app-address-book')).toBeNull();
    expect(at('join-blocked')).toBeNull();
    at('join-submit')?.click();
    await settle();
    const sent = http.expectOne(({ method }) => method === 'POST');
    expect(sent.request.body).toMatchObject({ address: null, pointId: null });
  });

  it('says why it is refused, and reckons anew', async () => {
    const { http, settle, at } = await joining();
    at('join-submit')?.click();
    await settle();
    http.expectOne(({ method }) => method === 'POST').flush(...REFUSED('campaign_full', '只剩 0 份'));
    await settle();
    expect(at('join-problem')?.textContent).toContain('只剩 0 份');
    http.expectOne(({ url }) => url.includes('/quote')).flush(quote(1, { leftShares: 0, joinable: false }));
    await settle();
    expect(at('join-blocked')?.textContent).toContain('名额已满');
    expect(at<HTMLButtonElement>('join-submit')?.disabled).toBe(true);
  });
});

describe('joining from a unit’s seat', () => {
  it('is in person until a budget is chosen, shows what the pledge leaves of it, and names it', async () => {
    const { http, settle, at, text } = await joining({}, {}, UNIT);
    const desk = {
      unit: { id: POINT, name: '第一小学' },
      year: 2026,
      budgets: [
        {
          id: PLEDGE,
          kind: 'union',
          name: '工会慰问',
          costCentre: '',
          leftFen: 9_900,
          spendableFen: 9_900,
          bound: null,
        },
      ],
      share: { reservedFen: 50_000, countedFen: 10_000, parts: { ownFen: 10_000, unionFen: 0, staffFen: 0 } },
    };
    http.expectOne(({ url }) => url.endsWith('/procurement/buying')).flush(desk);
    await settle();
    expect(at<HTMLInputElement>('budget-personal')?.checked).toBe(true);
    expect(text()).toContain('工会慰问 还可用 ¥99.00，下单后剩 ¥6.00');
    expect(at('unit-pledge-words')).toBeNull();
    at('budget')?.click();
    await settle();
    expect(at('share-left')?.textContent).toContain('预留份额还差 ¥400.00，本次商品 ¥88.00');
    expect(at('unit-pledge-words')?.textContent).toContain('提交时按最高应付占用预算');
    at('join-submit')?.click();
    await settle();
    const sent = http.expectOne(({ method }) => method === 'POST');
    expect(sent.request.body).toMatchObject({ forOrganisation: true, budgetId: PLEDGE });
    sent.flush(...REFUSED('budget_exceeded', '超出采购预算：第一小学 2026 年“工会慰问”还剩 ¥5.00'));
    await settle();
    expect(at('join-problem')?.textContent).toContain('还剩 ¥5.00');
    // What is left is asked again: somebody else bought.
    http.expectOne(({ url }) => url.endsWith('/procurement/buying')).flush(desk);
  });
});

describe('one’s own pledge', () => {
  it('is withdrawn after a question that names the sum, and once', async () => {
    const { http, settle, at, text } = await shown(PledgeDetailPage, { id: PLEDGE });
    http.expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`)).flush(pledge());
    await settle();
    expect(at('pledge-words')?.textContent).toBe('已付款，等待成团');
    sure = false;
    at('pledge-withdraw')?.click();
    await settle();
    http.expectNone(({ method }) => method === 'POST');
    expect(asked[0]).toContain('¥186.00 原路退回');

    sure = true;
    at('pledge-withdraw')?.click();
    await settle();
    at('pledge-withdraw')?.click();
    await settle();
    http
      .expectOne(({ url }) => url.endsWith('/withdrawal'))
      .flush(pledge({ status: 'withdrawn', can: { pay: false, leave: false, withdraw: false } }));
    await settle();
    expect(text()).toContain('已退出，付的款原路退回');
    expect(at('pledge-withdraw')).toBeNull();
  });

  it('shows what is to be paid and until when, and how it stands when that fails', async () => {
    const { http, settle, at, text } = await shown(PledgeDetailPage, { id: PLEDGE });
    const open = pledge({ status: 'pending', expiresAt: SOON, can: { pay: true, leave: true, withdraw: false } });
    http.expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`)).flush(open);
    await settle();
    expect(text()).toMatch(/请在 00:(09|10):\d\d 内付款/);
    at('pledge-pay')?.click();
    await settle();
    http.expectOne(({ url }) => url.endsWith('/payments')).flush(...REFUSED('checkout_not_payable', '已超过付款时间'));
    await settle();
    http
      .expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`))
      .flush(pledge({ status: 'expired', can: { pay: false, leave: false, withdraw: false } }));
    await settle();
    expect(at('pledge-status')?.textContent).toBe('超时关闭');
  });

  it('is asked about goods in place of others: both answers are there, the last counts, and one that came too late says so', async () => {
    const { http, settle, at, text } = await shown(PledgeDetailPage, { id: PLEDGE });
    const offer = (said: object = {}) => ({
      id: POINT,
      goodsName: '小米 5 斤',
      goodsPriceFen: 2_000,
      name: '荞麦面 5 斤',
      priceFen: 1_500,
      pieces: 1,
      supplierName: '山里合作社',
      reason: '受灾减产',
      status: 'open',
      answerBy: SOON,
      accepts: null,
      refundFen: 4_000,
      differenceFen: 1_000,
      open: true,
      ...said,
    });
    http.expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`)).flush(pledge({ substitutes: [offer()] }));
    await settle();
    expect(text()).toContain('退差价 ¥10.00');
    expect(text()).toContain('退回 ¥40.00，其余商品照常。不答复也是退款');
    expect(at('substitute-answer')?.textContent).toBe('您还没有选择');
    at('substitute-accept')?.click();
    await settle();
    const sent = http.expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}/substitutes/${POINT}`));
    expect(sent.request.body).toEqual({ accepts: true });
    sent.flush(pledge({ substitutes: [offer({ accepts: true })] }));
    await settle();
    expect(at('substitute-answer')?.textContent).toBe('您接受了替代商品');
    expect(at('substitute-accept')?.getAttribute('aria-pressed')).toBe('true');
    at('substitute-decline')?.click();
    await settle();
    http
      .expectOne(({ url }) => url.endsWith(`/substitutes/${POINT}`))
      .flush(...REFUSED('substitute_closed', '该替代商品的答复已截止'));
    await settle();
    http
      .expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`))
      .flush(pledge({ substitutes: [offer({ accepts: true, open: false, status: 'closed' })] }));
    await settle();
    expect(at('substitute-accept')).toBeNull();
    expect(at('substitute-answer')?.textContent).toBe('您接受了替代商品');
  });

  it('shows the code to fetch it with, what went back, and what it came to', async () => {
    const { http, settle, at, text } = await shown(PledgeDetailPage, { id: PLEDGE });
    http
      .expectOne(({ url }) => url.endsWith(`/pledges/${PLEDGE}`))
      .flush(
        pledge({
          status: 'confirmed',
          campaign: { id: ID, title: '小米', photo: null, status: 'received', failReason: '' },
          handCode: 'K7QX',
          finalFen: 15_000,
          refundedFen: 3_600,
          refunds: [
            {
              id: POINT,
              amountFen: 3_600,
              status: 'succeeded',
              reason: '达到第 2 档，退差价',
              createdAt: SOON,
              finishedAt: SOON,
            },
          ],
          can: { pay: false, leave: false, withdraw: false },
        }),
      );
    await settle();
    expect(at('hand-code')?.textContent).toBe('K7QX');
    expect(text()).toContain('达到第 2 档，退差价¥36.00');
    expect(text()).toContain('¥150.00');
    expect(text()).toContain('看活动成果');
  });
});

describe('one’s pledges', () => {
  it('are listed with where the money is, and where to begin when there is none', async () => {
    const { http, settle, element, text } = await shown(PledgeListPage);
    http
      .expectOne(({ url }) => url.endsWith('/pledges'))
      .flush({
        items: [
          pledge({
            status: 'refunded',
            campaign: { id: ID, title: '小米', photo: null, status: 'failed', failReason: '' },
          }),
        ],
        nextCursor: null,
        total: 1,
      });
    await settle();
    expect(text()).toContain('没有成团，付的款原路退回');
    expect(element.querySelector('[data-testid="pledge-row"]')?.getAttribute('href')).toBe(`/my/pledges/${PLEDGE}`);
  });
});
