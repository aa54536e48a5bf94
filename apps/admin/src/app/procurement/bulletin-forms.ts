import { BULLETIN_PERIODS, bulletinEnd, type BulletinPeriod, bulletinTitle } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../shared/form-dialog/form';

interface Part {
  readonly year: number;
  readonly period: BulletinPeriod;
  readonly part: number;
}
const PARTS: Record<BulletinPeriod, number> = { month: 12, quarter: 4, half: 2 };

/** Periods of this year and the last that are over, the latest first, by the code that the form holds. */
export function periodsOver(today: string): Map<string, Part> {
  const thisYear = Number(today.slice(0, 4));
  const over: [string, Part, string][] = [];
  for (const year of [thisYear, thisYear - 1])
    for (const period of Object.keys(BULLETIN_PERIODS) as BulletinPeriod[])
      for (let part = 1; part <= PARTS[period]; part += 1) {
        const end = `${year}-${String(bulletinEnd(period, part)).padStart(2, '0')}`;
        if (end < today.slice(0, 7)) over.push([`${year} ${period} ${part}`, { year, period, part }, end]);
      }
  return new Map(over.toSorted((a, b) => b[2].localeCompare(a[2])).map(([code, part]) => [code, part]));
}

/** Publishes the region's figures of a period, which may be chosen already; a period that was published already is corrected. */
export function publishForm(api: ApiClient, today: string, period = ''): FormConfig {
  const periods = periodsOver(today);
  const chosen = (values: FormValues) => periods.get(values.text('period'));
  return {
    heading: '发布预留份额通报',
    testId: 'bulletin-publish',
    intro:
      '按现在的数据计算一次，发布后在商城公开，任何人都能看到，不能修改或撤回。已发布过的时段会另发一版，请写明更正原因。',
    fields: [
      {
        key: 'period',
        label: '时段',
        kind: 'select',
        initial: period,
        options: Object.fromEntries([...periods].map(([code, part]) => [code, bulletinTitle(part)])),
      },
      { key: 'reason', label: '更正原因', kind: 'area', max: 300, optional: true, hint: '首次发布留空。' },
    ],
    action: '发布',
    ...sendsTo(
      'publishShareBulletin',
      (values) => {
        const { year = null, period = null, part = null } = chosen(values) ?? {};
        return { year, period, part, reason: values.text('reason') };
      },
      async (sent) => {
        await api.call('publishShareBulletin', sent);
        return '已发布。';
      },
      { part: 'period', year: 'period' },
    ),
  };
}
