import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker as Thread } from 'node:worker_threads';
import type { PagePictures } from './prepare-evidence';

export interface PdfLimits {
  readonly maxPages: number;
  /** For the whole document, from start to last page. */
  readonly maxMs: number;
  /** Of PDFium's own memory; pictures are encoded outside of it. */
  readonly maxMemoryBytes: number;
  /** Longest side of a page's picture and of its thumbnail, in pixels. */
  readonly pageSide: number;
  readonly thumbSide: number;
}

/** What Node has as browsers do, and its types leave out. */
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { compile(code: Uint8Array): Promise<object> } };
/** PDFium, compiled once for all threads: a third of a second of the processor. It is code alone; memory is each thread's own. */
let compiled: Promise<object> | undefined;
const compile = async () =>
  wasm.compile(await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')));

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

/**
 * Draws every page of a PDF in a thread of its own, which is ended at the limits: a hostile document stops nobody else. Null when it is no PDF, is
 * encrypted, is damaged, or goes past a limit.
 */
export async function drawPdf(file: Buffer, limits: PdfLimits): Promise<PagePictures[] | null> {
  compiled ??= compile();
  // What failed once, as for want of memory, is tried again with the next document.
  compiled.catch(() => (compiled = undefined));
  const pdfium = await compiled;
  const thread = new Thread(new URL('./pdf.worker.mjs', import.meta.url), {
    workerData: { pdfium, file: Uint8Array.from(file), ...limits },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
  const timer = new AbortController();
  const late = setTimeout(() => timer.abort(), limits.maxMs);
  // Also while nobody waits for a page: an error that nobody hears ends the process.
  thread.on('error', () => timer.abort());
  try {
    const pages: PagePictures[] = [];
    for (let last = false; !last;) {
      const [drawn] = (await once(thread, 'message', { signal: timer.signal })) as [DrawnPage];
      pages.push(await picturesOf(drawn, limits));
      ({ last } = drawn);
      thread.postMessage('next');
    }
    return timer.signal.aborted ? null : pages;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
