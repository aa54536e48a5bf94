import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import type { LeaderRow, LeadingView, RouteResponse, SortingList } from '@yigou/contracts';
import { Live } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { AskToLeadPage } from './ask-to-lead';
import { CampaignLeadersComponent } from './campaign-leaders';
import { LeadingListPage } from './leading-list';
import { LeadingPage } from './leading-page';
import { SortingListPage } from './sorting-list';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const NOW = '2026-11-28T00:00:00.000Z';
const GROUP = {
  id: id(1),
  number: 'TG261128000001',
  title: '小米拼团',
  status: 'recruiting',
  deliveryMode: 'pickup',
  deadline: NOW,
  now: NOW,
  thresholdShares: 20,
  capShares: 96,
  paidShares: 18,
  heldShares: 0,
  leadersOpen: true,
  points: [{ id: id(5), name: '门卫室', regionPath: '东城区', detail: '3 号' }],
};
const LEADING: LeadingView = {
  name: '二号楼钱大姐',
  status: 'active',
  people: 2,
  shares: 3,
  campaign: {
    id: id(1),
    number: 'TG261128000001',
    title: '小米拼团',
    photo: null,
    status: 'recruiting',
    deadline: NOW,
    deliveryMode: 'pickup',
    thresholdShares: 20,
    capShares: 96,
    paidShares: 18,
  },
  pointName: '门卫室',
  askedAt: NOW,
  code: 'LEAD01',
  heldShares: 1,
  point: { id: id(5), name: '门卫室', regionPath: '东城区', detail: '3 号', shares: 3 },
  steps: [{ to: 'asked', at: NOW, reason: '' }],
  can: { share: true, names: true, sort: false, leave: true },
};
const PLEDGE: RouteResponse<'listLedPledges'>['items'][number] = {
  number: 'BN1',
  name: '李师傅',
  phone: '138****0001',
  shares: 2,
  status: 'paid',
  pointName: '门卫室',
  createdAt: NOW,
  handedAt: null,
};

async function open<T>(component: Type<T>, inputs: Record<string, unknown> = {}) {
  const moved = signal<unknown>(undefined);
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Live, useValue: { watch: () => moved, connected: signal(true) } },
    ],
  });
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const root = fixture.nativeElement as HTMLElement;
  document.body.replaceChildren(root);
  const http = TestBed.inject(HttpTestingController);
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const all = (testId: string) => [...root.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
  const press = async (testId: string) => {
    all(testId)[0]?.click();
    await settle();
  };
  const type = async (testId: string, text: string) => {
    const field = all(testId)[0] as HTMLInputElement;
    field.value = text;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    await settle();
  };
  const asked = (ending: string, method = 'GET') =>
    http.expectOne(({ url, method: by }) => url.split('?')[0]?.endsWith(ending) === true && by === method);
  const answer = async (ending: string, body: object, method = 'GET') => {
    asked(ending, method).flush(body);
    await settle();
  };
  const text = () => root.textContent.replace(/\s+/g, ' ');
  return { root, all, press, type, asked, answer, settle, moved, text };
}
const sure = () => jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValue(true);

describe('asking to lead', () => {
  it('names oneself and a point of the campaign, or an own one that is filled in', async () => {
    const screen = await open(AskToLeadPage, { id: id(1) });
    await screen.answer(`/group-buys/${id(1)}`, GROUP);
    const went = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    await screen.press('ask-submit');
    expect(screen.text()).toContain('请填写公开名称');
    await screen.type('ask-name', '二号楼\u200b钱大姐');
    expect(screen.text()).toContain('含有看不见或不能使用的字符');
    await screen.type('ask-name', '二号楼钱大姐');
    await screen.type('ask-place', 'own');
    expect(screen.all('point-phone')).toHaveLength(1);
    await screen.type('ask-place', id(5));
    expect(screen.all('point-phone')).toEqual([]);
    await screen.press('ask-submit');
    const sent = screen.asked('/leaders', 'POST');
    expect(sent.request.body).toEqual({ name: '二号楼钱大姐', pointId: id(5), point: null });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    sent.flush(LEADING);
    await screen.settle();
    expect(went).toHaveBeenCalledWith(`/my/leading/${id(1)}`);
  });

  it('says where nobody is looked for', async () => {
    const screen = await open(AskToLeadPage, { id: id(1) });
    await screen.answer(`/group-buys/${id(1)}`, { ...GROUP, leadersOpen: false });
    expect(screen.text()).toContain('现在不招募团长');
    expect(screen.all('ask-form')).toEqual([]);
  });
});

describe('what one leads', () => {
  it('is listed with what was gathered, or says how to begin', async () => {
    const screen = await open(LeadingListPage);
    await screen.answer('/leading', { items: [LEADING], nextCursor: null, total: 1 });
    expect(screen.all('leading-row')[0]?.getAttribute('href')).toBe(`/my/leading/${id(1)}`);
    expect(screen.text()).toContain('2 人 3 份');
    TestBed.resetTestingModule();
    const empty = await open(LeadingListPage);
    await empty.answer('/leading', { items: [], nextCursor: null, total: 0 });
    expect(empty.text()).toContain('还没有帮卖的活动');
  });

  it('shows who came by the own link, shares that link, and is read again when the campaign moves', async () => {
    const screen = await open(LeadingPage, { id: id(1) });
    await screen.answer(`/leading/${id(1)}`, LEADING);
    await screen.answer(`/group-buys/${id(1)}`, GROUP);
    await screen.answer('/pledges', { items: [PLEDGE], nextCursor: null, total: 1 });
    expect(screen.all('led-pledge')[0]?.textContent).toContain('138****0001');
    expect(screen.all('leading-sorting')).toEqual([]);
    await screen.press('leading-share');
    expect(screen.all('share-link')[0]?.textContent).toBe(`${location.origin}/group-buys/${id(1)}?via=LEAD01`);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const { status, deadline, heldShares } = GROUP;
    screen.moved.set({ status, deadline, heldShares, people: 3, tier: 0, paidShares: 19 });
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(3_000);
    TestBed.tick();
    jest.useRealTimers();
    await screen.settle();
    await screen.answer(`/leading/${id(1)}`, { ...LEADING, people: 3, shares: 4 });
    expect(screen.all('gathered')[0]?.textContent).toContain('4');
  });

  it('ends when one says so, after a question', async () => {
    const screen = await open(LeadingPage, { id: id(1) });
    await screen.answer(`/leading/${id(1)}`, LEADING);
    const asked = sure();
    await screen.press('leading-leave');
    expect(asked).toHaveBeenCalledWith(expect.objectContaining({ action: '退出帮卖', destructive: true }));
    const can = { share: false, names: false, sort: false, leave: false };
    await screen.answer('/departure', { ...LEADING, status: 'left', code: null, can }, 'POST');
    expect(screen.all('leading-state')[0]?.textContent).toBe('已退出');
    expect(screen.all('leading-share')).toEqual([]);
  });

  it('says why it was ended by the organiser', async () => {
    const can = { share: false, names: false, sort: false, leave: false };
    const steps = [...LEADING.steps, { to: 'removed' as const, at: NOW, reason: '虚假宣传' }];
    const screen = await open(LeadingPage, { id: id(1) });
    await screen.answer(`/leading/${id(1)}`, { ...LEADING, status: 'removed', code: null, steps, can });
    expect(screen.all('leading-reason')[0]?.textContent).toContain('虚假宣传');
    expect(screen.all('led-pledge')).toEqual([]);
  });
});

it('the sorting list has goods in all, a row for each person, and what was not supplied', async () => {
  const list: SortingList = {
    number: 'TG1',
    title: '小米拼团',
    point: { name: '门卫室', place: '东城区 3 号', contact: '王师傅' },
    goods: [
      { name: '小米 一袋', perShare: 2, pieces: 6, ordered: 4, instead: false },
      { name: '荞麦面 一袋', perShare: 1, pieces: 1, ordered: 1, instead: true },
    ],
    people: [
      {
        name: '李师傅',
        phone: '',
        shares: 2,
        handedShares: 1,
        pledges: ['BN1', 'BN2'],
        state: 'waiting',
        note: '“小米”不供货，已退款',
      },
      { name: '张师傅', phone: '', shares: 1, handedShares: 1, pledges: ['BN3'], state: 'done', note: '' },
    ],
    shares: 3,
    handedShares: 2,
  };
  const screen = await open(SortingListPage, { id: id(1) });
  await screen.answer('/sorting-list', list);
  expect(screen.all('sorting-good')[1]?.textContent).toContain('替代');
  expect(screen.all('sorting-person')[0]?.textContent).toContain('“小米”不供货，已退款');
  expect(screen.all('sorting-good')[0]?.textContent).toMatch(/供货 4 件，缺的已退款[\s\S]*6 件/);
  expect(screen.all('sorting-person').map((one) => one.querySelector('.state')?.textContent?.trim())).toEqual([
    '已领 1 份',
    '已领取',
  ]);
  expect(screen.all('sorting-pdf')[0]?.getAttribute('href')).toContain(`/leading/${id(1)}/sorting-list/pdf`);
});

describe('sub-leaders of the own campaign', () => {
  const row = (said: Partial<LeaderRow>): LeaderRow => ({
    id: id(7),
    name: '二号楼钱大姐',
    userName: '钱小芳',
    status: 'asked',
    people: 0,
    shares: 0,
    pointName: null,
    proposal: { name: '二号楼大厅', contact: '钱大姐', phone: '13900000009', regionPath: '东城区', detail: '一层' },
    askedAt: NOW,
    reason: '',
    ...said,
  });
  const page = (...items: LeaderRow[]) => ({
    items,
    nextCursor: null,
    total: items.length,
    open: true,
    recruiting: true,
    points: { all: 2, own: 1, mostOwn: 10 },
    freightShareFen: 300,
  });

  it('are accepted after a question, with the point that they bring', async () => {
    const screen = await open(CampaignLeadersComponent, { campaignId: id(1) });
    await screen.answer(`/campaigns/${id(1)}/leaders`, page(row({})));
    expect(screen.all('leader-proposal')[0]?.textContent).toContain('13900000009');
    const asked = sure();
    await screen.press('leader-accept');
    expect(asked.mock.calls[0]?.[0].text).toContain('增加自提点“二号楼大厅”');
    // What it asks of the suppliers, before it is accepted.
    expect(asked.mock.calls[0]?.[0].text).toMatch(
      /将有 3 个自提点（团长自设 2 个，最多 10 个）.*运费仍以每份 ¥3.* 为限/,
    );
    const sent = screen.asked(`/leaders/${id(7)}/answer`, 'POST');
    expect(sent.request.body).toEqual({ decision: 'accept', reason: '' });
    sent.flush(row({ status: 'active' }));
    await screen.settle();
    await screen.answer(
      `/campaigns/${id(1)}/leaders`,
      page(row({ status: 'active', proposal: null, pointName: '二号楼大厅' })),
    );
    expect(screen.all('leader-row')[0]?.textContent).toContain('帮卖中');
  });

  it('are refused and removed with a reason alone, and nobody is looked for any more when that is said', async () => {
    const screen = await open(CampaignLeadersComponent, { campaignId: id(1) });
    await screen.answer(
      `/campaigns/${id(1)}/leaders`,
      page(row({}), row({ id: id(8), status: 'active', people: 3, shares: 5 })),
    );
    expect(screen.text()).toContain('3 人 5 份已付款');
    await screen.press('leader-refuse');
    await screen.press('refuse-confirm');
    expect(screen.text()).toContain('请填写谢绝的原因');
    await screen.type('refuse-reason', '请写明楼号');
    await screen.press('refuse-confirm');
    const refused = screen.asked(`/leaders/${id(7)}/answer`, 'POST');
    expect(refused.request.body).toEqual({ decision: 'refuse', reason: '请写明楼号' });
    refused.flush(row({ status: 'refused' }));
    await screen.settle();
    await screen.answer(`/campaigns/${id(1)}/leaders`, page(row({ id: id(8), status: 'active' })));
    await screen.press('leader-remove');
    await screen.type('remove-reason', '不再合作');
    await screen.press('remove-confirm');
    const removed = screen.asked(`/leaders/${id(8)}/removal`, 'POST');
    expect(removed.request.body).toEqual({ reason: '不再合作' });
    removed.flush(row({ id: id(8), status: 'removed' }));
    await screen.settle();
    await screen.answer(`/campaigns/${id(1)}/leaders`, page());
    await screen.press('leaders-toggle');
    const closed = screen.asked(`/campaigns/${id(1)}/leaders-open`, 'PUT');
    expect(closed.request.body).toEqual({ open: false });
  });
});
