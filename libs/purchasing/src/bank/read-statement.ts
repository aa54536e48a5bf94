import { createHash } from 'node:crypto';
import { BANK_STATEMENT_ROWS, type BankRowOutcome, ROUNDED } from '@yigou/contracts';
import { DomainError, type Fen } from '@yigou/kernel';
import { readRows, type XlsxRow } from '@yigou/platform';
import { cellText, fenOf, momentOf, timeOf } from './bank-values';
import { type BankColumns, headerOf, ownAccountOf } from './statement-columns';

/** What a workbook of that many rows may unpack to, in bytes. */
const MAX_UNPACKED = 100 * 1024 * 1024;
/** Rows above a table of which none is its header. */
const MOST_TITLES = 50;
const SUMS = /^(?:合计|总计|小计|本页|本月|累计|期初|期末|承上页|过次页|上期|共计|总笔数|笔数|制表|打印|注[:]|备注[:])/;

/** Money that came, as the bank says it. */
export interface BankEntry {
  /** SHA-256 of what names it: the account with the bank's number, or the whole row with which of its equals it is. */
  readonly key: string;
  readonly day: string;
  /** `HH:mm:ss`; empty where the bank does not say it. */
  readonly time: string;
  readonly amountFen: Fen;
  readonly payer: string;
  /** The last four digits of the account that it came from. */
  readonly payerEnd: string;
  readonly memo: string;
  /** The bank's number of it; empty where it gives none. */
  readonly serial: string;
  /** The last four digits of the own account; empty where the file does not say it. */
  readonly ownEnd: string;
}
/** A row of a statement, and what it is good for: `known` is added by who knows what was imported before. */
export interface StatementRow {
  readonly row: number;
  readonly outcome: Extract<BankRowOutcome, 'add' | 'known' | 'outgoing' | 'refused'>;
  /** Of what is to be added or repeats what stands above it. */
  readonly entry: BankEntry | null;
  /** Chinese; empty: nothing is to be said. */
  readonly note: string;
  /** As they were written, for who has to find the row. */
  readonly written: { readonly date: string; readonly amount: string };
}

/**
 * Rows of a bank's statement (银行流水) as .xlsx, or as text in UTF-8, GB 18030 or UTF-16 parted by commas, semicolons or tabs; its columns are found by the names that
 * banks give them, below whatever titles, and lines of sums are left out. What is wrong with a row stands at the row. Formulas are not computed. Throws
 * `spreadsheet_invalid` with `details.reason`, and `import_too_large` past {@link BANK_STATEMENT_ROWS}.
 */
export async function readStatement(file: Buffer): Promise<StatementRow[]> {
  const reader = new StatementReader();
  try {
    for await (const line of readRows(file, MAX_UNPACKED)) reader.take(line);
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  return reader.rows();
}

class StatementReader {
  private columns: BankColumns | null = null;
  private account = '';
  private titles = 0;
  private readonly read: StatementRow[] = [];
  /** How often what has no number was seen, and what has one. */
  private readonly equals = new Map<string, number>();
  private readonly numbered = new Map<string, BankEntry>();

  take({ row, cells, from1904, rounded }: XlsxRow): void {
    const said = cells.map(cellText);
    if (said.every((cell) => cell === '')) return;
    if (!this.columns) return this.header(said);
    if (headerOf(said)) return;
    const under = (column: keyof BankColumns) =>
      (this.columns?.[column] ?? [])
        .map((at) => said[at] ?? '')
        .filter((cell, at, all) => cell !== '' && all.indexOf(cell) === at)
        .join(' ');
    const [date, amount] = [under('date'), under('income') || under('amount')];
    // A footer has words without a day and without money, a sum has its word first.
    if (date === '' && amount === '' && under('expense') === '') return;
    if (!momentOf(date, from1904) && SUMS.test(said.find((cell) => cell !== '') ?? '')) return;
    if (this.read.length >= BANK_STATEMENT_ROWS) throw tooLong();
    const lost = (column: keyof BankColumns) => (this.columns?.[column] ?? []).some((at) => rounded?.has(at));
    // Of two numbers that were rounded alike one would be taken for the other; of an account its last digits would be wrong.
    const found = lost('serial')
      ? `流水号：${ROUNDED}`
      : this.entryOf((column) => (lost(column) ? '' : under(column)), from1904 === true);
    const written = { date: date.slice(0, 40), amount: amount.slice(0, 40) };
    this.read.push({ row, written, ...(typeof found === 'string' ? refused(found) : found) });
  }

  rows(): StatementRow[] {
    if (!this.columns)
      throw new DomainError('spreadsheet_invalid', {
        reason: '没有找到表头：应有“交易日期”，以及“收入”（贷方金额）或“金额”。',
      });
    if (this.read.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '文件里没有交易。' });
    return this.read;
  }

  private header(said: readonly string[]): void {
    this.columns = headerOf(said);
    if (this.columns) return;
    this.account ||= ownAccountOf(said);
    this.titles += 1;
    if (this.titles > MOST_TITLES) this.rows();
  }

  /** In words, what is wrong with it, where something is. */
  private entryOf(
    under: (column: keyof BankColumns) => string,
    from1904: boolean,
  ): string | Pick<StatementRow, 'outcome' | 'entry' | 'note'> {
    const at = momentOf(under('date'), from1904);
    if (!at) return `交易日期：看不懂“${under('date').slice(0, 20)}”`;
    const amountFen = incomeOf(under);
    if (amountFen === null) return '收入：应为金额，最多两位小数';
    if (amountFen <= 0) return { outcome: 'outgoing', entry: null, note: '' };
    const serial = under('serial');
    if (serial.length > 100) return '流水号：最多 100 个字';
    const account = (under('account') || this.account).replaceAll(/\D/g, '');
    const said = {
      day: at.day,
      time: at.time || momentOf(under('time'), from1904)?.time || timeOf(under('time')),
      amountFen,
      payer: under('payer').slice(0, 100),
      memo: under('memo').slice(0, 300),
      serial,
      payerEnd: endOf(under('payerAccount')),
      ownEnd: account.slice(-4),
    };
    if (serial) return this.numberedEntry(said, account);
    const whole = JSON.stringify([account, said, under('payerAccount'), under('balance')]);
    const nth = (this.equals.get(whole) ?? 0) + 1;
    this.equals.set(whole, nth);
    return { outcome: 'add', entry: { ...said, key: hash(`${whole}#${nth}`) }, note: '' };
  }

  private numberedEntry(
    said: Omit<BankEntry, 'key'>,
    account: string,
  ): string | Pick<StatementRow, 'outcome' | 'entry' | 'note'> {
    const entry = { ...said, key: hash(JSON.stringify([account, said.serial])) };
    const before = this.numbered.get(entry.key);
    if (!before) {
      this.numbered.set(entry.key, entry);
      return { outcome: 'add', entry, note: '' };
    }
    if (before.amountFen !== entry.amountFen || before.day !== entry.day)
      return '流水号与上面一行相同，日期或金额却不同';
    return { outcome: 'known', entry, note: '与上面一行相同' };
  }
}

const refused = (note: string): Pick<StatementRow, 'outcome' | 'entry' | 'note'> => ({
  outcome: 'refused',
  entry: null,
  note,
});

/** In fen, what came; nought or less for what went. Null where it cannot be read. */
function incomeOf(under: (column: keyof BankColumns) => string): Fen | null {
  const [income, expense] = [fenOf(under('income')), fenOf(under('expense'))];
  if (income === null || expense === null) return null;
  if (income !== 0 || expense !== 0) return income;
  const amount = fenOf(under('amount'));
  if (amount === null || amount < 0) return amount;
  const direction = under('direction');
  if (/借|支|出|^D/i.test(direction)) return -amount;
  return amount;
}

/** The last four digits: all that is kept of an account of somebody else. */
const endOf = (account: string): string => account.replaceAll(/\D/g, '').slice(-4);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const tooLong = () =>
  new DomainError(
    'import_too_large',
    { limit: BANK_STATEMENT_ROWS },
    `流水超过 ${BANK_STATEMENT_ROWS.toLocaleString('en')} 行，没有读取，请按月份拆分后再导入。`,
  );
