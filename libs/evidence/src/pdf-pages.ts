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
  try {
    const [pages] = (await once(thread, 'message', { signal: timer.signal })) as [PagePictures[]];
    return pages.map(({ page, thumb }) => ({ page: Buffer.from(page), thumb: Buffer.from(thumb) }));
  } catch {
    return null;
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
