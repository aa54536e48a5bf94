import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, convertToParamMap, provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Seats } from '@yigou/web-data';
import { of } from 'rxjs';
import { ComparePage } from './compare';
import { CompareTray } from './compare-tray';

const [RICE, MILLET] = ['0b7f3f8e-0000-4000-8000-000000000001', '0b7f3f8e-0000-4000-8000-000000000002'];
const GOOD = {
  skuId: RICE,
  asked: RICE,
  productId: 'p',
  productName: '大米',
  skuName: '一袋',
  supplierName: '合作社',
  countyName: '西吉县',
  photo: null,
  priceFen: 1_800,
  unitPriceFen: 1_800,
  bulk: null,
  weight: null,
  minimum: 1,
  week: null,
  available: 100,
  goodsFen: 18_000,
  freight: null,
  totalFen: 18_000,
  pieceGrams: 500,
  perPieceFen: 1_800,
  per500gFen: 1_800,
  certificate: null,
  shelfLifeDays: null,
  shipDays: 2,
  obstacle: '',
  best: true,
};

beforeEach(() => sessionStorage.clear());

async function page(params: Record<string, string>, kind = 'agency') {
  const seats = { current: signal({ kind }) };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: Seats, useValue: seats },
      { provide: ActivatedRoute, useValue: { queryParamMap: of(convertToParamMap(params)) } },
    ],
  });
  const fixture = TestBed.createComponent(ComparePage);
  const http = TestBed.inject(HttpTestingController);
  const settle = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const element = fixture.nativeElement as HTMLElement;
  const all = (testId: string) => [...element.querySelectorAll<HTMLButtonElement>(`[data-testid="${testId}"]`)];
  return { http, settle, element, all };
}

describe('goods side by side', () => {
  it('are those that the address names, with the best in words and what cannot be bought said', async () => {
    const { http, settle, element, all } = await page({ ids: `${RICE},${MILLET},${RICE},nothing`, quantity: '10' });
    const asked = http.expectOne(({ url }) => url.includes('/purchasing/comparison'));
    const said = new URL(asked.request.urlWithParams, 'http://shop.test').searchParams;
    expect([said.get('ids'), said.get('quantity')]).toEqual([`${RICE},${MILLET}`, '10']);
    const other = { ...GOOD, skuId: MILLET, asked: MILLET, productName: '小米', best: false, obstacle: '已售完' };
    asked.flush({ items: [GOOD, other] });
    await settle();
    expect(all('compared').map(({ textContent }) => textContent.includes('最划算'))).toEqual([true, false]);
    expect(all('compared')[1]?.textContent).toContain('已售完');
    expect(all('compare-cart').map(({ disabled }) => disabled)).toEqual([false, true]);
    expect(element.textContent).toContain('一般 2 天内');
    expect(element.querySelectorAll('th[scope="row"]').length).toBeGreaterThan(10);
  });

  it('are nothing to who does not sit in a unit', async () => {
    const { http, element } = await page({ ids: RICE }, 'company');
    http.expectNone(() => true);
    expect(element.textContent).toContain('用单位的身份登录后再对比');
  });
});

describe('what is put side by side', () => {
  it('is four at most, in or out by one press', async () => {
    await page({});
    const tray = TestBed.inject(CompareTray);
    for (const id of ['a', 'b', 'c', 'd', 'e']) tray.toggle({ id, name: id });
    expect(tray.ids()).toBe('a,b,c,d');
    tray.toggle({ id: 'b', name: 'b' });
    expect([tray.ids(), tray.full()]).toEqual(['a,c,d', false]);
  });
});
