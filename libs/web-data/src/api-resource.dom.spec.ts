import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiGather, apiResource } from './api-resource';
import { ApiClient } from './api-client';
import { regionOf } from './region-of';
import { SEATS_OF_APP, seatInterceptor, Seats } from './seats';
import { Session } from './session';

const list = (...names: string[]) => ({ items: names.map((name) => ({ name })) });
const order = (id: string) => ({ id, number: `number of ${id}` });

describe('apiResource', () => {
  let http: HttpTestingController;
  const settle = () => TestBed.inject(ApplicationRef).whenStable();
  const tick = () => TestBed.tick();
  const here = <T>(make: () => T): T => TestBed.runInInjectionContext(make);

  beforeEach(() => {
    sessionStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([seatInterceptor])),
        provideHttpClientTesting(),
        { provide: SEATS_OF_APP, useValue: { app: 'test', kinds: ['supplier'] } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => http.verify());

  it('asks the address of the route with its query, and gives what came', async () => {
    const regions = here(() => apiResource('listRegions', () => ({ query: { parent: '530000' } })));
    tick();
    expect(regions.isLoading()).toBe(true);
    expect(regions.latest()).toBeNull();
    http.expectOne('/api/v1/regions?parent=530000').flush(list('昆明'));
    await settle();
    expect(regions.latest()).toEqual(list('昆明'));
    expect(regions.failure()).toBeNull();
  });

  it('asks nothing as long as the request is not known', () => {
    const wanted = signal<string | undefined>(undefined);
    const found = here(() =>
      apiResource('searchRegions', () => {
        const q = wanted();
        return q ? { query: { q } } : undefined;
      }),
    );
    tick();
    http.expectNone(() => true);
    expect(found.isLoading()).toBe(false);
    wanted.set('茶');
    tick();
    http.expectOne('/api/v1/regions/search?q=%E8%8C%B6').flush(list());
  });

  it('cancels a request that is overtaken, and keeps the previous value until the next one came', async () => {
    const parent = signal('530000');
    const regions = here(() => apiResource('listRegions', () => ({ query: { parent: parent() } })));
    tick();
    http.expectOne('/api/v1/regions?parent=530000').flush(list('昆明'));
    await settle();

    parent.set('520000');
    tick();
    const overtaken = http.expectOne('/api/v1/regions?parent=520000');
    parent.set('510000');
    tick();
    expect(overtaken.cancelled).toBe(true);
    expect(regions.isLoading()).toBe(true);
    expect(regions.latest()).toEqual(list('昆明'));
    http.expectOne('/api/v1/regions?parent=510000').flush(list('成都'));
    await settle();
    expect(regions.latest()).toEqual(list('成都'));
  });

  it('never shows one thing under the address of another', async () => {
    const id = signal('a');
    const shown = here(() => apiResource('getOrder', () => ({ params: { id: id() } })));
    tick();
    http.expectOne('/api/v1/orders/a').flush(order('a'));
    await settle();
    id.set('b');
    tick();
    expect(shown.hasValue()).toBe(false);
    expect(shown.latest()).toBeNull();
    http.expectOne('/api/v1/orders/b').flush(order('b'));
    await settle();
    expect(shown.latest()).toEqual(order('b'));
  });

  it('may be looked at before what it asks for is known, as a parent looks at a child without its inputs', async () => {
    const id = signal<string | null>(null);
    const shown = here(() =>
      apiResource('getOrder', () => {
        const given = id();
        if (given === null) throw new Error('NG0950');
        return { params: { id: given } };
      }),
    );
    expect(shown.latest()).toBeNull();
    expect(shown.hasValue()).toBe(false);
    id.set('a');
    tick();
    http.expectOne('/api/v1/orders/a').flush(order('a'));
    await settle();
    expect(shown.latest()).toEqual(order('a'));
  });

  it('does not ask twice for the same', async () => {
    const asked = signal({ parent: '530000', unrelated: 1 });
    here(() => apiResource('listRegions', () => ({ query: { parent: asked().parent } })));
    tick();
    http.expectOne('/api/v1/regions?parent=530000').flush(list());
    await settle();
    asked.set({ parent: '530000', unrelated: 2 });
    tick();
    http.expectNone(() => true);
  });

  it('says why in the words of the API, keeps what was there, and can be asked again', async () => {
    const shown = here(() => apiResource('getOrder', () => ({ params: { id: 'a' } })));
    tick();
    http.expectOne('/api/v1/orders/a').flush(order('a'));
    await settle();
    shown.reload();
    tick();
    expect(shown.value()).toEqual(order('a'));
    const error = { code: 'not_found', message: '没有找到这个订单。', details: {}, requestId: 'r1' };
    http.expectOne('/api/v1/orders/a').flush({ error }, { status: 404, statusText: 'Not Found' });
    await settle();
    expect(shown.failure()).toMatchObject({ code: 'not_found', message: '没有找到这个订单。', requestId: 'r1' });
    expect(shown.latest()).toEqual(order('a'));
    shown.reload();
    tick();
    http.expectOne('/api/v1/orders/a').flush(order('a'));
    await settle();
    expect(shown.failure()).toBeNull();
  });

  it('names the seat of the tab, and takes what a change answered', async () => {
    const membership = { organisationId: 'o1', organisationName: '合作社', kind: 'supplier', role: 'manager' };
    TestBed.inject(Session).set({ user: { memberships: [membership] } } as never);
    const shown = here(() => apiResource('getSupplierOrder', () => ({ params: { id: 'a' } })));
    tick();
    const request = http.expectOne('/api/v1/supplier/orders/a');
    expect(request.request.headers.get('X-Yigou-Seat')).toBe('o1');
    request.flush(order('a'));
    await settle();
    shown.set({ ...order('a'), status: 'shipped' } as never);
    expect(shown.latest()).toMatchObject({ status: 'shipped' });
  });

  it('asks again for another seat of the same person, and shows nothing of the former one meanwhile', async () => {
    const seat = (id: string) => ({ organisationId: id, organisationName: id, kind: 'supplier', role: 'manager' });
    TestBed.inject(Session).set({ user: { memberships: [seat('o1'), seat('o2')] } } as never);
    const seats = TestBed.inject(Seats);
    seats.choose('o1');
    const members = here(() => apiResource('listMembers'));
    tick();
    http.expectOne('/api/v1/members').flush({ members: ['of o1'] });
    await settle();
    seats.choose('o2');
    tick();
    expect(members.latest()).toBeNull();
    const { request } = http.expectOne('/api/v1/members');
    expect(request.headers.get('X-Yigou-Seat')).toBe('o2');
  });
});

describe('apiGather', () => {
  let http: HttpTestingController;
  const settle = async () => {
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => http.verify());

  /** The divisions two levels below. */
  const gather = (parent: () => string | undefined) =>
    TestBed.runInInjectionContext(() => {
      const api = TestBed.inject(ApiClient);
      return apiGather(parent, async (code) => {
        const { items } = await api.call('listRegions', { query: { parent: code } });
        const lists = await Promise.all(items.map((one) => api.call('listRegions', { query: { parent: one.code } })));
        return lists.flatMap((one) => one.items.map(({ name }) => name));
      });
    });
  const answer = (parent: string, ...names: string[]) =>
    http
      .expectOne(`/api/v1/regions?parent=${parent}`)
      .flush({ items: names.map((name, i) => ({ name, code: `${parent}-${i}` })) });

  it('puts together what several reads answer, and takes one thing away when another is asked for', async () => {
    const parent = signal<string | undefined>(undefined);
    const found = gather(parent);
    TestBed.tick();
    http.expectNone(() => true);
    parent.set('53');
    TestBed.tick();
    answer('53', '昆明', '大理');
    await settle();
    answer('53-0', '禄劝');
    answer('53-1', '漾濞');
    await settle();
    expect(found.latest()).toEqual(['禄劝', '漾濞']);
    parent.set('52');
    TestBed.tick();
    expect(found.latest()).toBeNull();
    answer('52');
    await settle();
    expect(found.latest()).toEqual([]);
  });

  it('says why in the words of the API, and can be asked again', async () => {
    const found = gather(() => '53');
    TestBed.tick();
    const error = { code: 'unavailable', message: '请稍后再试。', details: {}, requestId: 'r1' };
    http.expectOne('/api/v1/regions?parent=53').flush({ error }, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(found.failure()).toMatchObject({ message: '请稍后再试。', requestId: 'r1' });
    expect(found.reload()).toBe(true);
    TestBed.tick();
    answer('53');
    await settle();
    expect(found.failure()).toBeNull();
  });
});

describe('regionOf', () => {
  const DIVISIONS: Record<string, [code: string, name: string][]> = {
    '': [
      ['620000', '甘肃省'],
      ['460000', '海南省'],
    ],
    '620000': [['621100', '定西市']],
    '621100': [['621123', '渭源县']],
    '460000': [['469025', '白沙黎族自治县']],
  };
  const pathOf = async (code: string | null) => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const http = TestBed.inject(HttpTestingController);
    const found = TestBed.runInInjectionContext(() => regionOf(() => code));
    for (let i = 0; i < 4; i++) {
      TestBed.tick();
      for (const asked of http.match(() => true)) {
        const parent = new URL(asked.request.url, 'http://x').searchParams.get('parent') ?? '';
        asked.flush({ items: (DIVISIONS[parent] ?? []).map(([code, name]) => ({ code, name })) });
      }
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
    }
    return found()?.path ?? null;
  };

  it.each([
    ['620000', '甘肃省'],
    ['621100', '甘肃省 定西市'],
    ['621123', '甘肃省 定西市 渭源县'],
    ['469025', '海南省 白沙黎族自治县'],
    ['629999', null],
    [null, null],
  ])('walks down to %s', async (code, path) => {
    expect(await pathOf(code)).toBe(path);
  });
});
