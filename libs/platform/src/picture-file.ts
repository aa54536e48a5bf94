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
  avif: (head) => brandsOf(head).some((brand) => /^avi[fs]$/.test(brand)),
};

/** The kinds that a file of boxes (ISO/IEC 14496-12, `ftyp`) says it is: the main one, its version, and those that it can be read as too. */
function brandsOf(head: Buffer): string[] {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return [];
  const end = Math.min(head.length, head.readUInt32BE(0));
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  return brands;
}

/** As much as holds the brands of any phone's pictures. */
const HEAD = 64;

/** What to tell who sends a picture that nothing here can read though it is one: of HEIC (HEVC in boxes), as phones take them. Null for all else. */
export function unreadablePicture(file: Buffer): string | null {
  const brands = brandsOf(file.subarray(0, HEAD));
  const heic = brands.some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand));
  return heic && !SIGNATURES.avif(file.subarray(0, HEAD))
    ? '这是 HEIC 格式的照片，这里读不了。请在手机“设置-相机-格式”里选“兼容性最佳”重拍，或把照片另存为 JPG 后上传。'
    : null;
}

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
  const format = formats.find((candidate) => SIGNATURES[candidate](file.subarray(0, HEAD)));
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
