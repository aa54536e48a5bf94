import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** A PDF of one page that says what it stands for, and that it is none. */
export async function demoPaper(title: string, lines: readonly string[]): Promise<Buffer> {
  // A library and a font of 10 MB that other commands never use.
  const { default: PdfDocument } = await import('pdfkit');
  const font = await readFile(createRequire(import.meta.url).resolve(FONT));
  const document = new PdfDocument({ size: 'A4', margin: 72, info: { Title: title } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('error', reject);
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
  document.registerFont('text', font).font('text');
  document.fontSize(26).text(title, { align: 'center' }).moveDown();
  document.fontSize(13);
  for (const line of lines) document.text(line, { lineGap: 8 });
  document.moveDown().fillColor('#8a1c1c').text('演示材料，由系统生成，不对应任何真实单位或个人。');
  document.end();
  return done;
}
