import {
  type RouteResponse,
  STATEMENT_ACTIONS,
  STATEMENT_ENTRIES,
  STATEMENT_INVOICES,
  STATEMENT_STATUSES,
} from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { drawTable, marketTime } from '@yigou/platform';

type Statement = RouteResponse<'getStatement'>;
const DAY = 68;
const LINE = 32;
const NUMBER = 132;
const FIGURE = 96;

/** Draws a statement of account; the document has the fonts `regular` and `bold`. */
export function drawStatement(doc: PDFKit.PDFDocument, statement: Statement): void {
  doc.font('bold').fontSize(18).text('对 账 单', { align: 'center' });
  doc.moveDown(0.8).font('regular').fontSize(9.5);
  for (const fact of [
    `月份：${statement.month}　　第 ${statement.version} 版　　状态：${STATEMENT_STATUSES[statement.status]}`,
    `采购单位：${statement.unitName}`,
    `供应商：${statement.supplierName}`,
  ])
    doc.text(fact, { lineGap: 3 });
  doc.moveDown(0.8);
  drawAccount(doc, statement);
  paragraph(doc, ['余额为正是单位应付供应商的货款，为负是单位已付、供应商尚未交货或应退的款项。']);
  if (statement.invoices.length > 0) drawInvoices(doc, statement);
  paragraph(doc, [
    ...statement.history.map(
      ({ at, action, by, version, line, reason }) =>
        `${marketTime(new Date(at))}　${STATEMENT_ACTIONS[action]}（第 ${version} 版${line === null ? '' : `，第 ${line} 行`}）　${by ?? '平台'}${reason ? `　${reason}` : ''}`,
    ),
    `内容的 SHA-256 摘要：${statement.hash}`,
  ]);
}

function drawAccount(doc: PDFKit.PDFDocument, { openingFen, entries, closingFen }: Statement): void {
  drawTable(
    doc,
    [
      { title: '行', width: LINE },
      { title: '日期', width: DAY },
      { title: '事项' },
      { title: '订单号', width: NUMBER },
      { title: '应付增减', width: FIGURE, align: 'right' },
    ],
    [
      ['', '', '期初应付余额', '', fenText(openingFen)],
      ...entries.map(({ line, on, kind, orderNumber, amountFen }) => [
        String(line),
        on,
        STATEMENT_ENTRIES[kind],
        orderNumber,
        fenText(amountFen),
      ]),
      ['', '', '期末应付余额', '', fenText(closingFen)],
    ],
  );
}

function drawInvoices(doc: PDFKit.PDFDocument, { invoices }: Statement): void {
  drawTable(
    doc,
    [
      { title: '行', width: LINE },
      { title: '日期', width: DAY },
      { title: '当月发票' },
      { title: '发票号码', width: NUMBER },
      { title: '金额', width: FIGURE, align: 'right' },
    ],
    invoices.map(({ line, on, kind, number, amountFen }) => [
      String(line),
      on,
      STATEMENT_INVOICES[kind],
      number,
      fenText(amountFen),
    ]),
  );
}

function paragraph(doc: PDFKit.PDFDocument, lines: readonly string[]): void {
  doc.moveDown(1).font('regular').fontSize(9.5);
  for (const line of lines) doc.text(line, doc.page.margins.left, undefined, { lineGap: 3 });
  doc.moveDown(0.8);
}
