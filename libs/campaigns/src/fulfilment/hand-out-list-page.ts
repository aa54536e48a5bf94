import { drawTable } from '@yigou/platform';
import type { RouteResponse } from '@yigou/contracts';

/** A pledge on the paper list. */
export type PrintedPledge = RouteResponse<'listHandOuts'>['items'][number] & {
  readonly pointDetail: string;
  readonly pointContact: string;
};
export interface HandOutList {
  readonly number: string;
  readonly title: string;
  /** By point. */
  readonly rows: readonly PrintedPledge[];
}

const INK = '#1f2328';
const FAINT = '#5c6570';

/** Draws the list, a table for each point (村) with its sum. The document has the fonts `regular` and `bold`. */
export function drawHandOutList(doc: PDFKit.PDFDocument, { number, title, rows }: HandOutList): void {
  doc.font('bold').fontSize(18).fillColor(INK).text(`分发名单：${title}`);
  doc.font('regular').fontSize(10).fillColor(FAINT).text(`团购编号 ${number}　领取时请核对取货码，或由领取人签名。`);
  if (rows.length === 0) doc.moveDown().fontSize(11).fillColor(INK).text('没有需要分发的份数。');
  for (const [, own] of Map.groupBy(rows, ({ pointId }) => pointId)) drawPoint(doc, own);
}

function drawPoint(doc: PDFKit.PDFDocument, rows: readonly PrintedPledge[]): void {
  const [first] = rows;
  if (!first) return;
  const shares = rows.reduce((sum, row) => sum + row.shares, 0);
  doc
    .moveDown()
    .font('bold')
    .fontSize(12)
    .fillColor(INK)
    .text(first.pointName ?? '统一收货');
  const where = [first.pointDetail, first.pointContact && `联系人 ${first.pointContact}`].filter(Boolean).join('　');
  doc
    .font('regular')
    .fontSize(9)
    .fillColor(FAINT)
    .text(`${where ? `${where}　` : ''}共 ${rows.length} 人 ${shares} 份`);
  doc.moveDown(0.3);
  drawTable(
    doc,
    [
      { title: '序号', width: 34, align: 'right' },
      { title: '姓名' },
      { title: '参与编号', width: 96 },
      { title: '份数', width: 40, align: 'right' },
      { title: '领取情况', width: 96 },
      { title: '签名', width: 110 },
    ],
    rows.map(({ name, number, shares: of, state, note }, at) => [
      `${at + 1}`,
      note ? `${name}（${note}）` : name,
      number,
      `${of}`,
      state === 'done' ? '已领取' : '',
      '',
    ]),
  );
}
