import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { type Provider, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import { Seats } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { AddressListComponent } from './address-list';
import type { Mine } from './draft-model';
import { OrganiseListPage } from './organise-list';
import { OrganisePage } from './organise-page';
import { StartForNeedPage } from './start-for-need';
import { aMine } from './testing/mine';

const SEATS: Provider = { provide: Seats, useValue: { current: signal(null), all: signal([]) } };

async function open<T>(component: Type<T>, inputs: Record<string, unknown> = {}) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), SEATS],
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
  const answer = async (request: TestRequest, body: object, refusal?: object) => {
    request.flush(body, refusal ?? {});
    await settle();
  };
  return { root, all, press, type, asked, answer };
}

const page = async (one: Mine) => {
  const screen = await open(OrganisePage, { id: one.id });
  await screen.answer(screen.asked(`/campaigns/mine/${one.id}`), one);
  return screen;
};

describe('the own campaigns', () => {
  it('say whose turn it is', async () => {
    const screen = await open(OrganiseListPage);
    const { id, number, form, title, photo, organiserName, thresholdShares, capShares, deadline, createdAt } = aMine();
    const row = { id, number, form, title, photo, organiserName, thresholdShares, capShares, deadline, createdAt };
    const waiting = { ...row, paidShares: 0, reportDueOn: null };
    const items = [
      { ...waiting, status: 'agreeing', unanswered: 2, leaderAsks: 0 },
      { ...waiting, id: id.replace(/.$/, '9'), status: 'recruiting', unanswered: 0, leaderAsks: 3 },
    ];
    await screen.answer(screen.asked('/campaigns/mine'), { items, nextCursor: null, total: 2 });
    expect(screen.root.textContent).toContain('等 2 家供应商答复');
    expect(screen.root.textContent).toContain('3 人申请帮卖，请答复');
    expect(screen.all('organise-fulfilment')).toEqual([]);
  });

  it('that succeeded lead to their orders and to the hand-out', async () => {
    const one = aMine({ status: 'received', openedAt: '2026-11-28T00:00:00.000Z' });
    const { id, number, form, title, photo, organiserName, thresholdShares, capShares, deadline, createdAt } = one;
    const row = { id, number, form, title, photo, organiserName, thresholdShares, capShares, deadline, createdAt };
    const list = await open(OrganiseListPage);
    const items = [{ ...row, status: 'received', paidShares: 5, unanswered: 0, leaderAsks: 0, reportDueOn: null }];
    await list.answer(list.asked('/campaigns/mine'), { items, nextCursor: null, total: 1 });
    expect(list.all('organise-fulfilment')[0]?.getAttribute('href')).toBe(`/organise/${id}/fulfilment`);
    TestBed.resetTestingModule();
    const screen = await page(one);
    expect(screen.all('organise-hand-out')[0]?.getAttribute('href')).toBe(`/organise/${id}/hand-out`);
    TestBed.resetTestingModule();
    const sent = await page({ ...one, deliveryMode: 'each' });
    expect(sent.all('organise-hand-out')).toEqual([]);
  });

  it('that are none yet say how to begin', async () => {
    const screen = await open(OrganiseListPage);
    await screen.answer(screen.asked('/campaigns/mine'), { items: [], nextCursor: null, total: 0 });
    expect(screen.root.textContent).toContain('还没有发起过团购');
  });
});

const NEED = {
  id: aMine().id,
  number: 'XQ1',
  title: '冬季蔬菜',
  category: null,
  quantity: 500,
  unit: '公斤',
  until: '2026-12-31',
  status: 'open',
  region: null,
  recipient: { id: aMine().id, name: '西吉县人民医院' },
  promised: 200,
  delivered: 0,
  why: '住院病人的餐食',
  openedAt: null,
  startable: true,
  campaigns: [],
};

describe('a donation for a need', () => {
  it('says who is given what, and becomes a draft of it', async () => {
    const screen = await open(StartForNeedPage, { need: NEED.id });
    await screen.answer(screen.asked(`/needs/${NEED.id}`), NEED);
    expect(screen.root.textContent).toContain('送给 西吉县人民医院');
    expect(screen.root.textContent).toContain('300 公斤');
    const go = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    await screen.press('start-create');
    const sent = screen.asked('/campaigns', 'POST');
    expect(sent.request.body).toEqual({ form: 'donation', title: '为西吉县人民医院送冬季蔬菜', needId: NEED.id });
    await screen.answer(sent, { id: 'made' });
    expect(go).toHaveBeenCalledWith(['/organise', 'made'], { replaceUrl: true });
  });

  it('that is over, or that the address does not name, leads to the others', async () => {
    const over = await open(StartForNeedPage, { need: NEED.id });
    await over.answer(over.asked(`/needs/${NEED.id}`), { ...NEED, promised: 500, startable: false });
    expect(over.all('start-form')).toEqual([]);
    expect(over.all('start-closed')[0]?.textContent).toContain('不用再发起');
    TestBed.resetTestingModule();
    const lost = await open(StartForNeedPage);
    expect(lost.root.querySelector('a[href="/needs"]')).not.toBeNull();
  });

  it('names its recipient in the draft, and leaves the place to them', async () => {
    const recipient = { id: NEED.id, name: '西吉县人民医院' };
    const screen = await page(aMine({ form: 'donation', deliveryMode: 'recipient', recipient, needId: NEED.id }));
    expect(screen.all('draft-recipient')[0]?.textContent).toContain('西吉县人民医院');
    expect(screen.all('draft-place-said')).toHaveLength(1);
  });

  it('is not begun from the own campaigns without one', async () => {
    const screen = await open(OrganiseListPage);
    await screen.answer(screen.asked('/campaigns/mine'), { items: [], nextCursor: null, total: 0 });
    await screen.press('organise-start');
    await screen.press('organise-form-donation');
    expect(screen.all('organise-create')).toEqual([]);
    expect(screen.all('organise-needs')[0]?.getAttribute('href')).toBe('/needs');
  });
});

describe('a draft on the screen', () => {
  it('shows what is missing and what it would do, and is saved as it stands', async () => {
    const one = aMine({ problems: { deadline: '请填写截止时间' } });
    const screen = await page(one);
    expect(screen.all('draft-problems')[0]?.textContent).toContain('截止时间：请填写截止时间');
    expect(screen.all('organise-effect')[0]?.textContent).toContain('12 户');
    await screen.type('draft-title', '西吉小米春节拼团');
    await screen.type('draft-cap', '20');
    await screen.press('draft-save');
    const sent = screen.asked(`/campaigns/${one.id}`, 'PUT');
    expect(sent.request.body).toMatchObject({ version: 3, title: '西吉小米春节拼团', capShares: 20 });
    await screen.answer(sent, { ...one, version: 4, title: '西吉小米春节拼团', problems: {} });
    expect(screen.all('draft-problems')).toEqual([]);
    expect(screen.root.querySelector('h1')?.textContent).toContain('西吉小米春节拼团');
  });

  it('is submitted after it was saved and somebody said yes; a refusal is told by the field', async () => {
    const one = aMine();
    const screen = await page(one);
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValue(true);
    await screen.press('draft-submit');
    await screen.answer(screen.asked(`/campaigns/${one.id}`, 'PUT'), { ...one, version: 4 });
    expect(ask).toHaveBeenCalledTimes(1);
    const error = {
      code: 'organiser_report_due',
      message: '有已收货的活动逾期没有发布进展，请先发布进展再提交新的活动。',
      details: {},
    };
    await screen.answer(
      screen.asked(`/campaigns/${one.id}/submission`, 'POST'),
      { error },
      { status: 409, statusText: 'x' },
    );
    expect(screen.all('submit-problem')[0]?.textContent).toContain('逾期没有发布进展');
  });

  it('that came back says why and what is to change', async () => {
    const history = [
      { action: 'draft', at: '2026-11-28T00:00:00.000Z', by: '赵团长', reason: '' },
      { action: 'return', at: '2026-11-29T00:00:00.000Z', by: '钱科长', reason: '标题夸大' },
    ];
    const screen = await page(aMine({ history, reviewNotes: { title: '去掉“最”字' } }));
    const words = screen.all('organise-returned')[0]?.textContent;
    expect(words).toContain('标题夸大');
    expect(words).toContain('标题：去掉“最”字');
  });
});

describe('a campaign that people join', () => {
  it('is cancelled with a reason, after being told what happens', async () => {
    const one = aMine({ status: 'recruiting', openedAt: '2026-11-28T00:00:00.000Z' });
    const screen = await page(one);
    expect(screen.all('draft-form')).toEqual([]);
    await screen.press('organise-cancel');
    expect(screen.root.textContent).toContain('已付的款项全部退回参与人');
    await screen.type('cancel-reason', '不办了');
    await screen.press('cancel-confirm');
    const sent = screen.asked(`/campaigns/${one.id}/cancellation`, 'POST');
    expect(sent.request.body).toEqual({ reason: '不办了' });
    await screen.answer(sent, { ...one, status: 'cancelled' });
    expect(screen.all('organise-state')[0]?.textContent).toContain('已取消');
    expect(screen.all('organise-cancel')).toEqual([]);
  });
});

describe('a list of addresses', () => {
  it('that is wrong says which rows, and that nothing was kept', async () => {
    const one = aMine({ form: 'gift_pack', deliveryMode: 'each' });
    const screen = await open(AddressListComponent, { campaign: one });
    const field = screen.all('list-file')[0] as HTMLInputElement;
    Object.defineProperty(field, 'files', { value: [new File(['x'], '名单.csv')] });
    field.dispatchEvent(new Event('change'));
    await new Promise((resolve) => setTimeout(resolve));
    const rows = [{ row: 3, name: '张三', problems: ['手机号：应为 11 位手机号'] }];
    await screen.answer(screen.asked(`/campaigns/${one.id}/addresses`, 'POST'), {
      kept: false,
      people: 1,
      packs: 1,
      wrong: 1,
      rows,
    });
    const words = screen.all('list-wrong')[0]?.textContent;
    expect(words).toContain('名单没有保存');
    expect(words).toContain('第 3 行 张三：手机号：应为 11 位手机号');
  });
});
