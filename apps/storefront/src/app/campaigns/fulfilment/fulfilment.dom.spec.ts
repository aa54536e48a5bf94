import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from '@yigou/contracts';
import { Confirm } from '@yigou/web-ui';
import { FulfilmentPage, hintOf, leftSharesOf } from './fulfilment';
import { ParticipationPage } from './participation';
import { ThanksPage } from './thanks';

type View = RouteResponse<'getFulfilment'>;
const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const IMPACT = { grams: 3_500_000, products: 2, counties: 1, households: 24, people: 80 };
const PUBLISHED = {
  ...IMPACT,
  paidFen: 120_000,
  participants: 40,
  shares: 60,
  handedShares: 58,
  publishedAt: '2026-11-28T03:00:00Z',
};
const VIEW: View = {
  id: ID,
  number: 'TG261128000001',
  title: '小米拼团',
  form: 'group_buy',
  status: 'received',
  deliveryMode: 'pickup',
  finalShares: 60,
  shipOn: null,
  failReason: '',
  places: [
    {
      pointId: ID,
      name: '东村',
      shares: 60,
      pledges: 40,
      handedPledges: 30,
      handedShares: 58,
      freightFen: 1_200,
      stage: 'paid',
    },
  ],
  orders: [
    {
      orderId: ID,
      number: 'YG1',
      status: 'completed',
      supplierName: '合作社',
      pointName: '东村',
      pieces: 60,
      shippedPieces: 60,
      totalFen: 120_000,
    },
  ],
  impact: IMPACT,
  published: null,
  can: { handOut: true, closeHandOut: true, publish: false },
};

/** A page with its inputs, and what it asks the API. */
async function shown<T>(page: Type<T>, inputs: Record<string, unknown>) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(page);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const element = fixture.nativeElement as HTMLElement;
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const answer = async (path: string, body: object, status = 200) => {
    http.expectOne(({ url }) => url.endsWith(path)).flush(body, { status, statusText: 'answered' });
    await settle();
  };
  const find = (testId: string) => element.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  const press = async (testId: string) => {
    find(testId)?.click();
    await settle();
  };
  const agree = async () => {
    TestBed.inject(Confirm).answer(true);
    await settle();
  };
  return { element, http, settle, answer, find, press, agree };
}
const refused = (code: string, message: string) => ({ error: { code, message, details: {} } });

describe('from success to publication', () => {
  it('says where it is, what is left, and ends the hand-out after asking, with what was seen', async () => {
    const page = await shown(FulfilmentPage, { id: ID });
    await page.answer('/fulfilment', VIEW);
    expect(page.find('fulfilment-state')?.textContent).toContain('已签收');
    expect(page.find('place-row')?.textContent).toMatch(/58\s*\/\s*60 份已分发/);
    expect(page.find('publish')).toBeNull();
    await page.press('close-hand-out');
    page.http.expectNone(({ url }) => url.endsWith('/hand-out-end'));
    expect(TestBed.inject(Confirm).question()?.text).toContain('还有 2 份没有领取');
    await page.agree();
    const sent = page.http.expectOne(({ url }) => url.endsWith('/hand-out-end'));
    expect(sent.request.body).toEqual({ leftShares: 2, note: '' });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    sent.flush(refused('hand_out_changed', '未领取的份数有变化，请刷新核对后再结束分发。'), {
      status: 409,
      statusText: '',
    });
    await page.settle();
    await page.answer('/fulfilment', VIEW);
    expect(page.find('fulfilment-problem')?.textContent).toContain('份数有变化');
  });

  it('publishes after asking, and shows the figures that stay', async () => {
    const page = await shown(FulfilmentPage, { id: ID });
    const handedOut = { ...VIEW, status: 'handed_out', can: { handOut: true, closeHandOut: false, publish: true } };
    await page.answer('/fulfilment', handedOut);
    await page.press('publish');
    await page.agree();
    await page.answer('/publication', PUBLISHED);
    await page.answer('/fulfilment', { ...handedOut, status: 'published', published: PUBLISHED, can: VIEW.can });
    expect(page.find('published-at')?.textContent).toContain('公示');
    expect(page.element.textContent).toContain('24 户');
  });

  it('does not exist for others, and says why a campaign came to nothing', async () => {
    const page = await shown(FulfilmentPage, { id: ID });
    await page.answer('/fulfilment', refused('not_found', '没有'), 404);
    expect(page.element.textContent).toContain('没有这个团购');
    expect(hintOf({ ...VIEW, status: 'failed', failReason: '供应商都不能供货' })).toBe('供应商都不能供货');
    expect(hintOf({ ...VIEW, status: 'succeeded', orders: [], shipOn: '2026-12-01' })).toContain('2026-12-01');
    expect(leftSharesOf(VIEW)).toBe(2);
  });
});

const PARTICIPATION = {
  number: 'CY00000000017',
  shownName: '爱心人士',
  shares: 2,
  paidOn: '2026-11-20',
  campaignId: ID,
  campaignNumber: VIEW.number,
  title: VIEW.title,
  form: 'group_buy',
  organiserName: '赵团长',
  recipientName: null,
  grams: 1_000,
  counties: ['西吉县'],
  products: ['小米'],
  impact: PUBLISHED,
};

describe('a certificate of participation', () => {
  it('is checked by its number, and said not to exist where it does not', async () => {
    let page = await shown(ParticipationPage, { number: PARTICIPATION.number });
    await page.answer(`/participations/${PARTICIPATION.number}`, PARTICIPATION);
    for (const words of ['参与证书属实', '赵团长', '西吉县', '3.5吨', '24户'])
      expect(page.find('participation')?.textContent?.replaceAll(' ', '')).toContain(words);
    expect(page.find('participation-pdf')?.getAttribute('href')).toContain(
      `/participations/${PARTICIPATION.number}/pdf`,
    );
    page = await shown(ParticipationPage, { number: 'CY1' });
    await page.answer('/participations/CY1', refused('not_found', '没有'), 404);
    expect(page.find('participation-missing')?.textContent).toContain('CY1');
    // An address without a number, as the router binds it.
    page = await shown(ParticipationPage, { number: undefined });
    expect(page.find('participation-number')).toHaveProperty('value', '');
  });

  it('is thanked for with one’s own, and waited for before it is published', async () => {
    let page = await shown(ThanksPage, { id: ID });
    await page.answer('/participation', { number: null });
    expect(page.element.textContent).toContain('还没有公示');
    page = await shown(ThanksPage, { id: ID });
    await page.answer('/participation', { number: PARTICIPATION.number });
    await page.answer(`/participations/${PARTICIPATION.number}`, PARTICIPATION);
    expect(page.element.textContent).toContain('谢谢您');
    expect(page.find('participation')).not.toBeNull();
  });
});
