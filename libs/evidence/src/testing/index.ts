import { createRequire } from 'node:module';
import { finished } from 'node:stream/promises';
import { crc32, createDeflate } from 'node:zlib';

const require = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** A PDF of A4 pages that say their number, in Chinese. */
export async function makePdf(pages = 1, options: { readonly userPassword?: string } = {}): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PDFDocumentOf(PdfDocument, options);
  for (let page = 1; page <= pages; page += 1) document.page(`第 ${page} 页 质量检验报告`);
  return document.end();
}

class PDFDocumentOf {
  private readonly chunks: Buffer[] = [];
  private readonly document: PDFKit.PDFDocument;
  private readonly done: Promise<void>;

  constructor(Kind: typeof import('pdfkit'), options: { readonly userPassword?: string }) {
    this.document = new Kind({ size: 'A4', autoFirstPage: false, ...options });
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.done = new Promise((resolve) => this.document.on('end', resolve));
  }

  page(words: string): void {
    this.document.addPage().font(require.resolve(FONT)).fontSize(32).fillColor('#a30').text(words);
  }

  async end(): Promise<Buffer> {
    this.document.end();
    await this.done;
    return Buffer.concat(this.chunks);
  }
}

/** A one-page PDF made by hand whose content stream unpacks to `megabytes` of drawing commands. */
export async function pdfBomb(megabytes: number): Promise<Buffer> {
  const line = '0 0 m 600 800 l S\n';
  const packed: Buffer[] = [];
  // A fifth of the time of the best compression, and as good a bomb.
  const deflate = createDeflate({ level: 1 }).on('data', (chunk: Buffer) => packed.push(chunk));
  const megabyte = Buffer.alloc(1024 * 1024, line);
  for (let written = 0; written < megabytes; written += 1) deflate.write(megabyte);
  await finished(deflate.end());
  const stream = Buffer.concat(packed);
  return pdfOf(
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`),
      stream,
      Buffer.from('\nendstream'),
    ]),
  );
}

/** A PDF of one page with this dictionary and, as object 4, this content. */
export function pdfOf(page: string, content: Buffer | string): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page, content];
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const start = Buffer.concat(parts).length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table)]);
}

/** A small picture, for whom it is not the matter what a file is: to draw a PDF takes as long as fifty of these. */
export async function aPicture(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width: 64, height: 64, channels: 3, background: '#a30' } })
    .png()
    .toBuffer();
}

/** The header of a PNG that claims this many pixels on a side, and no pixels. */
export function hugePng(side: number): Buffer {
  const header = Buffer.alloc(17);
  header.write('IHDR');
  header.writeUInt32BE(side, 4);
  header.writeUInt32BE(side, 8);
  header.set([8, 2, 0, 0, 0], 12);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(header));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), header, crc]);
}

export * from './a-file';
