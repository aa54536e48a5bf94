/** The names that banks give to what a statement says, in NFKC, without blanks and what stands in brackets. */
const NAMES = {
  date: [
    '交易日期',
    '记账日期',
    '入账日期',
    '交易日',
    '记账日',
    '发生日期',
    '日期',
    '交易时间',
    '入账时间',
    '交易日期时间',
  ],
  time: ['交易时间', '时间', '入账时间', '记账时间'],
  income: [
    '收入',
    '收入金额',
    '贷方',
    '贷方金额',
    '贷方发生额',
    '贷方交易金额',
    '存入',
    '存入金额',
    '收款金额',
    '转入金额',
    '入账金额',
    '来账金额',
  ],
  expense: [
    '支出',
    '支出金额',
    '借方',
    '借方金额',
    '借方发生额',
    '借方交易金额',
    '支取',
    '支取金额',
    '付款金额',
    '转出金额',
  ],
  amount: ['金额', '交易金额', '发生额', '交易额'],
  direction: [
    '借贷标志',
    '借贷标识',
    '借贷方向',
    '借贷',
    '借/贷',
    '收支',
    '收/支',
    '收支方向',
    '收支标志',
    '交易方向',
    '来往账标志',
  ],
  payer: [
    '对方户名',
    '对方名称',
    '对方账户名',
    '对方账户名称',
    '对方单位',
    '对方单位名称',
    '付款人',
    '付款人名称',
    '付款人户名',
    '付款方名称',
    '付款方户名',
    '交易对手',
    '交易对手名称',
    '交易对方',
    '交易对方名称',
  ],
  payerAccount: [
    '对方账号',
    '对方账户',
    '对方卡号',
    '对方账号/卡号',
    '付款人账号',
    '付款方账号',
    '交易对手账号',
    '交易对方账号',
  ],
  memo: [
    '摘要',
    '附言',
    '用途',
    '备注',
    '交易摘要',
    '交易附言',
    '交易用途',
    '客户附言',
    '转账附言',
    '汇款用途',
    '留言',
    '交易备注',
  ],
  serial: [
    '流水号',
    '交易流水号',
    '交易流水',
    '银行流水号',
    '核心流水号',
    '业务流水号',
    '账务流水号',
    '交易参考号',
    '交易编号',
    '核心交易流水号',
  ],
  balance: ['余额', '账户余额', '交易后余额', '当前余额', '本次余额', '可用余额'],
  account: ['本方账号', '本方账户', '我方账号', '查询账号', '交易账号', '账号'],
} as const;

/** Where they stand: several for words that are spread over several columns, at most one for the rest. */
export type BankColumns = Readonly<Record<keyof typeof NAMES, readonly number[]>>;

/** Null for a row that is no header: one names the day, and money that came. */
export function headerOf(said: readonly string[]): BankColumns | null {
  const named = said.map((cell) => cell.replaceAll(/[\s*]|[([【].*$/g, '').toLowerCase());
  const places = (column: keyof typeof NAMES): number[] => {
    const found = NAMES[column].flatMap((name) => {
      const at = named.indexOf(name.toLowerCase());
      return at === -1 ? [] : [at];
    });
    return column === 'memo' ? found : found.slice(0, 1);
  };
  const columns = Object.fromEntries(
    (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((column) => [column, places(column)]),
  ) as unknown as BankColumns;
  return columns.date.length > 0 && columns.income.length + columns.amount.length > 0 ? columns : null;
}

/** The own account where a title above the table says it. */
export const ownAccountOf = (said: readonly string[]): string =>
  /(?:账号|账户|卡号):?\s*([\d ]{8,40})/.exec(said.join(' '))?.[1]?.replaceAll(' ', '') ?? '';
