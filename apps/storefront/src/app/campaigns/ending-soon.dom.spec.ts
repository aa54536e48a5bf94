import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { EndingSoonComponent } from './ending-soon';

const CARD = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  number: 'TG261128000001',
  form: 'group_buy',
  status: 'recruiting',
  title: '中秋一起买小米',
  photo: null,
  organiserName: '某公司工会',
  deadline: '2026-12-01T12:00:00.000Z',
  thresholdShares: 30,
  capShares: 100,
  paidShares: 27,
  priceFen: 8_800,
  bestPriceFen: 7_400,
  depositFen: null,
  counties: ['西吉县'],
};

async function shown(items: readonly object[], refusal?: object) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(EndingSoonComponent);
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const asked = TestBed.inject(HttpTestingController).expectOne(({ url }) => url.includes('/group-buys'));
  asked.flush(
    refusal ? { error: { code: 'internal', message: '出错', details: {} } } : { items, nextCursor: null, total: 1 },
    refusal,
  );
  await settle();
  return { asked, root: fixture.nativeElement as HTMLElement };
}

describe('campaigns that end soon', () => {
  it('are three at most by their deadline, and lead to their pages', async () => {
    const { asked, root } = await shown([CARD]);
    const said = new URL(asked.request.urlWithParams, 'http://shop.test').searchParams;
    expect([said.get('sort'), said.get('limit')]).toEqual(['deadline', '3']);
    const card = root.querySelector('[data-testid="ending-campaign"]');
    expect(card?.getAttribute('href')).toBe(`/group-buys/${CARD.id}`);
    expect(card?.textContent).toContain('还差 3 份成团');
  });

  it('are simply not there where there are none, or nobody could say', async () => {
    expect((await shown([])).root.textContent.trim()).toBe('');
    TestBed.resetTestingModule();
    expect((await shown([], { status: 500, statusText: 'x' })).root.textContent.trim()).toBe('');
  });
});
