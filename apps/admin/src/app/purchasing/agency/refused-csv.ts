import { BULK_OUTCOMES } from '@yigou/contracts/labels';
import type { BulkList } from './bulk-list';

type Line = BulkList['lines'][number];

/** A spreadsheet would run what begins so. */
const FORMULA = /^[=+\-@\t\r]/;
const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Lines of a list with the reason why each was not accepted, in the columns in which it is read again; with a byte order mark, which Excel asks for. */
export function refusedCsv(
  lines: readonly Pick<Line, 'code' | 'name' | 'sku' | 'written' | 'outcome' | 'reason'>[],
): string {
  const rows = lines.map(({ code, name, sku, written, outcome, reason }) => [
    code,
    name,
    sku,
    written,
    `${BULK_OUTCOMES[outcome]}：${reason}`,
  ]);
  return `\uFEFF${[['编码', '商品', '规格', '数量', '原因'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
