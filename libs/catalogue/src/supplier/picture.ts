import { DomainError } from '@yigou/kernel';
import type Sharp from 'sharp';

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** 50 megapixels: past that a picture is refused by its header, before anything is inflated. */
const MAX_PIXELS = 50_000_000;
const MIN_SIDE = 32;
export const PICTURE_WIDTHS = [400, 800] as const;

/** By content: what a file is called or said to be does not matter. */
const SIGNATURES: readonly ((head: Buffer) => boolean)[] = [
  (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  (head) => head.toString('latin1', 4, 8) === 'ftyp' && /^avi[fs]/.test(head.toString('latin1', 8, 12)),
];

export interface EncodedPicture {
  /** What follows the key: `-400.webp`. */
  readonly suffix: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Makes of an uploaded file what the market shows: turned as the camera says, without metadata, at two widths, as AVIF and WebP. The file itself is never
 * kept, so that nothing hidden in it is served. Throws `image_invalid` for all that is no JPEG, PNG, WebP or AVIF of a sane size.
 */
export async function encodePicture(file: Buffer): Promise<EncodedPicture[]> {
  if (file.length > MAX_PICTURE_BYTES || !SIGNATURES.some((matches) => matches(file.subarray(0, 16)))) {
    throw new DomainError('image_invalid');
  }
  // A library of 20 MB that most processes never use.
  const { default: sharp } = await import('sharp');
  try {
    const source = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
    const { width = 0, height = 0 } = await source.metadata();
    if (Math.min(width, height) < MIN_SIDE || width * height > MAX_PIXELS) throw new DomainError('image_invalid');
    // Decoded once, to the larger size; both sizes and both formats come from that.
    const large = await source
      .rotate()
      .resize({ width: Math.max(...PICTURE_WIDTHS), withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
    return (await Promise.all(PICTURE_WIDTHS.map((target) => atWidth(sharp, large, target)))).flat();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('image_invalid');
  }
}

async function atWidth(sharp: typeof Sharp, picture: Buffer, width: number): Promise<EncodedPicture[]> {
  const resized = sharp(picture).resize({ width, withoutEnlargement: true });
  const [avif, webp] = await Promise.all([
    resized.clone().avif({ quality: 55, effort: 2 }).toBuffer(),
    resized.clone().webp({ quality: 78 }).toBuffer(),
  ]);
  return [
    { suffix: `-${width}.avif`, contentType: 'image/avif', body: avif },
    { suffix: `-${width}.webp`, contentType: 'image/webp', body: webp },
  ];
}
