import { BULK_OUTCOMES, refusedRowsCsv } from '@yigou/contracts/labels';
import type { BulkList } from './bulk-list';

type Line = BulkList['lines'][number];

/** Lines of a list with the reason why each was not accepted, in the columns in which it is read again. */
export const refusedCsv = (
  lines: readonly Pick<Line, 'code' | 'name' | 'sku' | 'written' | 'outcome' | 'reason'>[],
): string =>
  refusedRowsCsv(
    ['编码', '商品', '规格', '数量'],
    lines.map(({ code, name, sku, written, outcome, reason }) => ({
      cells: [code, name, sku, written],
      reason: `${BULK_OUTCOMES[outcome]}：${reason}`,
    })),
  );
