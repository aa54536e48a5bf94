import { drawFrame, drawQr, drawRule, PAGE, PAPER_COLOURS, type QrModules } from '@yigou/certification';
import { CAMPAIGN_FORMS } from '@yigou/contracts';
import { fenText } from '@yigou/kernel';
import { marketDay } from '@yigou/platform';
import type { Participation } from './participation.queries';

const { ink: INK, faint: FAINT, red: RED } = PAPER_COLOURS;
const LEFT = 84;
const WIDTH = PAGE.width - 2 * LEFT;
const GRAMS_PER_TON = 1_000_000;
const GRAMS_PER_KILOGRAM = 1_000;

/** Draws the one page. The document has the fonts `regular` and `bold`. */
export function drawParticipation(
  doc: PDFKit.PDFDocument,
  paper: Participation & { readonly url: string },
  qr: QrModules,
): void {
  const { shownName, shares, title, form, organiserName, number } = paper;
  drawFrame(doc);
  const centred = { width: WIDTH, align: 'center' } as const;
  doc
    .font('bold')
    .fontSize(34)
    .fillColor(RED)
    .text('参与证书', LEFT, 108, { ...centred, characterSpacing: 8 });
  drawRule(doc, 168);
  doc.font('regular').fontSize(11).fillColor(FAINT).text(`编号 ${number}`, LEFT, 184, centred);
  doc.font('bold').fontSize(24).fillColor(INK).text(shownName, LEFT, 236, centred);
  doc
    .font('regular')
    .fontSize(13)
    .text(`参与了由${organiserName}发起的${CAMPAIGN_FORMS[form]}活动`, LEFT, 282, centred);
  doc.font('bold').fontSize(16).text(`“${title}”`, LEFT, 308, centred);
  doc
    .font('regular')
    .fontSize(13)
    .text(`认购 ${shares} 份${weightWords(paper.grams)}${givenWords(paper)}`, LEFT, doc.y + 10, centred);
  drawFigures(doc, paper, doc.y + 34);
  drawNames(doc, paper, doc.y + 22);
  drawFoot(doc, paper, qr);
}

const weightWords = (grams: number): string => (grams > 0 ? `，合 ${weightOf(grams)}` : '');
const givenWords = ({ recipientName }: Participation): string => (recipientName ? `，送给${recipientName}` : '');

/** A weight as people say it: in tons, kilograms or grams. */
export function weightOf(grams: number): string {
  if (grams >= GRAMS_PER_TON) return `${trimmed(grams / GRAMS_PER_TON)} 吨`;
  return grams >= GRAMS_PER_KILOGRAM ? `${trimmed(grams / GRAMS_PER_KILOGRAM)} 千克` : `${grams} 克`;
}
const trimmed = (value: number): string => String(Math.round(value * 100) / 100);

/** What all of it did, as it was published. */
function drawFigures(doc: PDFKit.PDFDocument, { impact }: Participation, y: number): void {
  doc.font('bold').fontSize(13).fillColor(RED).text('这次活动做到了', LEFT, y, { width: WIDTH, align: 'center' });
  const figures = [
    [weightOf(impact.grams), '农产品'],
    [`${impact.products} 种`, '产品'],
    [`${impact.counties} 个`, '县'],
    [`${impact.households} 户`, '带动农户'],
    [`${impact.people} 人`, '带动人口'],
  ] as const;
  const width = WIDTH / figures.length;
  const top = y + 30;
  for (const [at, [value, word]] of figures.entries()) {
    const x = LEFT + at * width;
    doc.font('bold').fontSize(15).fillColor(INK).text(value, x, top, { width, align: 'center' });
    doc
      .font('regular')
      .fontSize(10)
      .fillColor(FAINT)
      .text(word, x, top + 24, { width, align: 'center' });
  }
  doc
    .font('regular')
    .fontSize(10.5)
    .fillColor(INK)
    .text(
      `${impact.participants} 人认购 ${impact.shares} 份，货款 ${fenText(impact.paidFen)} 支付给供应商，已分发 ${impact.handedShares} 份。`,
      LEFT,
      top + 52,
      { width: WIDTH, align: 'center' },
    );
}

function drawNames(doc: PDFKit.PDFDocument, { products, counties }: Participation, y: number): void {
  const rows = [
    ['产品', products],
    ['产地', counties],
  ] as const;
  doc.y = y;
  for (const [label, names] of rows)
    if (names.length > 0)
      doc
        .font('regular')
        .fontSize(10.5)
        .fillColor(INK)
        .text(`${label}：${names.join('、')}`, LEFT, doc.y + 4, { width: WIDTH, height: 60, ellipsis: true });
}

function drawFoot(
  doc: PDFKit.PDFDocument,
  { url, impact, campaignNumber }: Participation & { readonly url: string },
  qr: QrModules,
): void {
  const size = 92;
  const top = PAGE.height - 190;
  drawQr(doc, qr, { x: LEFT, y: top, size });
  const x = LEFT + size + 22;
  const width = WIDTH - size - 22;
  doc.font('regular').fontSize(10).fillColor(FAINT);
  doc.text('扫码或按编号在益购查验本证书。', x, top + 8, { width });
  doc.text(url, x, doc.y + 4, { width });
  doc.text(`活动编号 ${campaignNumber}　公示时间 ${chineseDay(impact.publishedAt)}`, x, doc.y + 4, { width });
  doc.text('数字取自订单和扶贫产品认定证书所连的登记农户，每户只计一次。', x, doc.y + 4, { width });
}

/** The day of an instant in China. */
const chineseDay = (instant: string): string => {
  const [year, month, day] = marketDay(new Date(instant)).split('-').map(Number);
  return `${year}年${month}月${day}日`;
};
