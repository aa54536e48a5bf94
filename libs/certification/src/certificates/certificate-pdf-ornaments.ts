/** Colours of the certificate. */
export const INK = '#2b2118';
export const FAINT = '#7d6f5e';
export const RED = '#9b1b1e';
export const GOLD = '#b58b3a';
export const PAPER = '#fffdf7';
export const TINT = '#f8efdc';

/** The colours for who draws another certificate in the same frame. */
export const PAPER_COLOURS = { ink: INK, faint: FAINT, red: RED } as const;

/** Sides of an A4 page in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
/** From the edge of the page to the inner frame. */
export const FRAME = 40;

/** Frame with meander corners, 回纹. */
export function drawFrame(doc: PDFKit.PDFDocument): void {
  doc.rect(0, 0, PAGE.width, PAGE.height).fill(PAPER);
  box(doc, 24).lineWidth(2.4).stroke(RED);
  box(doc, 29).lineWidth(0.6).stroke(RED);
  box(doc, FRAME).lineWidth(0.7).stroke(GOLD);
  for (const [x, y, right, down] of CORNERS) {
    doc.save().translate(x, y).scale(right, down);
    doc.rect(-1, -1, 30, 30).fill(PAPER);
    doc
      .path('M29 0 H0 V29 M24 5 H5 V24 H19 V10 H10 V19 H14 V14')
      .lineWidth(1.3)
      .lineCap('square')
      .stroke(GOLD)
      .restore();
  }
}

const CORNERS = [
  [34, 34, 1, 1],
  [PAGE.width - 34, 34, -1, 1],
  [34, PAGE.height - 34, 1, -1],
  [PAGE.width - 34, PAGE.height - 34, -1, -1],
] as const;

const box = (doc: PDFKit.PDFDocument, inset: number) =>
  doc.rect(inset, inset, PAGE.width - 2 * inset, PAGE.height - 2 * inset);

/** A rule that runs out to both sides of a diamond. */
export function drawRule(doc: PDFKit.PDFDocument, y: number): void {
  const middle = PAGE.width / 2;
  for (const side of [-1, 1])
    doc
      .moveTo(middle + side * 10, y)
      .lineTo(middle + side * 150, y)
      .lineWidth(0.8)
      .stroke(GOLD);
  doc
    .moveTo(middle, y - 4)
    .lineTo(middle + 4, y)
    .lineTo(middle, y + 4)
    .lineTo(middle - 4, y)
    .fill(RED);
}

/** Says over the whole page that the data is made up. */
export function drawWatermark(doc: PDFKit.PDFDocument, words: string): void {
  doc.save().rotate(-32, { origin: [PAGE.width / 2, PAGE.height / 2] });
  doc.font('bold').fontSize(30).fillColor(FAINT).fillOpacity(0.13);
  for (let row = -1; row < 8; row += 1) {
    for (let column = -1; column < 4; column += 1) {
      doc.text(words, column * 220 + (row % 2) * 110, row * 130, { lineBreak: false });
    }
  }
  doc.restore().fillOpacity(1);
}

/** A stamp across the page: whoever holds a printed copy sees that it is not valid. */
export function drawMark(doc: PDFKit.PDFDocument, words: string, y: number): void {
  const [width, height] = [300, 104];
  const x = (PAGE.width - width) / 2;
  doc.save().rotate(-18, { origin: [PAGE.width / 2, y + height / 2] });
  doc.opacity(0.34);
  doc.roundedRect(x, y, width, height, 10).lineWidth(5).stroke(RED);
  doc
    .roundedRect(x + 9, y + 9, width - 18, height - 18, 6)
    .lineWidth(1.4)
    .stroke(RED);
  doc
    .font('bold')
    .fontSize(58)
    .fillColor(RED)
    .text(words, x, y + 11, { width: width + 12, align: 'center', characterSpacing: 12, lineBreak: false });
  doc.restore().opacity(1);
}

/** A QR code as vectors, dark modules alone. `size` in points. */
export function drawQr(
  doc: PDFKit.PDFDocument,
  modules: { readonly size: number; get(row: number, column: number): number },
  at: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const unit = at.size / modules.size;
  doc.rect(at.x - 5, at.y - 5, at.size + 10, at.size + 10).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // A hair over its place, so that no viewer shows seams between modules.
      if (modules.get(row, column)) doc.rect(at.x + column * unit, at.y + row * unit, unit + 0.05, unit + 0.05);
    }
  }
  doc.fill(INK);
}
