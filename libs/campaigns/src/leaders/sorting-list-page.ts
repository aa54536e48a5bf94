import type { SortingList } from '@yigou/contracts';
import { drawTable } from '@yigou/platform';

const INK = '#1f2328';
const FAINT = '#5c6570';

/** Draws the sorting list: what the point gets in all, then a row for each person. The document has the fonts `regular` and `bold`. */
export function drawSortingList(doc: PDFKit.PDFDocument, list: SortingList): void {
  const { number, title, point, goods, people, shares } = list;
  doc.font('bold').fontSize(18).fillColor(INK).text(`分拣单：${title}`);
  const contact = point.contact && `　联系人 ${point.contact}`;
  doc
    .font('regular')
    .fontSize(10)
    .fillColor(FAINT)
    .text(`团购编号 ${number}　自提点 ${point.name}（${point.place}）${contact}　共 ${people.length} 人 ${shares} 份`);
  heading(doc, '货品合计');
  drawTable(
    doc,
    [
      { title: '货品' },
      { title: '每份件数', width: 60, align: 'right' },
      { title: '应分件数', width: 60, align: 'right' },
      { title: '供货件数', width: 60, align: 'right' },
      { title: '点收', width: 80 },
    ],
    goods.map(({ name, perShare, pieces, ordered, instead }) => [
      instead ? `${name}（替代）` : name,
      `${perShare}`,
      `${pieces}`,
      `${ordered}`,
      '',
    ]),
  );
  heading(doc, '按人分拣');
  drawTable(
    doc,
    [
      { title: '序号', width: 34, align: 'right' },
      { title: '姓名', width: 80 },
      { title: '手机号', width: 84 },
      { title: '参与编号' },
      { title: '份数', width: 40, align: 'right' },
      { title: '已领', width: 40, align: 'right' },
      { title: '签名', width: 90 },
    ],
    people.map((one, at) => [
      `${at + 1}`,
      one.note ? `${one.name}（${one.note}）` : one.name,
      one.phone,
      one.pledges.join('、'),
      `${one.shares}`,
      one.handedShares ? `${one.handedShares}` : '',
      '',
    ]),
  );
}

function heading(doc: PDFKit.PDFDocument, text: string): void {
  doc.moveDown().font('bold').fontSize(12).fillColor(INK).text(text);
  doc.moveDown(0.3);
}
