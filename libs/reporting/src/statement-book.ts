import { type RouteResponse, STATEMENT_ENTRIES, STATEMENT_INVOICES, STATEMENT_STATUSES } from '@yigou/contracts';
import type { ExportFile } from './exports';
import { column, count, type Table, writeTables } from './table-book';

const COLUMNS = [
  count('行'),
  { title: '日期', kind: 'date', width: 12 },
  column('事项', 24),
  column('订单号或发票号码', 24),
  { title: '应付增减', kind: 'fen', width: 14 },
  { title: '发票金额', kind: 'fen', width: 14 },
] as const;

/** A statement of account as a workbook: its lines, and what it is of. */
export function statementBook(statement: RouteResponse<'getStatement'>): ExportFile {
  const { month, version, entries, invoices, openingFen, closingFen } = statement;
  const lines: Table = {
    name: '对账单',
    columns: COLUMNS,
    rows: [
      [null, null, '期初应付余额', null, openingFen, null],
      ...entries.map(({ line, on, kind, orderNumber, amountFen }) => [
        line,
        on,
        STATEMENT_ENTRIES[kind],
        orderNumber,
        amountFen,
        null,
      ]),
      [null, null, '期末应付余额', null, closingFen, null],
      ...invoices.map(({ line, on, kind, number, amountFen }) => [
        line,
        on,
        STATEMENT_INVOICES[kind],
        number,
        null,
        amountFen,
      ]),
    ],
  };
  const facts: Table = {
    name: '说明',
    columns: [column('项目', 16), column('内容', 70)],
    rows: [
      ['月份', month],
      ['版本', `第 ${version} 版`],
      ['状态', STATEMENT_STATUSES[statement.status]],
      ['采购单位', statement.unitName],
      ['供应商', statement.supplierName],
      ['余额', '为正是单位应付供应商的货款，为负是单位已付、供应商尚未交货或应退的款项'],
      ['摘要', statement.hash],
    ],
  };
  return {
    fileName: `益购-对账单-${month}-第${version}版.xlsx`,
    write: (output) => writeTables(output, [lines, facts]),
  };
}
