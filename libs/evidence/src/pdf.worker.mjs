// Runs in a thread of its own: draws the pages of a PDF as pictures. A file that makes PDFium loop or swell costs this thread alone.
// Node loads it as it stands; the build copies it beside the bundles.
import { parentPort, workerData } from 'node:worker_threads';

const { pdfium, file, maxPages, maxMemoryBytes, pageSide, thumbSide } = workerData;

// PDFium asks for memory through this: refused past the limit, its allocation fails and the file is given up.
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (blocks) {
  if (this.buffer.byteLength + blocks * 65_536 > maxMemoryBytes)
    throw new RangeError('the document needs too much memory');
  return grow.call(this, blocks);
};

const [{ PDFiumLibrary }, { default: sharp }] = await Promise.all([import('@hyzyla/pdfium'), import('sharp')]);
const library = await PDFiumLibrary.init({
  instantiateWasm: (imports, ready) => ready(new WebAssembly.Instance(pdfium, imports), pdfium),
});
const document = await library.loadDocument(file);
const count = document.getPageCount();
if (count < 1 || count > maxPages) throw new RangeError('the document has no pages or too many');

const pages = [];
for (let index = 0; index < count; index += 1) {
  const page = document.getPage(index);
  const { originalWidth: wide, originalHeight: high } = page.getOriginalSize();
  if (!(wide > 0 && high > 0)) throw new RangeError('the page has no size');
  const scale = pageSide / Math.max(wide, high);
  // Forms stay closed: neither their fields nor their scripts are run.
  const { data, width, height } = await page.render({
    width: Math.max(1, wide * scale),
    height: Math.max(1, high * scale),
    render: 'bitmap',
    renderFormFields: false,
  });
  const picture = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const thumb = picture.clone().resize({ width: thumbSide, height: thumbSide, fit: 'inside' });
  pages.push({
    page: await picture.webp({ quality: 80, effort: 1 }).toBuffer(),
    thumb: await thumb.webp({ quality: 72, effort: 1 }).toBuffer(),
  });
}
parentPort?.postMessage(pages);
