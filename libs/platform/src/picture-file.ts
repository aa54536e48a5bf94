import type { Sharp } from 'sharp';
import { compiledWasm, inThread, type ThreadBounds } from './bounded-thread';

/** 50 megapixels: past that a picture is refused by its header, before anything is inflated. */
const MAX_PIXELS = 50_000_000;
const MIN_SIDE = 32;

export const PICTURE_FORMATS = ['jpeg', 'png', 'webp', 'avif', 'heic'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What decoding a HEIC may take: pictures of 50 megapixels take 400 MB and some seconds. */
export const HEIC_BOUNDS: ThreadBounds = { maxMs: 30_000, maxMemoryBytes: 512 * 1024 * 1024 };

/** By content: what a file is called or said to be does not matter. */
const SIGNATURES: Readonly<Record<PictureFormat, (head: Buffer) => boolean>> = {
  jpeg: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  avif: (head) => brandsOf(head).some((brand) => /^avi[fs]$/.test(brand)),
  // HEVC in boxes, as phones take them. Files of AV1 name the boxes' general kind too.
  heic: (head) =>
    !SIGNATURES.avif(head) && brandsOf(head).some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)),
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

/** What to tell who sends a picture of a known kind that cannot be read: of HEIC, which people cannot look at everywhere. Null for all else. */
export function unreadablePicture(file: Buffer): string | null {
  return SIGNATURES.heic(file.subarray(0, HEAD))
    ? '这张 HEIC 照片读不出来：文件不完整或已损坏，或超过 5000 万像素。请在手机相册里打开确认，重新导出（或另存为 JPG）后再上传。'
    : null;
}

export interface PictureFile {
  readonly format: PictureFormat;
  /** Nothing is decoded yet; decoding fails on damage and stays within the limit of pixels. */
  readonly picture: Sharp;
}

/**
 * Opens an uploaded picture by its header: null when it is none of these formats, too small, or of more than 50 megapixels. What comes out of the
 * pipeline is encoded anew without metadata, turned as the camera says. A HEIC is decoded here already, in a thread within `heic`.
 */
export async function openPicture(
  file: Buffer,
  formats: readonly PictureFormat[] = PICTURE_FORMATS,
  heic: ThreadBounds = HEIC_BOUNDS,
): Promise<PictureFile | null> {
  const format = formats.find((candidate) => SIGNATURES[candidate](file.subarray(0, HEAD)));
  if (!format) return null;
  // A library of 20 MB that most processes never use.
  const { default: sharp } = await import('sharp');
  if (format === 'heic') {
    const decoded = await decodeHeic(file, heic);
    if (!decoded) return null;
    const { pixels, width, height } = decoded;
    return { format, picture: sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha() };
  }
  const source = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
  const header = await source.metadata().catch(() => null);
  if (!header) return null;
  const { width = 0, height = 0 } = header;
  if (Math.min(width, height) < MIN_SIDE || width * height > MAX_PIXELS) return null;
  return { format, picture: source.rotate() };
}

/** Four bytes each. */
interface Pixels {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The library of pictures has no decoder of HEVC. The file's own turn and mirror are done; those of its EXIF do not count beside them (ISO/IEC 23008-12). */
async function decodeHeic(file: Buffer, bounds: ThreadBounds): Promise<Pixels | null> {
  const heif = await compiledWasm('libheif-js/libheif-wasm/libheif.wasm');
  return inThread<Pixels, Pixels>(
    new URL('./heic.worker.mjs', import.meta.url),
    { heif, file: Uint8Array.from(file), minSide: MIN_SIDE, maxPixels: MAX_PIXELS, ...bounds },
    (message) => message(),
  );
}
