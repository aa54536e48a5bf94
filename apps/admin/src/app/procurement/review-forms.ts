import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../shared/form-dialog/form';
import { FILING_FIELDS, type FilingField } from './filing-words';

/** Who looks at filings: units above, or the finance department of the region. */
export type Side = 'agency' | 'finance';
/** A filing, or a unit without one, with the name of the unit. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Enough names to see whether it is the right list. */
const NAMED = 5;
function namesOf(rows: readonly Named[]): string {
  const names = rows
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join('、');
  return rows.length > NAMED ? `${names} 等 ${rows.length} 个单位` : names;
}
const idsOf = (rows: readonly Named[]): string[] => rows.map(({ id }) => id);

/** Passes filings on to finance, or puts them in force; all or none. */
export function passForm(api: ApiClient, side: Side, rows: readonly Named[]): FormConfig {
  const verb = side === 'finance' ? '确认' : '通过';
  const effect = side === 'finance' ? '确认后开始执行，原来执行的版本由它替代' : '通过后转财政部门确认';
  const body = () => ({ filingIds: idsOf(rows) });
  const done = `已${verb} ${rows.length} 份填报。`;
  return {
    heading: `${verb} ${rows.length} 份填报`,
    testId: 'filing-pass',
    intro: `${namesOf(rows)}。\n${effect}，不能撤回。其中有一份状态已变化的，整批都不办理。`,
    fields: [],
    action: `${verb} ${rows.length} 份`,
    ...(side === 'finance'
      ? sendsTo('confirmFilings', body, async (sent) => {
          await api.call('confirmFilings', sent);
          return done;
        })
      : sendsTo('approveFilings', body, async (sent) => {
          await api.call('approveFilings', sent);
          return done;
        })),
  };
}

/** Fields that a return may say something about. */
const NOTED: readonly FilingField[] = ['canteen', 'canteenTotalFen', 'ratioBp', 'unionDemandFen', 'remark'];

/** Sends filings back to their units with what is wrong, by field (R6). */
export function returnForm(api: ApiClient, side: Side, rows: readonly Named[]): FormConfig {
  const body = (values: FormValues) => ({
    filingIds: idsOf(rows),
    reason: values.text('reason'),
    fieldNotes: Object.fromEntries(
      NOTED.map((key) => [key, values.text(key)] as const).filter(([, note]) => note !== ''),
    ),
  });
  const names = Object.fromEntries(NOTED.map((key) => [`fieldNotes.${key}`, key]));
  const done = `已退回 ${rows.length} 份填报，单位会收到通知。`;
  return {
    heading: `退回 ${rows.length} 份填报`,
    testId: 'filing-return',
    intro: `${namesOf(rows)}。\n退回后由填报单位修改，重新提交。`,
    fields: [
      {
        key: 'reason',
        label: '退回原因',
        kind: 'area',
        quick: ['采购总额与实际不符', '预留比例低于规定下限', '请写明无食堂或共用食堂的情况'],
      },
      ...NOTED.map((key): FormField => ({
        key,
        label: `“${FILING_FIELDS[key]}”要改什么`,
        kind: 'text',
        optional: true,
        max: 300,
      })),
    ],
    action: `退回 ${rows.length} 份`,
    danger: true,
    ...(side === 'finance'
      ? sendsTo(
          'returnRegionFilings',
          body,
          async (sent) => {
            await api.call('returnRegionFilings', sent);
            return done;
          },
          names,
        )
      : sendsTo(
          'returnFilings',
          body,
          async (sent) => {
            await api.call('returnFilings', sent);
            return done;
          },
          names,
        )),
  };
}

/** Reminds units that have not filed; who was reminded today already is not told again. */
export function remindForm(api: ApiClient, side: Side, year: number, units: readonly Named[]): FormConfig {
  const body = () => ({ year, unitIds: idsOf(units) });
  const told = (count: number): string =>
    count === 0 ? '这些单位今天已经提醒过，没有重复发送。' : `已提醒 ${count} 个单位。`;
  return {
    heading: `提醒 ${units.length} 个单位填报`,
    testId: 'share-remind',
    intro: `${namesOf(units)}。\n将通知这些单位填报 ${year} 年预留份额，今天提醒过的不再重复。`,
    fields: [],
    action: `提醒 ${units.length} 个单位`,
    ...(side === 'finance'
      ? sendsTo('remindRegionUnits', body, async (sent) => told((await api.call('remindRegionUnits', sent)).units))
      : sendsTo('remindUnits', body, async (sent) => told((await api.call('remindUnits', sent)).units))),
  };
}
