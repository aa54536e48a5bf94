import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, convertToParamMap, provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { SEATS_OF_APP, Session } from '@yigou/web-data';
import { of } from 'rxjs';
import { NeedBoardPage } from './need-board';
import { NeedPage } from './need-page';
import { RegistrationsPage } from './registrations';

const id = '0b7f3f8e-0000-4000-8000-000000000001';
const region = { code: '640422', name: '西吉县', path: '宁夏 固原市 西吉县' };
const NEED = {
  id,
  number: 'XQ1',
  title: '冬季蔬菜',
  category: null,
  quantity: 500,
  unit: '公斤',
  until: '2026-12-31',
  status: 'open',
  region,
  recipient: { id, name: '西吉县人民医院' },
  promised: 200,
  delivered: 50,
};
const VIEW = { ...NEED, why: '住院病人的餐食', openedAt: '2026-11-01T00:00:00Z', startable: true, campaigns: [] };
const RETURNED = {
  id,
  kind: 'recipient',
  type: 'hospital',
  name: '西吉县人民医院',
  creditCode: '12640422MB0000001X',
  region,
  status: 'returned',
  reason: '证明不清晰',
  submittedAt: '2026-11-01T00:00:00Z',
  decidedAt: '2026-11-02T00:00:00Z',
  contactName: '马主任',
  contactPhone: '13909540001',
};

async function page<T>(component: Type<T>, inputs: Record<string, unknown> = {}, params: Record<string, string> = {}) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: SEATS_OF_APP, useValue: { app: 'storefront', kinds: ['recipient'] } },
      { provide: Session, useValue: { user: signal(null), signedIn: () => true, reload: () => Promise.resolve() } },
      { provide: ActivatedRoute, useValue: { queryParamMap: of(convertToParamMap(params)) } },
    ],
  });
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const http = TestBed.inject(HttpTestingController);
  const element = fixture.nativeElement as HTMLElement;
  document.body.replaceChildren(element);
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const answer = async (ending: string, body: object) => {
    http.expectOne(({ url }) => url.split('?')[0]!.endsWith(ending)).flush(body);
    await settle();
  };
  const all = <E extends HTMLElement>(testId: string) => [...document.querySelectorAll<E>(`[data-testid="${testId}"]`)];
  return { http, element, settle, answer, all };
}

describe('the board of needs', () => {
  it('asks for what the address says, and shows what is missing', async () => {
    const { http, all, answer } = await page(NeedBoardPage, {}, { region: '640422', missing: '1', category: '??' });
    const asked = http.match(({ url }) => url.includes('/needs'));
    const said = new URL(asked[0]?.request.urlWithParams ?? '', 'http://shop.test').searchParams;
    expect([said.get('region'), said.get('missing'), said.get('category')]).toEqual(['640422', '1', null]);
    asked[0]?.flush({ items: [NEED], nextCursor: null, total: 1 });
    await answer('/categories', { items: [] });
    expect(all('need-row').map(({ textContent }) => textContent)).toEqual([expect.stringContaining('西吉县人民医院')]);
    expect(all('need-progress')[0]?.textContent).toBe('还缺 300 公斤，已承诺 200，已签收 50');
  });

  it('says what to do when there is none', async () => {
    const { element, answer } = await page(NeedBoardPage);
    await answer('/needs', { items: [], nextCursor: null, total: 0 });
    expect(element.textContent).toContain('现在没有公开的需求');
  });
});

describe('a need', () => {
  it('leads to the draft of a campaign for it', async () => {
    const { all, answer } = await page(NeedPage, { id });
    await answer(`/needs/${id}`, VIEW);
    expect(all<HTMLAnchorElement>('need-start')[0]?.getAttribute('href')).toBe(
      `/organise/new?form=donation&need=${id}`,
    );
  });

  it('that is promised whole starts nothing more, and says so', async () => {
    const { all, answer } = await page(NeedPage, { id });
    const one = { id, number: 'TG1', title: '为医院送菜', promised: 500, delivered: 50, open: true };
    await answer(`/needs/${id}`, { ...VIEW, promised: 500, startable: false, campaigns: [one] });
    expect(all('need-start')).toEqual([]);
    expect(all('need-closed')[0]?.textContent).toContain('已全部承诺');
    expect(all('need-campaign')[0]?.textContent).toContain('为医院送菜');
  });
});

describe('the registration of an organisation', () => {
  it('that was sent back says why, and is submitted again with what it said', async () => {
    const { all, answer, settle, http } = await page(RegistrationsPage);
    await answer('/organisation-registrations', { items: [RETURNED] });
    expect(all('own-registration')[0]?.textContent).toContain('证明不清晰');
    all('correct')[0]?.click();
    await settle();
    const name = all<HTMLInputElement>('org-name')[0];
    if (!name) throw new Error('no form');
    name.value = '西吉县中医医院';
    name.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    all<HTMLFormElement>('registration-form')[0]?.requestSubmit();
    await settle();
    const sent = http.expectOne(
      ({ method, url }) => method === 'PUT' && url.endsWith(`/organisation-registrations/${id}`),
    );
    expect(sent.request.body).toMatchObject({
      name: '西吉县中医医院',
      kind: 'recipient',
      regionCode: '640422',
      proof: [],
    });
    sent.flush({ items: [{ ...RETURNED, name: '西吉县中医医院', status: 'waiting', reason: '' }] });
    await settle();
    expect(all('registration-state')[0]?.textContent).toBe('待审核');
  });

  it('is not sent without papers', async () => {
    const { all, answer, settle, http } = await page(RegistrationsPage);
    await answer('/organisation-registrations', { items: [] });
    all('registration-new')[0]?.click();
    await settle();
    all<HTMLFormElement>('registration-form')[0]?.requestSubmit();
    await settle();
    expect(all('proof-missing')).toHaveLength(1);
    http.expectNone(({ method }) => method === 'POST');
  });
});
