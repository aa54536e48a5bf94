import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import { UnitRecord } from './unit-record';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const row = (number: string, last: number) => ({
  id: id(last),
  number,
  title: '小米 等 2 种',
  status: '已完成',
  amountFen: 18_500,
  party: '合作社',
  at: '2026-03-01T00:00:00Z',
  note: '',
});
const query = (request: { request: { urlWithParams: string } }) =>
  new URL(request.request.urlWithParams, 'http://x').searchParams;

describe('what a unit left behind', () => {
  it('is read kind by kind and page by page, and packed for the period that is shown', async () => {
    const screen = await FormScreen.open(UnitRecord, { id: id(1) });
    const path = `/auditor/units/${id(1)}/records`;
    const year = new Date().getFullYear();
    const first = screen.asked(path);
    expect([...query(first)]).toEqual(
      expect.arrayContaining([
        ['kind', 'order'],
        ['from', `${year}-01-01`],
      ]),
    );
    await screen.answer(first, { items: [row('YG1', 2)], nextCursor: 'abc', total: 2 });
    for (const part of ['YG1', '¥185.00', '共 2 条']) expect(screen.text()).toContain(part);
    await screen.press('record-next');
    const second = screen.asked(path);
    expect(query(second).get('cursor')).toBe('abc');
    await screen.answer(second, { items: [row('YG2', 3)], nextCursor: null, total: 2 });
    const select = screen.at<HTMLSelectElement & HTMLElement>('record-kind');
    select.value = 'invoice';
    select.dispatchEvent(new Event('change'));
    await screen.settle();
    const third = screen.asked(path);
    expect([query(third).get('kind'), query(third).get('cursor')]).toEqual(['invoice', null]);
    await screen.answer(third, { items: [], nextCursor: null, total: 0 });
    expect(screen.text()).toContain('所选期间没有发票');
    const pack = () => screen.all('audit-pack').map((link) => link.getAttribute('href'));
    expect(pack()).toEqual([
      expect.stringContaining(`/auditor/units/${id(1)}/pack?from=${year}-01-01&to=${year}-12-31`),
    ]);
  });
});
