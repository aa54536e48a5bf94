/** A column of a table on paper. */
export interface PdfColumn {
  readonly title: string;
  /** In points; the rest is shared by those that say nothing. */
  readonly width?: number;
  readonly align?: 'right';
}

const PADDING = 4;
const LINE_COLOUR = '#8c8c8c';

/**
 * Rows in ruled columns, with the titles on each page. By hand, since PDFKit's own table takes a fifth of a second a cell with a Chinese font (240 cells: 50 s), and repeats
 * no titles. The document has the fonts `regular` and `bold`.
 */
export function drawTable(
  doc: PDFKit.PDFDocument,
  columns: readonly PdfColumn[],
  rows: readonly (readonly string[])[],
): void {
  const { left, right, bottom } = doc.page.margins;
  const known = columns.reduce((sum, { width = 0 }) => sum + width, 0);
  const shared = (doc.page.width - left - right - known) / columns.filter(({ width }) => width === undefined).length;
  const widths = columns.map(({ width = shared }) => width);
  const end = doc.page.height - bottom;
  const draw = (cells: readonly string[], font: 'regular' | 'bold'): void => {
    doc.font(font).fontSize(8);
    const inner = widths.map((width) => width - 2 * PADDING);
    const height =
      Math.max(...cells.map((cell, at) => doc.heightOfString(cell, { width: inner[at] ?? 0 }))) + 2 * PADDING;
    if (doc.y + height > end) {
      doc.addPage();
      if (font === 'regular') head();
      doc.font(font).fontSize(8);
    }
    const top = doc.y;
    let x = left;
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0;
      doc.lineWidth(0.5).rect(x, top, width, height);
      if (font === 'bold') doc.fillAndStroke('#f2f2f2', LINE_COLOUR);
      else doc.stroke(LINE_COLOUR);
      doc
        .fillColor('black')
        .text(cell, x + PADDING, top + PADDING, { width: inner[at] ?? 0, align: columns[at]?.align });
      x += width;
    }
    doc.x = left;
    doc.y = top + height;
  };
  const head = () =>
    draw(
      columns.map(({ title }) => title),
      'bold',
    );
  head();
  for (const row of rows) draw(row, 'regular');
}
