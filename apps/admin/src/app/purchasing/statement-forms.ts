import type { RouteResponse } from '@yigou/contracts';
import { STATEMENT_ACTIONS, STATEMENT_ENTRIES, STATEMENT_INVOICES } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { type FormConfig, type FormValues, sendsTo } from '../shared/form-dialog/form';
import type { HistoryStep } from '../shared/step-history';

export type Statement = RouteResponse<'getStatement'>;
type Done = (statement: Statement) => void;
export type StatementSide = keyof typeof STATEMENT_ROUTES;
/** What each side calls. */
export const STATEMENT_ROUTES = {
  agency: {
    get: 'getStatement',
    pdf: 'statementPdf',
    book: 'exportStatement',
    confirm: 'confirmStatement',
    object: 'objectStatement',
    answer: 'answerStatement',
  },
  supplier: {
    get: 'getSupplierStatement',
    pdf: 'supplierStatementPdf',
    book: 'exportSupplierStatement',
    confirm: 'confirmSupplierStatement',
    object: 'objectSupplierStatement',
    answer: 'answerSupplierStatement',
  },
} as const;

const params = ({ id }: Statement) => ({ params: { id } });
const lineOf = (values: FormValues): number | null => (values.text('line') === '' ? null : Number(values.text('line')));
/** The lines of a statement, by their numbers. */
const linesOf = ({ entries, invoices }: Statement): Record<string, string> =>
  Object.fromEntries([
    ...entries.map(
      ({ line, kind, orderNumber, amountFen }) =>
        [line, `第 ${line} 行 ${STATEMENT_ENTRIES[kind]} ${orderNumber} ${formatMoney(amountFen)}`] as const,
    ),
    ...invoices.map(
      ({ line, kind, number, amountFen }) =>
        [line, `第 ${line} 行 ${STATEMENT_INVOICES[kind]} ${number} ${formatMoney(amountFen)}`] as const,
    ),
  ]);

export const confirmForm = (api: ApiClient, side: StatementSide, one: Statement, done: Done): FormConfig => ({
  heading: '确认对账单',
  testId: 'statement-confirm',
  intro: `确认 ${one.month} 的对账单（第 ${one.version} 版）与本单位账目一致。双方确认后不能撤回，以后发现的差额列入下个月。`,
  fields: [],
  action: '确认',
  ...sendsTo(
    STATEMENT_ROUTES[side].confirm,
    () => ({ hash: one.hash }),
    async (sent) => {
      done(await api.call(STATEMENT_ROUTES[side].confirm, { ...params(one), ...sent }));
      return '已确认。';
    },
  ),
});

export const objectForm = (api: ApiClient, side: StatementSide, one: Statement, done: Done): FormConfig => ({
  heading: '对账单有异议',
  testId: 'statement-object',
  intro: '对方会看到原因并答复，此前的确认失效，答复后双方重新核对。',
  fields: [
    { key: 'line', label: '有异议的行', kind: 'select', options: linesOf(one), optional: true, hint: '不选就是整份。' },
    {
      key: 'reason',
      label: '异议原因',
      kind: 'area',
      max: 500,
      quick: ['金额与我方账目不符', '缺少一笔付款', '不是我方的订单', '发票未收到'],
    },
  ],
  action: '提出异议',
  ...sendsTo(
    STATEMENT_ROUTES[side].object,
    (values) => ({ hash: one.hash, line: lineOf(values), reason: values.text('reason') }),
    async (sent) => {
      done(await api.call(STATEMENT_ROUTES[side].object, { ...params(one), ...sent }));
      return '已提出异议，等待对方答复。';
    },
  ),
});

export const answerForm = (api: ApiClient, side: StatementSide, one: Statement, done: Done): FormConfig => ({
  heading: '答复异议',
  testId: 'statement-answer',
  intro: '答复后数据会重新核算，双方再次核对。',
  fields: [{ key: 'reason', label: '答复', kind: 'area', max: 500, quick: ['已核对，金额无误', '差额列入下个月'] }],
  action: '答复',
  ...sendsTo(
    STATEMENT_ROUTES[side].answer,
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call(STATEMENT_ROUTES[side].answer, { ...params(one), ...sent }));
      return '已答复。';
    },
  ),
});

export const stepsOf = ({ history }: Statement): HistoryStep[] =>
  history.map(({ at, action, by, version, line, reason }) => ({
    at,
    title: `${STATEMENT_ACTIONS[action]}（第 ${version} 版）`,
    who: by ?? '平台',
    text: [line === null ? '' : `第 ${line} 行`, reason].filter(Boolean).join('：'),
    bad: action.startsWith('object'),
  }));
