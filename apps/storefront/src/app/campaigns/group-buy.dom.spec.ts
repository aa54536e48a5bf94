import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, convertToParamMap, provideRouter } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CampaignLive, GroupBuyView } from '@yigou/contracts';
import { Live } from '@yigou/web-data';
import { of } from 'rxjs';
import { GroupBuyListPage } from './group-buy-list';
import { GroupBuyPage } from './group-buy-page';
import { GroupBuyWallPage } from './group-buy-wall';
import { ResultsListPage } from './results-list';

const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const now = Date.now();
const CAMPAIGN: GroupBuyView = {
  id: ID,
  number: 'TG261128000001',
  form: 'group_buy',
  status: 'recruiting',
  title: '中秋一起买小米',
  photo: null,
  organiserName: '某公司工会',
  deadline: new Date(now + 2 * 86_400_000 + 3_600_000).toISOString(),
  thresholdShares: 30,
  capShares: 100,
  paidShares: 27,
  heldShares: 2,
  priceFen: 8_800,
  bestPriceFen: 7_400,
  depositFen: null,
  counties: ['西吉县'],
  story: '为了西吉\n一起买',
  perPledgeShares: 10,
  people: 9,
  tiers: [
    { from: 1, priceFen: 8_800 },
    { from: 50, priceFen: 7_400 },
  ],
  tier: 0,
  freightShareFen: 500,
  shipOn: null,
  deposit: null,
  deliveryMode: 'each',
  recipientName: null,
  byList: false,
  goods: [
    {
      productId: ID,
      productName: '小米',
      skuName: '一袋',
      pieces: 2,
      netWeightGrams: 500,
      photo: null,
      supplierName: '某合作社',
      countyPath: '宁夏回族自治区 固原市 西吉县',
      pricesFen: [4_400, 3_700],
      shopPriceFen: 4_900,
      certificate: { number: '证-1', households: 12, people: 40 },
    },
  ],
  households: 12,
  points: [],
  organiser: { kind: 'company', record: { succeeded: 2, failed: 1, cancelled: 0, published: 1, shares: 60 } },
  leadersOpen: true,
  openedAt: new Date(now).toISOString(),
  closedAt: null,
  failReason: '',
  joiners: [{ shownName: '小王', shares: 3, at: new Date(now).toISOString() }],
  now: new Date(now).toISOString(),
};

let moved: ReturnType<typeof signal<CampaignLive | undefined>>;
let connected: ReturnType<typeof signal<boolean>>;

async function shown<T>(page: Type<T>, inputs: Record<string, string> = {}, params: Record<string, string> = {}) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Live, useValue: { watch: () => moved, connected } },
      { provide: ActivatedRoute, useValue: { queryParamMap: of(convertToParamMap(params)) } },
    ],
  });
  const fixture = TestBed.createComponent(page);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const http = TestBed.inject(HttpTestingController);
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await jest.advanceTimersByTimeAsync(1);
      TestBed.tick();
    }
  };
  await settle();
  const element = fixture.nativeElement as HTMLElement;
  const of_ = (testId: string) => element.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  const text = () => element.textContent.replace(/\s+/g, ' ');
  return { http, settle, element, of: of_, text };
}
const read = (url: string) => url.endsWith(`/group-buys/${ID}`);

beforeEach(() => {
  jest.useFakeTimers({ now });
  moved = signal<CampaignLive | undefined>(undefined);
  connected = signal(true);
});
afterEach(() => void jest.useRealTimers());

describe('the page of a group purchase', () => {
  it('says before joining who organises it, what they did before, and what happens on failure', async () => {
    const { http, settle, text, of: at } = await shown(GroupBuyPage, { id: ID, via: 'LEAD01' });
    http.expectOne(({ url }) => read(url)).flush(CAMPAIGN);
    await settle();
    expect(text()).toContain('成团 2 次（60 份，公示成果 1 次），没成团 1 次，取消 0 次');
    expect(text()).toContain('截止时不到 30 份，或活动取消，付的款全部自动原路退回');
    expect(text()).toContain('另预收运费最多 ¥5.00');
    expect(text()).toContain('2 天 1 小时');
    expect(at('standing')?.textContent).toBe('还差 3 份成团');
    expect(at('join')?.getAttribute('href')).toBe(`/group-buys/${ID}/join?via=LEAD01`);
    expect(at('led-by')).toBeNull();
    const link = http.expectOne(({ url }) => url.endsWith('/leader-link?via=LEAD01'));
    link.flush({ leader: { name: '二号楼钱大姐', pointId: null } });
    await settle();
    expect(at('led-by')?.textContent).toContain('二号楼钱大姐');
    expect(at('lead')?.getAttribute('href')).toBe(`/group-buys/${ID}/lead`);
  });

  it('says of a pre-sale with a deposit what is paid now and what later, and gives no difference back', async () => {
    const { http, settle, text, of: at } = await shown(GroupBuyPage, { id: ID });
    const deposit = { bp: 1_000, shareFen: 740, balanceOn: '2026-12-08', balanceDays: 7, until: null };
    http.expectOne(({ url }) => read(url)).flush({ ...CAMPAIGN, form: 'pre_sale', depositFen: 740, deposit });
    await settle();
    expect(at('deposit-now')?.textContent).toBe('¥7.40');
    expect(at('deposit-later')?.textContent).toContain('每份尾款最多 ¥85.60');
    expect(text()).toContain('逾期没有付清尾款的，定金不退，归供应商（民法典第587条）');
    expect(text()).toContain('按达到的那一档付，差价从尾款里减');
    expect(text()).not.toContain('多付的部分');
  });

  it('moves by itself, and reads all of it again when its state changes', async () => {
    const { http, settle, text, of: at } = await shown(GroupBuyPage, { id: ID });
    http.expectOne(({ url }) => read(url)).flush(CAMPAIGN);
    await settle();
    const live: CampaignLive = {
      status: 'recruiting',
      paidShares: 60,
      heldShares: 0,
      people: 21,
      tier: 1,
      deadline: CAMPAIGN.deadline,
    };
    moved.set(live);
    await settle();
    expect(at('standing')?.textContent).toBe('已达到成团份数，还可参加 40 份');
    expect(text()).toContain('21 人已参加');
    expect(text()).toContain('已到第 2 档');
    http.expectNone(({ url }) => read(url));

    moved.set({ ...live, status: 'succeeded' });
    await settle();
    http.expectOne(({ url }) => read(url)).flush({ ...CAMPAIGN, status: 'succeeded', paidShares: 60 });
    await settle();
    expect(at('campaign-status')?.textContent).toBe('成团');
    expect(at('join')).toBeNull();
    expect(text()).toContain('看成果');
  });

  it('is read again every so often where nothing tells it of changes, and cannot be joined after the deadline', async () => {
    connected.set(false);
    const { http, settle, text, of: at } = await shown(GroupBuyPage, { id: ID });
    http.expectOne(({ url }) => read(url)).flush({ ...CAMPAIGN, deadline: new Date(now + 20_000).toISOString() });
    await settle();
    expect(text()).toContain('每 15 秒更新');
    expect(text()).toMatch(/00:00:2[01]/);
    await jest.advanceTimersByTimeAsync(15_100);
    await settle();
    http
      .expectOne(({ url }) => read(url))
      .flush({ ...CAMPAIGN, deadline: new Date(now + 20_000).toISOString(), now: new Date(Date.now()).toISOString() });
    await settle();
    expect(at('join')).not.toBeNull();
    await jest.advanceTimersByTimeAsync(6_000);
    await settle();
    expect(text()).toContain('已截止');
    expect(at('join')).toBeNull();
  });

  it('goes by the clock of the database, not of the phone', async () => {
    const { http, settle, text } = await shown(GroupBuyPage, { id: ID });
    const theirs = now + 3_600_000;
    http
      .expectOne(({ url }) => read(url))
      .flush({ ...CAMPAIGN, now: new Date(theirs).toISOString(), deadline: new Date(theirs + 60_000).toISOString() });
    await settle();
    expect(text()).toMatch(/00:01:0[01]/);
  });

  it('is told to others by its link, with the code of whose link was followed', async () => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    const { http, settle, of: at } = await shown(GroupBuyPage, { id: ID, via: 'LEAD01' });
    http.expectOne(({ url }) => read(url)).flush(CAMPAIGN);
    await settle();
    at('share')?.click();
    await settle();
    expect(at('share-link')?.textContent).toBe(`${location.origin}/group-buys/${ID}?via=LEAD01`);
  });

  it('shows what was told of its progress', async () => {
    const { http, settle, text } = await shown(GroupBuyPage, { id: ID });
    http.expectOne(({ url }) => read(url)).flush(CAMPAIGN);
    await settle();
    http
      .expectOne(({ url }) => url.endsWith(`/group-buys/${ID}/reports`))
      .flush({ items: [{ id: ID, at: CAMPAIGN.now, text: '已经有一半的人', photos: [] }], nextCursor: null, total: 1 });
    await settle();
    expect(text()).toContain('已经有一半的人');
  });

  it('is reported with a reason, and says what comes of it', async () => {
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    const { http, settle, of: at } = await shown(GroupBuyPage, { id: ID });
    http.expectOne(({ url }) => read(url)).flush(CAMPAIGN);
    await settle();
    at('report')?.click();
    await settle();
    at('report-send')?.click();
    await settle();
    http.expectNone(({ url }) => url.endsWith('/complaints'));
    const fill = (testId: string, value: string) => {
      const field = at(testId) as HTMLInputElement;
      field.value = value;
      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    };
    fill('report-kind', 'price');
    fill('report-content', '比别处贵了一倍，请查一查');
    await settle();
    at('report-send')?.click();
    await settle();
    const sent = http.expectOne(({ method }) => method === 'POST');
    expect(sent.request.url).toContain(`/group-buys/${ID}/`);
    expect(sent.request.body).toEqual({ kind: 'price', content: '比别处贵了一倍，请查一查', contact: '' });
    sent.flush({ id: ID });
    await settle();
    expect(at('report-received')?.textContent).toContain('举报已收到');
    expect(at('report-form')).toBeNull();
  });

  it('says that there is none', async () => {
    const { http, settle, text } = await shown(GroupBuyPage, { id: ID });
    http
      .expectOne(({ url }) => read(url))
      .flush(
        { error: { code: 'not_found', message: '没有找到', details: {} } },
        { status: 404, statusText: 'Not Found' },
      );
    await settle();
    expect(text()).toContain('没有找到这个活动');
  });
});

describe('the list of group purchases', () => {
  it('asks for what the address says, and nothing that it cannot mean', async () => {
    const { http, settle, text } = await shown(
      GroupBuyListPage,
      {},
      { form: 'pre_sale', state: 'lost', region: '640422' },
    );
    const asked = http.expectOne(({ url }) => url.includes('/group-buys'));
    const said = new URL(asked.request.urlWithParams, 'http://shop.test').searchParams;
    expect([said.get('form'), said.get('state'), said.get('region')]).toEqual(['pre_sale', null, '640422']);
    asked.flush({ items: [CAMPAIGN], nextCursor: null, total: 1 });
    await settle();
    expect(text()).toContain('中秋一起买小米');
    expect(text()).toContain('还差 3 份成团');
    expect(text()).toContain('2 天 1 小时');
  });

  it('says what to do where there is nothing', async () => {
    const { http, settle, text, of: at } = await shown(GroupBuyListPage);
    http.expectOne(({ url }) => url.includes('/group-buys')).flush({ items: [], nextCursor: null, total: 0 });
    await settle();
    expect(text()).toContain('现在还没有活动');
    expect(at('start-campaign')?.getAttribute('href')).toBe('/organise');
    expect(at('see-needs')?.getAttribute('href')).toBe('/needs');
  });
});

describe('results that were made public', () => {
  it('are listed with their figures, by form', async () => {
    const { http, settle, text, of: at, element } = await shown(ResultsListPage);
    const impact = { grams: 60_000, products: 2, counties: 1, households: 12, people: 40 };
    const published = { ...impact, paidFen: 444_000, participants: 3, shares: 60, handedShares: 60 };
    const row = { ...CAMPAIGN, recipientName: '县医院', published: { ...published, publishedAt: CAMPAIGN.now } };
    const asked = () => http.expectOne(({ url }) => url.includes('/group-buy-results'));
    asked().flush({ items: [row], nextCursor: null, total: 1 });
    await settle();
    expect(at('result-row')).not.toBeNull();
    expect(text()).toMatch(/送给 县医院.*60千克.*¥4,440\.00.*12 户.*3 人/);
    expect(element.querySelector('h2 a')?.getAttribute('href')).toBe(`/group-buys/${ID}/results`);
    [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === '预售')?.click();
    await settle();
    asked().flush({ items: [], nextCursor: null, total: 0 });
    await settle();
    expect(text()).toContain('还没有公示的活动');
  });
});

describe('the wall of what succeeded', () => {
  it('says what the money bought, where it is, and who took part', async () => {
    const { http, settle, text } = await shown(GroupBuyWallPage, { id: ID });
    http
      .expectOne(({ url }) => url.includes('/results'))
      .flush({
        ...CAMPAIGN,
        status: 'shipping',
        people: 3,
        finalShares: 60,
        paidFen: 444_000,
        steps: [
          { to: 'recruiting', at: CAMPAIGN.openedAt },
          { to: 'succeeded', at: CAMPAIGN.now },
        ],
        purchases: [
          {
            supplierName: '某合作社',
            countyPath: '西吉县',
            goods: [{ productId: ID, name: '小米', pieces: 120 }],
            totalFen: 444_000,
            received: false,
          },
        ],
        impact: { grams: 60_000, products: 1, counties: 1, households: 12, people: 40 },
        delivery: {
          need: { id: ID, title: '冬季蔬菜', unit: '公斤', promised: 300, delivered: 240 },
          ordered: 120,
          sent: 120,
          received: 96,
          short: 0,
          damaged: 4,
          orders: 2,
          signedOrders: 1,
        },
        published: null,
        thanks: [{ shownName: '小王', shares: 3 }],
      });
    await settle();
    expect(text()).toMatch(/承诺\s*300 公斤.*已送到\s*240 公斤.*120 \/ 120 件.*96 件.*4 件.*1 \/ 2 个订单/);
    http
      .expectOne(({ url }) => url.includes(`/group-buys/${ID}/reports`))
      .flush({
        items: [{ id: ID, at: CAMPAIGN.now, text: '货已装车', photos: [{ id: 'p1' }] }],
        nextCursor: null,
        total: 1,
      });
    await settle();
    expect(text()).toContain('货已装车');
    expect(text()).toContain('小米 × 120');
    expect(text()).toContain('¥4,440.00在路上');
    expect(text()).toContain('还有 2 位');
    expect(text()).toContain('带动农户 12 户');
  });

  it('says that there are none yet', async () => {
    const { http, settle, text } = await shown(GroupBuyWallPage, { id: ID });
    http
      .expectOne(({ url }) => url.includes('/results'))
      .flush(
        { error: { code: 'not_found', message: '没有找到', details: {} } },
        { status: 404, statusText: 'Not Found' },
      );
    await settle();
    expect(text()).toContain('还没有成果可看');
  });
});
