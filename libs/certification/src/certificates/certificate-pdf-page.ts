import {
  BENEFIT_MECHANISMS,
  CERTIFICATE_LEVELS,
  type CertificateView,
  type ImportColumn,
  isDemoField,
  type ScopeLine,
} from '@yigou/contracts';
import {
  drawFrame,
  drawMark,
  drawQr,
  drawRule,
  drawWatermark,
  FAINT,
  GOLD,
  INK,
  PAGE,
  RED,
  TINT,
} from './certificate-pdf-ornaments';

/** What stands on the paper. */
export interface PrintedCertificate {
  readonly certificate: CertificateView;
  readonly scope: readonly ScopeLine[];
  readonly issuedBy: string;
  /** ISO date on which this version was issued. */
  readonly issuedOn: string;
  /** Why it is not valid today, in large letters; null when it is. */
  readonly mark: string | null;
  /** Since when and why: one sentence. */
  readonly markNote: string;
  /** Where it can be checked. */
  readonly url: string;
}
export interface QrModules {
  readonly size: number;
  get(row: number, column: number): number;
}

const LEFT = 74;
const WIDTH = PAGE.width - 2 * LEFT;
const LABEL = 76;
/** Width of what stands behind a value that was made up. */
const NOTE = 76;
/** More packings than this stand in two columns. */
const ONE_COLUMN = 7;

/** Draws the one page. The document has the fonts `regular` and `bold`. */
export function drawCertificate(doc: PDFKit.PDFDocument, paper: PrintedCertificate, qr: QrModules): void {
  const { certificate, mark } = paper;
  drawFrame(doc);
  if (certificate.demo) drawWatermark(doc, '演示数据');
  let y = drawHead(doc, paper);
  for (const row of rowsOf(certificate)) y = drawRow(doc, y, row);
  drawScope(doc, paper, y + 8);
  drawFoot(doc, paper, qr);
  if (mark !== null) drawMark(doc, mark, 330);
  if (certificate.demo) drawMark(doc, '演示', mark === null ? 330 : 470);
}

function drawHead(doc: PDFKit.PDFDocument, { certificate, mark, markNote }: PrintedCertificate): number {
  const centred = { width: PAGE.width, align: 'center', lineBreak: false } as const;
  doc
    .font('bold')
    .fontSize(34)
    .fillColor(RED)
    .text(certificate.demo ? '扶贫产品认定证书（演示）' : '扶贫产品认定证书', 4, 76, {
      ...centred,
      characterSpacing: 7,
    });
  drawRule(doc, 138);
  doc
    .font('regular')
    .fontSize(11.5)
    .fillColor(INK)
    .text(
      `证书编号  ${certificate.number}${filled(certificate, '证书编号')}    第 ${certificate.version} 版`,
      0,
      149,
      centred,
    );
  if (mark !== null) {
    doc.roundedRect(LEFT, 174, WIDTH, 24, 3).fill('#fbe9e7');
    shrink(doc.font('bold').fillColor(RED), markNote, { x: LEFT + 10, y: 179, width: WIDTH - 20, size: 10.5 });
  }
  doc
    .font('regular')
    .fontSize(12.5)
    .fillColor(INK)
    .text(
      certificate.demo ? MADE_UP : '经审核认定，下列产品符合扶贫产品条件，列入扶贫产品目录，特发此证。',
      LEFT,
      mark === null ? 186 : 212,
      {
        width: WIDTH,
        indent: 26,
        lineGap: 5,
      },
    );
  return doc.y + 14;
}

const MADE_UP =
  '本证书由系统生成，供演示使用，不是任何机构签发的真实证书，不证明任何认定。标有“演示补充”的内容未经公布。';

/** What stands behind a value that was made up. */
const filled = ({ demoFields }: CertificateView, ...columns: ImportColumn[]): string =>
  isDemoField(demoFields, ...columns) ? '（演示补充）' : '';

interface Row {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

function rowsOf(certificate: CertificateView): Row[] {
  const { households, people, mechanisms } = certificate;
  const carried = [households === null ? '' : `${households} 户`, people === null ? '' : `${people} 人`];
  const row = (label: string, value: string, ...columns: ImportColumn[]): Row => ({
    label,
    value: value || '未公布',
    note: value ? filled(certificate, ...columns) : '',
  });
  return [
    row('产品名称', certificate.productName, '产品'),
    row('供应商', certificate.supplierName, '供应商'),
    row('产地', certificate.county?.path ?? '', '省份', '地市', '县', '县代码'),
    row('认定层级', CERTIFICATE_LEVELS[certificate.level], '认定层级'),
    row('带动农户', carried.filter(Boolean).join('  '), '带动户数', '带动人数'),
    row('带贫机制', mechanisms.map((code) => BENEFIT_MECHANISMS[code]).join('、'), '带贫机制'),
    row(
      '有效期',
      `${chineseDate(certificate.validFrom)} 至 ${chineseDate(certificate.validTo)}`,
      '有效期起',
      '有效期止',
    ),
  ];
}

function drawRow(doc: PDFKit.PDFDocument, y: number, { label, value, note }: Row): number {
  // As wide as four characters, whatever the word: 产　　地.
  const characterSpacing = ((4 - label.length) * 12) / (label.length - 1);
  doc.font('regular').fontSize(12).fillColor(FAINT).text(label, LEFT, y, { characterSpacing, lineBreak: false });
  const noteWidth = note === '' ? 0 : NOTE;
  shrink(doc.font('bold').fillColor(INK), value, { x: LEFT + LABEL, y, width: WIDTH - LABEL - noteWidth, size: 13 });
  if (note !== '')
    shrink(doc.font('regular').fillColor(RED), note, {
      x: LEFT + WIDTH - NOTE,
      y: y + 2,
      width: NOTE,
      size: 10,
      align: 'right',
    });
  doc
    .moveTo(LEFT + LABEL - 4, y + 20)
    .lineTo(LEFT + WIDTH, y + 20)
    .lineWidth(0.4)
    .dash(1.5, { space: 2 })
    .stroke(GOLD)
    .undash();
  return y + 28;
}

/** The certified packings with their prices, 认定规格. */
function drawScope(doc: PDFKit.PDFDocument, { scope, certificate }: PrintedCertificate, top: number): void {
  if (scope.length === 0) return;
  const note = filled(certificate, '规格', '净含量克', '单价元');
  const columns = scope.length > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(scope.length / columns);
  const height = columns === 2 ? 16.5 : 20;
  const width = (WIDTH - (columns - 1) * 12) / columns;
  for (let column = 0; column < columns; column += 1) {
    const x = LEFT + column * (width + 12);
    drawScopeLine(doc, { x, y: top, width, height }, [`认定规格${note}`, '净含量', '认定价格（元）'], true);
    scope.slice(column * rows, (column + 1) * rows).forEach((line, index) => {
      const cells = [line.name, weight(line.netWeightGrams), (line.priceFen / 100).toFixed(2)] as const;
      drawScopeLine(doc, { x, y: top + (index + 1) * height, width, height }, cells, false);
    });
    doc
      .rect(x, top, width, (Math.min(rows, scope.length - column * rows) + 1) * height)
      .lineWidth(0.7)
      .stroke(GOLD);
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawScopeLine(
  doc: PDFKit.PDFDocument,
  { x, y, width, height }: Box,
  [name, grams, price]: readonly [string, string, string],
  head: boolean,
): void {
  if (head) doc.rect(x, y, width, height).fill(TINT);
  else
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.3)
      .stroke(GOLD);
  const cell = (text: string, from: number, share: number, align: 'left' | 'right') =>
    shrink(doc.font(head ? 'bold' : 'regular').fillColor(head ? RED : INK), text, {
      x: x + from * width + 8,
      y: y + (height - 12) / 2,
      width: share * width - 16,
      size: 10,
      align,
    });
  cell(name, 0, 0.44, 'left');
  cell(grams, 0.44, 0.24, 'right');
  cell(price, 0.68, 0.32, 'right');
}

function drawFoot(doc: PDFKit.PDFDocument, paper: PrintedCertificate, qr: QrModules): void {
  const top = PAGE.height - 186;
  drawQr(doc, qr, { x: LEFT + 4, y: top, size: 86 });
  const note = { width: 240, lineGap: 2 };
  doc
    .font('regular')
    .fontSize(8.5)
    .fillColor(FAINT)
    .text('扫码核验证书当前状态、认定记录与带动农户', LEFT - 1, top + 96, note)
    .text('纸面内容与网上核验结果不一致的，以网上核验结果为准', LEFT - 1, doc.y, note);
  const right = { x: LEFT + 150, width: WIDTH - 150, align: 'right' } as const;
  if (paper.issuedBy !== '') {
    doc
      .font('regular')
      .fontSize(11)
      .fillColor(FAINT)
      .text('发证机关', right.x, top + 22, { width: right.width, align: 'right' });
    shrink(doc.font('bold').fillColor(INK), paper.issuedBy, { ...right, y: top + 40, size: 15 });
  }
  doc
    .font('regular')
    .fontSize(13)
    .fillColor(INK)
    .text(chineseDate(paper.issuedOn) + filled(paper.certificate, '有效期起'), right.x, top + 72, {
      width: right.width,
      align: 'right',
    });
}

/** One line of text, made smaller until it fits, and cut where even that is not enough. */
function shrink(
  doc: PDFKit.PDFDocument,
  text: string,
  {
    x,
    y,
    width,
    size,
    align = 'left',
  }: { x: number; y: number; width: number; size: number; align?: 'left' | 'right' },
): void {
  const fits = Math.min(size, (size * width) / Math.max(1, doc.fontSize(size).widthOfString(text)) - 0.05);
  const used = Math.max(fits, size * 0.7);
  doc.fontSize(used).text(text, x, y + (size - used) * 0.7, { width, height: used * 1.5, align, ellipsis: true });
}

const weight = (grams: number) => (grams >= 1_000 ? `${grams / 1_000} 千克` : `${grams} 克`);

/** `2020年3月1日` of an ISO date. */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
