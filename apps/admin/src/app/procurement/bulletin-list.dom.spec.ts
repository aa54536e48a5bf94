import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { periodsOver, publishForm } from './bulletin-forms';
import { BulletinList } from './bulletin-list';
import { BulletinRecord } from './bulletin-record';
import { BulletinPreview } from './finance/bulletin-preview';
import { dayAhead } from '../shared/deadlines';
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
    for (const act of ['bulletin-publish', 'bulletin-preview']) expect(screen.all(act)).toHaveLength(may ? 1 : 0);
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

  it('are looked at before they are published, of the period that the address names', async () => {
    const [latest, named = ''] = [...periodsOver(dayAhead(0)).keys()];
    const screen = await FormScreen.open(BulletinPreview, { period: 'nonsense' }, [session(true)]);
    const asked = (code = '') => {
      const { year, period, part } = periodsOver(dayAhead(0)).get(code) ?? {};
      const request = screen.asked('/finance/bulletins/preview');
      expect(request.request.urlWithParams).toContain(`year=${year}&period=${period}&part=${part}`);
      return request;
    };
    const preview = { title: ROW.title, region: ROW.region, totals: FIGURES, counties: [] };
    await screen.answer(asked(latest), { ...preview, version: 1 });
    expect(screen.at<HTMLElement>('preview-version').textContent).toContain('还没有发布过');
    expect(screen.at<HTMLElement>('bulletin-rate').textContent).toBe('23.43%');
    screen.fixture.componentRef.setInput('period', named);
    await screen.settle();
    await screen.answer(asked(named), { ...preview, version: 3 });
    expect(screen.at<HTMLElement>('preview-version').textContent).toContain('再发布是第 3 版，须写明更正原因');
    expect(publishForm({} as never, dayAhead(0), named).fields[0]).toMatchObject({ initial: named });
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
