// Runs in a thread of its own: decodes the main picture of a HEIC file to pixels, turned and mirrored as the file says. A file that makes the decoder loop or swell costs this
// thread alone. Node loads it as it stands; the build copies it beside the bundles.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { heif, file, minSide, maxPixels, maxMemoryBytes } = workerData;

// The decoder asks for memory through this: refused past the limit, its allocation fails and the file is given up.
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (blocks) {
  if (this.buffer.byteLength + blocks * 65_536 > maxMemoryBytes)
    throw new RangeError('the picture needs too much memory');
  return grow.call(this, blocks);
};

const library = createRequire(import.meta.url)('libheif-js/libheif-wasm/libheif.js')({
  instantiateWasm: (imports, ready) => ready(new WebAssembly.Instance(heif, imports)),
});
const images = new library.HeifDecoder().decode(file);
const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
if (!image) throw new RangeError('there is no picture in it');
const width = image.get_width();
const height = image.get_height();
if (Math.min(width, height) < minSide || width * height > maxPixels)
  throw new RangeError('the picture is too small or too large');
// Sizes of the header are a promise: rows that do not fit this fail.
const pixels = new Uint8Array(width * height * 4);
const drawn = await new Promise((resolve) => image.display({ data: pixels, width, height }, resolve));
if (!drawn) throw new RangeError('the picture is damaged');
parentPort.postMessage({ pixels, width, height }, [pixels.buffer]);
parentPort.close();
