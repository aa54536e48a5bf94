import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Seats } from '@yigou/web-data';
import { deliveriesOf, DeliveryChoiceComponent, type PartTo, unevenly, wrongDay } from './delivery-choice';

const DAILY = { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '07:30', closes: '10:00', active: true };
const [SCHOOL, NURSERY, CLOSED] = [
  { ...DAILY, id: 'school', name: '食堂' },
  { ...DAILY, id: 'nursery', name: '幼儿园', weekdays: [1] },
  { ...DAILY, id: 'closed', name: '旧食堂', active: false },
];
const LINES = [{ skuId: 'rice', quantity: 5, name: '小米' }];

/** The choice in a checkout of five bags, from the seat of a school's buyer. */
async function choice(points: readonly object[]) {
  const place = { organisationName: '第一小学', kind: 'agency', reviewLevel: null, regionPrefix: '', township: null };
  const seats = { current: signal({ ...place, role: 'clerk', duties: ['buy'] }) };
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), { provide: Seats, useValue: seats }],
  });
  const fixture = TestBed.createComponent(DeliveryChoiceComponent);
  for (const [name, value] of Object.entries({ lines: LINES, parts: null })) fixture.componentRef.setInput(name, value);
  const settle = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  };
  await settle();
  TestBed.inject(HttpTestingController)
    .expectOne(({ url }) => url.endsWith('/delivery-points'))
    .flush({ items: points });
  await settle();
  const all = (testId: string) => [
    ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLInputElement>(`[data-testid="${testId}"]`),
  ];
  const press = async (testId: string) => {
    all(testId)[0]?.click();
    await settle();
  };
  const write = async (control: HTMLInputElement | undefined, text: string) => {
    if (!control) throw new Error('there is no such field');
    control.value = text;
    control.dispatchEvent(new Event('input'));
    await settle();
  };
  return { parts: fixture.componentInstance.parts, all, press, write };
}

describe('where a unit’s order goes', () => {
  it('is the address of whoever orders, or all of it a point of the unit', async () => {
    const { parts, all, press } = await choice([SCHOOL, NURSERY, CLOSED]);
    expect(parts()).toBeNull();
    await press('delivery-points');
    expect(all('part-point')[0]?.textContent).not.toContain('旧食堂');
    expect(all('part-pieces')).toHaveLength(0);
    expect(deliveriesOf(parts() ?? [])).toMatchObject([{ pointId: 'school', lines: [{ skuId: 'rice', quantity: 5 }] }]);
    await press('delivery-address');
    expect(parts()).toBeNull();
  });

  it('is several points, each line whole among them', async () => {
    const { parts, all, press, write } = await choice([SCHOOL, NURSERY]);
    await press('delivery-points');
    await press('part-add');
    expect(unevenly(parts() ?? [], LINES)).toContain('每个收货点都要有商品');
    await write(all('part-pieces')[1], '2');
    expect(unevenly(parts() ?? [], LINES)).toBe('小米：各收货点共 7 件，应为 5 件');
    await write(all('part-pieces')[0], '3');
    expect(unevenly(parts() ?? [], LINES)).toBe('');
    expect(deliveriesOf(parts() ?? [])).toMatchObject([
      { pointId: 'school', lines: [{ quantity: 3 }] },
      { pointId: 'nursery', lines: [{ quantity: 2 }] },
    ]);
  });

  it('is not asked of a unit that has no points', async () => {
    const { all } = await choice([CLOSED]);
    expect(all('delivery-choice')).toHaveLength(0);
  });
});

describe('the day at a point', () => {
  const part = (deliverOn: string, pointId = 'nursery'): PartTo => ({ pointId, deliverOn, pieces: {} });

  it.each([
    [part('2026-12-07'), ''],
    [part('2026-12-08'), '“幼儿园”周二不收货，请选周一'],
    [part('2026-11-23'), '送达日已过，请改为今天或以后'],
    [part(''), '请选择送到“幼儿园”的日子'],
    [part('2026-12-07', 'gone'), '请选择收货点'],
  ])('%j: %s', (one, why) => {
    expect(wrongDay(one, [NURSERY], '2026-11-30')).toBe(why);
  });
});
