/** Reads QR codes of what a camera shows. */
export interface CodeReader {
  /** The first code of the picture; null: there is none to be read. */
  read(video: HTMLVideoElement): Promise<string | null>;
}

/** The browser's own reader of codes, which TypeScript does not know: https://developer.mozilla.org/docs/Web/API/BarcodeDetector */
interface BarcodeDetector {
  detect(of: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type Readers = { readonly BarcodeDetector?: new (of: { readonly formats: readonly string[] }) => BarcodeDetector };

/** The longest side of a picture that is searched, in pixels: enough for a code that fills a third of it, and quick on an old phone. */
const LONGEST = 720;

/** Whether this browser has a camera to ask for. */
export const hasCamera = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/**
 * The browser's own reader, or, where it has none (Safari, Firefox), that of a library. Whoever opens a page on which codes are read asks for it at once: when the
 * signal is gone the library cannot be fetched any more.
 */
export async function codeReader(): Promise<CodeReader> {
  const { BarcodeDetector } = globalThis as unknown as Readers;
  if (!BarcodeDetector) return libraryReader();
  const own = new BarcodeDetector({ formats: ['qr_code'] });
  return { read: async (video) => (await own.detect(video))[0]?.rawValue ?? null };
}

async function libraryReader(): Promise<CodeReader> {
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    read: (video) => {
      const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight, 1));
      const [width, height] = [Math.floor(video.videoWidth * scale), Math.floor(video.videoHeight * scale)];
      // Before its first picture a camera has no size.
      if (!context || width === 0 || height === 0) return Promise.resolve(null);
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
      context.drawImage(video, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      try {
        return Promise.resolve(decode({ width, height, data }));
      } catch {
        // A picture without a code is an error to the library, and the usual case to us.
        return Promise.resolve(null);
      }
    },
  };
}
