import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Seats } from '@yigou/web-data';
import { BudgetChoiceComponent } from './budget-choice';

const BUDGET = {
  id: 'b',
  kind: 'canteen',
  name: '食堂食材',
  costCentre: '',
  leftFen: 900,
  spendableFen: 900,
  bound: null,
};
const DESK = {
  unit: { id: 'u', name: '第一小学' },
  year: 2026,
  budgets: [BUDGET],
  share: { reservedFen: null, countedFen: 0, parts: { ownFen: 0, unionFen: 0, staffFen: 0 } },
};

/** The choice in a checkout of 5 yuan, from a seat of a school. */
async function choose(seat: { role: string; duties: string[] }) {
  const place = { organisationName: '第一小学', kind: 'agency', reviewLevel: null, regionPrefix: '', township: null };
  const seats = { current: signal({ ...place, ...seat }) };
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), { provide: Seats, useValue: seats }],
  });
  const fixture = TestBed.createComponent(BudgetChoiceComponent);
  for (const [name, value] of Object.entries({ purse: null, totalFen: 500, goodsFen: 500 }))
    fixture.componentRef.setInput(name, value);
  const http = TestBed.inject(HttpTestingController);
  const settle = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  const asked = http.match(({ url }) => url.endsWith('/procurement/buying'));
  asked[0]?.flush(DESK);
  await settle();
  const all = (testId: string) => [
    ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`),
  ];
  return { purse: fixture.componentInstance.purse, asked, all };
}

describe('what pays an order from a unit’s seat', () => {
  it('is the canteen’s budget, for a buyer', async () => {
    const { purse, asked, all } = await choose({ role: 'clerk', duties: ['buy'] });
    expect(asked).toHaveLength(1);
    expect(all('budget')).toHaveLength(1);
    expect(all('budget-no-duty')).toHaveLength(0);
    expect(purse()).toBe('b');
  });

  it.each([
    ['a clerk with another duty', { role: 'clerk', duties: ['accept'] }],
    ['a viewer', { role: 'viewer', duties: [] }],
  ])('is one’s own money alone, for %s, who is not shown the unit’s', async (_who, seat) => {
    const { purse, asked, all } = await choose(seat);
    expect(asked).toHaveLength(0);
    expect(all('budget')).toHaveLength(0);
    expect(all('budget-no-duty')[0]?.textContent).toContain('没有第一小学的“采购”职责');
    expect(purse()).toBeNull();
    all('budget-personal')[0]?.click();
    expect(purse()).toBe('personal');
  });
});
