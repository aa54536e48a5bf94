// Runs in a thread of its own: draws the pages of a PDF, as pixels. A file that makes PDFium loop or swell costs this thread alone.
// Pictures are made of them by whoever asked, who has the library for it loaded: here it would be loaded anew for each file. Node loads it as it stands; the build copies it beside the bundles.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

const { pdfium, file, maxPages, maxMemoryBytes, pageSide } = workerData;

// PDFium asks for memory through this: refused past the limit, its allocation fails and the file is given up.
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (blocks) {
  if (this.buffer.byteLength + blocks * 65_536 > maxMemoryBytes)
    throw new RangeError('the document needs too much memory');
  return grow.call(this, blocks);
};

const { PDFiumLibrary } = await import('@hyzyla/pdfium');
const library = await PDFiumLibrary.init({
  instantiateWasm: (imports, ready) => ready(new WebAssembly.Instance(pdfium, imports), pdfium),
});
const document = await library.loadDocument(file);
const count = document.getPageCount();
if (count < 1 || count > maxPages) throw new RangeError('the document has no pages or too many');

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
  const pixels = Uint8Array.from(data);
  parentPort.postMessage({ pixels, width, height, last: index + 1 === count }, [pixels.buffer]);
  // One page's pixels at a time: the next is drawn when this one has become pictures.
  await once(parentPort, 'message');
}
parentPort.close();
