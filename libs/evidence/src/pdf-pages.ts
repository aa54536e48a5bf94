import { compiledWasm, inThread, type ThreadBounds } from '@yigou/platform';
import type { PagePictures } from './prepare-evidence';

/** Memory is PDFium's own, time the whole document's, from start to last page; pictures are encoded outside of it. */
export interface PdfLimits extends ThreadBounds {
  readonly maxPages: number;
  /** Longest side of a page's picture and of its thumbnail, in pixels. */
  readonly pageSide: number;
  readonly thumbSide: number;
}

/** What the thread sends of a page: its pixels, four bytes each. */
interface DrawnPage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly last: boolean;
}

async function picturesOf({ pixels, width, height }: DrawnPage, { thumbSide }: PdfLimits): Promise<PagePictures> {
  const { default: sharp } = await import('sharp');
  // No clone, which copies the pixels.
  const picture = () => sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
  return {
    page: await picture().webp({ quality: 80, effort: 1 }).toBuffer(),
    thumb: await picture()
      .resize({ width: thumbSide, height: thumbSide, fit: 'inside' })
      .webp({ quality: 72, effort: 1 })
      .toBuffer(),
  };
}

/** Draws every page of a PDF in a thread of its own. Null when it is no PDF, is encrypted, is damaged, or goes past a limit. */
export async function drawPdf(file: Buffer, limits: PdfLimits): Promise<PagePictures[] | null> {
  const pdfium = await compiledWasm('@hyzyla/pdfium/pdfium.wasm');
  const data = { pdfium, file: Uint8Array.from(file), ...limits };
  return inThread<DrawnPage, PagePictures[]>(
    new URL('./pdf.worker.mjs', import.meta.url),
    data,
    async (message, next) => {
      const pages: PagePictures[] = [];
      for (let last = false; !last;) {
        const drawn = await message();
        pages.push(await picturesOf(drawn, limits));
        ({ last } = drawn);
        next();
      }
      return pages;
    },
  );
}
