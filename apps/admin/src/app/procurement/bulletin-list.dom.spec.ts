import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { periodsOver, publishForm } from './bulletin-forms';
import { BulletinList } from './bulletin-list';
import { BulletinRecord } from './bulletin-record';
import { FormValues } from '../shared/form-dialog/form';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const ROW = {
  id: id(1),
  title: '2026 年上半年预留份额执行情况通报',
  year: 2026,
  period: 'half',
  part: 1,
  version: 1,
  reason: '',
  latest: true,
  region: '宁夏回族自治区固原市',
  organisation: '固原市财政局',
  publishedAt: '2026-07-05T00:00:00Z',
};
const FIGURES = {
  units: 3,
  accounts: 2,
  filed: 2,
  notStarted: 1,
  started: 1,
  reservedFen: 60_226,
  countedFen: 14_110,
  fulfilmentBp: 2_343,
};
const session = (may: boolean) => ({
  provide: Session,
  useValue: { may: () => may, seat: () => ({ kind: 'agency' }) },
});

describe('bulletins', () => {
  it.each([true, false])('are listed; who may (%p) publishes one', async (may) => {
    const screen = await FormScreen.open(BulletinList, {}, [session(may)]);
    await screen.answer(screen.asked('/procurement/bulletins'), { items: [ROW], nextCursor: null, total: 1 });
    expect(screen.text()).toContain(ROW.title);
    expect(screen.all('bulletin-publish')).toHaveLength(may ? 1 : 0);
  });

  it('are offered for periods that are over, the latest first', () => {
    const over = [...periodsOver('2026-07-01').keys()];
    expect(over.slice(0, 3).toSorted()).toEqual(['2026 half 1', '2026 month 6', '2026 quarter 2']);
    expect(over).not.toContain('2026 month 7');
    expect(over).toHaveLength(6 + 2 + 1 + 12 + 4 + 2);
    const form = publishForm({} as never, '2026-07-01');
    expect(form.contract?.body(new FormValues({ period: '2026 quarter 2' }))).toEqual({
      year: 2026,
      period: 'quarter',
      part: 2,
      reason: '',
    });
  });

  it('say their figures in words and lead to their files; without a rate there is nothing to rank', async () => {
    const screen = await FormScreen.open(BulletinRecord, { id: id(1) }, [session(false)]);
    await screen.answer(screen.asked(`/procurement/bulletins/${id(1)}`), {
      ...ROW,
      version: 2,
      reason: '补记一月订单',
      totals: FIGURES,
      counties: [{ region: null, ...FIGURES, fulfilmentBp: null }],
    });
    expect(screen.at<HTMLElement>('bulletin-rate').textContent).toBe('23.43%');
    expect(screen.text()).toContain('更正原因：补记一月订单');
    expect(screen.all('bulletin-ranking')).toHaveLength(0);
    for (const kind of ['pdf', 'xlsx'])
      expect(screen.at<HTMLAnchorElement & HTMLElement>(`bulletin-${kind}`).getAttribute('href')).toContain(
        `/bulletins/${id(1)}/${kind}`,
      );
  });
});
