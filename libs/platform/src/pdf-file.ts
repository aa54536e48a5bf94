import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const FONTS = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;
type Fonts = Record<keyof typeof FONTS, Buffer>;
let fonts: Promise<Fonts> | undefined;

/** What a document says of itself, and how far from the edge of its A4 pages text stays, in points. */
export interface PdfPaper {
  readonly info: PDFKit.DocumentInfo;
  readonly margin: number;
}

/**
 * An A4 document in Chinese, begun with one page and with the fonts `regular` and `bold`. The same information with a `CreationDate` and the same drawing give the same
 * bytes.
 */
export async function drawPdf({ info, margin }: PdfPaper, draw: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  // The library and fonts of 25 MB that most processes never use. A document embeds the glyphs alone that stand in it.
  const { default: PdfDocument } = await import('pdfkit');
  const { regular, bold } = await loadFonts();
  const doc = new PdfDocument({ size: 'A4', margin, info, lang: 'zh-CN', displayTitle: true, autoFirstPage: false });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', resolve)
      .on('error', reject);
  });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  doc.addPage();
  draw(doc);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

function loadFonts(): Promise<Fonts> {
  fonts ??= readFonts();
  // A file that could not be read once is tried again with the next document.
  fonts.catch(() => (fonts = undefined));
  return fonts;
}

async function readFonts(): Promise<Fonts> {
  const { resolve } = createRequire(import.meta.url);
  const [regular, bold] = await Promise.all([readFile(resolve(FONTS.regular)), readFile(resolve(FONTS.bold))]);
  return { regular, bold };
}
