import type { Sharp } from 'sharp';

/** 50 megapixels: past that a picture is refused by its header, before anything is inflated. */
const MAX_PIXELS = 50_000_000;
const MIN_SIDE = 32;

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif';

/** By content: what a file is called or said to be does not matter. */
const SIGNATURES: Readonly<Record<PictureFormat, (head: Buffer) => boolean>> = {
  jpeg: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  avif: (head) => head.toString('latin1', 4, 8) === 'ftyp' && /^avi[fs]/.test(head.toString('latin1', 8, 12)),
};

export interface PictureFile {
  readonly format: PictureFormat;
  /** Nothing is decoded yet; decoding fails on damage and stays within the limit of pixels. */
  readonly picture: Sharp;
}

/**
 * Opens an uploaded picture by its header: null when it is none of these formats, too small, or of more than 50 megapixels. What comes out of the
 * pipeline is encoded anew without metadata, turned as the camera says.
 */
export async function openPicture(file: Buffer, formats: readonly PictureFormat[]): Promise<PictureFile | null> {
  const format = formats.find((candidate) => SIGNATURES[candidate](file.subarray(0, 16)));
  if (!format) return null;
  // A library of 20 MB that most processes never use.
  const { default: sharp } = await import('sharp');
  const source = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
  const header = await source.metadata().catch(() => null);
  if (!header) return null;
  const { width = 0, height = 0 } = header;
  if (Math.min(width, height) < MIN_SIDE || width * height > MAX_PIXELS) return null;
  return { format, picture: source.rotate() };
}
