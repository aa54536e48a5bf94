import { inAllScripts, readPdfFonts } from './pdf-scripts';

let fonts: Promise<ReadonlyMap<string, Buffer>> | undefined;

/** What a document says of itself, and how far from the edge of its A4 pages text stays, in points. */
export interface PdfPaper {
  readonly info: PDFKit.DocumentInfo;
  readonly margin: number;
}

/**
 * An A4 document in Chinese, begun with one page and with the fonts `regular` and `bold`, in which names in Uyghur, Kazakh, Tibetan and Yi are drawn with fonts of
 * their own. What no font has is refused where it is entered (`printed` of the contracts). The same information with a `CreationDate` and the same drawing give the same
 * bytes.
 */
export async function drawPdf({ info, margin }: PdfPaper, draw: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  // The library and fonts of 25 MB that most processes never use. A document embeds the glyphs alone that stand in it.
  const { default: PdfDocument } = await import('pdfkit');
  const registered = await loadFonts();
  const doc = new (inAllScripts(PdfDocument))({
    size: 'A4',
    margin,
    info,
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', resolve)
      .on('error', reject);
  });
  for (const [name, font] of registered) doc.registerFont(name, font);
  doc.addPage();
  draw(doc);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

function loadFonts(): Promise<ReadonlyMap<string, Buffer>> {
  fonts ??= readPdfFonts();
  // A file that could not be read once is tried again with the next document.
  fonts.catch(() => (fonts = undefined));
  return fonts;
}
