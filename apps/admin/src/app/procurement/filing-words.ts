import type { RouteResponse } from '@yigou/contracts';
import { CANTEEN_KINDS, FILING_ACTIONS, SHARE_FINDINGS } from '@yigou/contracts/labels';
import { formatMoney } from '../shared/format';
import type { HistoryStep } from '../shared/step-history';

export type Filing = RouteResponse<'getFiling'>;

/** What the fields of a filing are called, on the form and wherever it is looked at. */
export const FILING_FIELDS = {
  canteen: '食堂情况',
  canteenTotalFen: '年度食堂食材采购总额',
  ratioBp: '预留比例',
  sharedWithId: '代为填报的单位',
  operatorId: '食堂承包方',
  unionDemandFen: '工会采购需求',
  remark: '备注',
  contactName: '联系人',
  contactPhone: '联系电话',
  changeReason: '变更原因',
} as const;
export type FilingField = keyof typeof FILING_FIELDS;

/** Basis points → “15%”, “12.5%”. */
export const percent = (bp: number): string => `${bp / 100}%`;

export interface FilingFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly strong: boolean;
  /** What is wrong with it, or was when it came back. */
  readonly notes: readonly string[];
}

/** A version of a filing, field by field; what does not belong to how its canteen is run is left out. */
export function factsOf(filing: Filing): FilingFact[] {
  const { canteen } = filing;
  const amounts = canteen === 'own' || canteen === 'contracted';
  const values: Partial<Record<FilingField, string>> = {
    canteen: CANTEEN_KINDS[canteen],
    canteenTotalFen: amounts ? formatMoney(filing.canteenTotalFen) : '',
    ratioBp: amounts ? percent(filing.ratioBp) : '',
    sharedWithId: canteen === 'shared' ? (filing.sharedWith?.name ?? '未填写') : '',
    operatorId: canteen === 'contracted' ? (filing.operator?.name ?? '未填写') : '',
    unionDemandFen: filing.unionDemandFen === null ? '' : formatMoney(filing.unionDemandFen),
    remark: filing.remark,
    contactName: filing.contactName,
    contactPhone: filing.contactPhone,
    changeReason: filing.changeReason,
  };
  const facts: FilingFact[] = (Object.entries(FILING_FIELDS) as [FilingField, string][]).flatMap(([key, label]) => {
    const value = values[key] ?? '';
    const notes = notesAt(filing, key);
    return value || notes.length > 0 ? [{ key, label, value: value || '未填写', strong: false, notes }] : [];
  });
  const reserved = {
    key: 'reservedFen',
    label: '预留金额',
    value: formatMoney(filing.reservedFen),
    strong: true,
    notes: [],
  };
  return facts.toSpliced(facts.findIndex(({ key }) => key === 'ratioBp') + 1 || 1, 0, reserved);
}

function notesAt({ problems, fieldNotes, minimumBp }: Filing, field: string): string[] {
  const found = problems
    .filter((one) => one.field === field)
    .map(({ finding }) =>
      finding === 'ratio_below_minimum' ? `${SHARE_FINDINGS[finding]} ${percent(minimumBp)}` : SHARE_FINDINGS[finding],
    );
  const note = fieldNotes[field];
  return note ? [`退回意见：${note}`, ...found] : found;
}

const isField = (key: string): key is FilingField => Object.hasOwn(FILING_FIELDS, key);

/** What happened to a version, as every history tells it: a return says what is wrong at which field. */
export const stepsOf = ({ steps }: Filing): HistoryStep[] =>
  steps.map(({ at, action, by, organisation, reason, fieldNotes }) => {
    const notes = Object.entries(fieldNotes).map(
      ([key, note]) => `${isField(key) ? FILING_FIELDS[key] : key}：${note}`,
    );
    return {
      at,
      title: FILING_ACTIONS[action],
      who: [by, organisation].filter(Boolean).join('，'),
      text: [reason, ...notes].filter(Boolean).join('\n'),
      bad: action === 'return',
    };
  });
