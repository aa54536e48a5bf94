/** Pure formatting shared by pipes and components: amounts in fen, weights in grams, instants in China standard time. */

const thousands = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

export interface FenParts {
  readonly sign: '' | '-';
  readonly yuan: string;
  /** Two digits. */
  readonly fen: string;
}

/** Cuts an amount in fen into what is printed large (yuan) and small (fen); integer arithmetic only. */
export function fenParts(amountFen: number): FenParts {
  const absolute = Math.abs(Math.trunc(amountFen));
  const fen = absolute % 100;
  return {
    sign: amountFen < 0 ? '-' : '',
    yuan: thousands(String((absolute - fen) / 100)),
    fen: String(fen).padStart(2, '0'),
  };
}

/** 123456 → “¥1,234.56”. */
export function formatFen(amountFen: number): string {
  const { sign, yuan, fen } = fenParts(amountFen);
  return `${sign}¥${yuan}.${fen}`;
}

/** Large sums for headlines: below 10,000 yuan in full, above in 万 or 亿 yuan with two decimals, rounded down so that nothing is claimed. */
export function formatFenShort(amountFen: number): { figure: string; unit: string } {
  const yuan = Math.floor(amountFen / 100);
  if (yuan >= 100_000_000) return { figure: (Math.floor(yuan / 1_000_000) / 100).toFixed(2), unit: '亿元' };
  if (yuan >= 10_000) return { figure: thousands((Math.floor(yuan / 100) / 100).toFixed(2)), unit: '万元' };
  return { figure: thousands(String(yuan)), unit: '元' };
}

/** 250 → “250克”, 2500 → “2.5千克”, 1200000 → “1.2吨”. */
export function formatGrams(grams: number): string {
  const trim = (value: number) => String(Math.round(value * 100) / 100);
  if (grams >= 1_000_000) return `${trim(grams / 1_000_000)}吨`;
  if (grams >= 1_000) return `${trim(grams / 1_000)}千克`;
  return `${grams}克`;
}

/** 512 → “1 KB”, 1572864 → “1.5 MB”, as file dialogs name sizes. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

export function formatCount(count: number): string {
  return thousands(String(count));
}

export type DateTimeStyle = 'date' | 'minute' | 'second' | 'short';

const part = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant as people in China read it, whatever the time zone of the device. */
export function formatInstant(instant: string | Date, style: DateTimeStyle = 'minute'): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) return '';
  const parts = Object.fromEntries(part.formatToParts(date).map(({ type, value }) => [type, value]));
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`;
  if (style === 'date') return day;
  const minute = `${parts['hour']}:${parts['minute']}`;
  if (style === 'short') return `${Number(parts['month'])}月${Number(parts['day'])}日 ${minute}`;
  return style === 'minute' ? `${day} ${minute}` : `${day} ${minute}:${parts['second']}`;
}

/** A calendar date as it stands on a certificate: “2020-03-01” → “2020年3月1日”. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return year && month && day ? `${year}年${month}月${day}日` : date;
}
export * from './typed-amounts';
