import type { RouteResponse } from '@yigou/contracts';
import { marketDay } from '@yigou/platform';

type Bulletin = RouteResponse<'getShareBulletin'>;

const [LEFT, WIDTH, BOTTOM] = [48, 499, 780];
const [INK, MUTED, LINE, FIELD] = ['#1d1d1f', '#5f6368', '#d9dcd6', '#3f7d4e'];
const ROW = 20;
const percent = (bp: number | null): string => (bp === null ? '—' : `${(bp / 100).toFixed(2)}%`);
const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Title, figures, a bar for each county by fulfilment rate, and the table of all. The document has the fonts `regular` and `bold`, and one page. */
export function drawBulletin(doc: PDFKit.PDFDocument, bulletin: Bulletin): void {
  const { title, organisation, publishedAt, version, reason, region, totals } = bulletin;
  doc.font('bold').fontSize(18).fillColor(INK).text(title, LEFT, 56, { width: WIDTH, align: 'center' });
  doc.font('regular').fontSize(10).fillColor(MUTED);
  doc.text(`${organisation}　${marketDay(new Date(publishedAt))}　范围：${region}`, { width: WIDTH, align: 'center' });
  if (version > 1) doc.text(`第 ${version} 版，更正原因：${reason}`, { width: WIDTH, align: 'center' });
  doc.moveDown();
  doc.fontSize(11).fillColor(INK);
  const words =
    `预算单位 ${totals.units} 个，已开户 ${totals.accounts} 个，已填报 ${totals.filed} 个；填报后还没有采购的 ${totals.notStarted} 个，` +
    `已采购的 ${totals.started} 个。预留份额 ${yuan(totals.reservedFen)} 元，计入份额 ${yuan(totals.countedFen)} 元，完成率 ${percent(totals.fulfilmentBp)}。`;
  doc.text(words, LEFT, doc.y, { width: WIDTH, lineGap: 4 });
  drawBars(doc, bulletin);
  drawTable(doc, bulletin);
}

function heading(doc: PDFKit.PDFDocument, words: string): void {
  if (doc.y > BOTTOM - 3 * ROW) doc.addPage();
  doc.moveDown().font('bold').fontSize(12).fillColor(INK).text(words, LEFT, doc.y, { width: WIDTH });
  doc.font('regular').fontSize(9).moveDown(0.5);
}

/** Makes room for one row and answers where it begins. */
function rowAt(doc: PDFKit.PDFDocument): number {
  if (doc.y > BOTTOM - ROW) doc.addPage();
  return doc.y;
}

function drawBars(doc: PDFKit.PDFDocument, { counties }: Bulletin): void {
  const ranked = counties.flatMap((one) => (one.fulfilmentBp === null ? [] : [{ ...one, bp: one.fulfilmentBp }]));
  if (ranked.length === 0) return;
  heading(doc, '完成率排名');
  const most = Math.max(10_000, ...ranked.map(({ bp }) => bp));
  for (const [at, { region, bp }] of ranked.entries()) {
    const y = rowAt(doc);
    doc.fillColor(INK).text(`${at + 1}. ${region?.name ?? '未登记'}`, LEFT, y + 3, { width: 130, lineBreak: false });
    doc.rect(LEFT + 140, y + 3, 280, 12).fill(LINE);
    doc.rect(LEFT + 140, y + 3, (280 * bp) / most, 12).fill(FIELD);
    doc.fillColor(INK).text(percent(bp), LEFT + 428, y + 3, { width: 70, align: 'right', lineBreak: false });
    doc.y = y + ROW;
  }
}

const COLUMNS = [
  ['地区', 120],
  ['单位', 40],
  ['开户', 40],
  ['填报', 40],
  ['未采购', 45],
  ['已采购', 45],
  ['预留（元）', 65],
  ['计入（元）', 65],
  ['完成率', 39],
] as const;

function drawTable(doc: PDFKit.PDFDocument, { counties, totals }: Bulletin): void {
  heading(doc, '分县情况');
  const line = (cells: readonly string[]) => {
    const y = rowAt(doc);
    let x = LEFT;
    for (const [at, [, width]] of COLUMNS.entries()) {
      doc.text(cells[at] ?? '', x, y + 3, { width: width - 4, align: at === 0 ? 'left' : 'right', lineBreak: false });
      x += width;
    }
    doc
      .moveTo(LEFT, y + ROW - 2)
      .lineTo(LEFT + WIDTH, y + ROW - 2)
      .lineWidth(0.5)
      .stroke(LINE);
    doc.y = y + ROW;
  };
  doc.font('bold').fontSize(8).fillColor(INK);
  line(COLUMNS.map(([title]) => title));
  doc.font('regular');
  const rowOf = (name: string, one: Bulletin['totals']) => [
    name,
    ...[one.units, one.accounts, one.filed, one.notStarted, one.started].map(String),
    yuan(one.reservedFen),
    yuan(one.countedFen),
    percent(one.fulfilmentBp),
  ];
  for (const one of counties) line(rowOf(one.region?.name ?? '未登记', one));
  line(rowOf('合计', totals));
}
