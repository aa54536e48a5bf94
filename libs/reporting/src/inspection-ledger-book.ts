import { GOODS_PAPERS, GOODS_REFUSALS, type RouteInput, type RouteResponse } from '@yigou/contracts';
import type { ExportFile } from './exports';
import { column, count, type Table, writeTables } from './table-book';

const day = (title: string) => ({ title, kind: 'date', width: 12 }) as const;
const COLUMNS = [
  day('验收日期'),
  column('商品', 30),
  column('规格', 18),
  count('验收数量'),
  count('实称（克）'),
  count('短缺'),
  count('拒收'),
  column('拒收原因', 14),
  column('供应商', 30),
  column('认定证书', 22),
  column('批号', 16),
  day('生产日期'),
  count('保质期（天）'),
  column('随货证明', 30),
  column('验收人', 12),
  column('复核人', 12),
  column('验收单号', 18),
  column('订单号', 18),
];

/** A unit's inspection ledger of a period as a workbook. */
export function inspectionLedgerBook(
  { items }: RouteResponse<'getInspectionLedger'>,
  { from, to }: RouteInput<'exportInspectionLedger'>['query'],
): ExportFile {
  const rows = items.map((item) => [
    item.day,
    item.productName,
    item.skuName,
    item.accepted,
    item.grams,
    item.short,
    item.refused,
    item.refusal && GOODS_REFUSALS[item.refusal],
    item.supplierName,
    item.certificateNumber,
    item.batch,
    item.producedOn,
    item.shelfLifeDays,
    item.papers.map((paper) => GOODS_PAPERS[paper]).join('、'),
    item.firstName,
    item.secondName,
    item.acceptanceNumber,
    item.orderNumber,
  ]);
  const table: Table = { name: '进货查验台账', columns: COLUMNS, rows };
  return {
    fileName: `益购-进货查验台账-${from}-${to}.xlsx`,
    write: (output) => writeTables(output, [table]),
  };
}
