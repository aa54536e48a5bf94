import { Gate } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { openPicture, type PictureFile, unreadablePicture } from '@yigou/platform';
import type Sharp from 'sharp';

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
export const PICTURE_WIDTHS = [400, 800] as const;

export interface EncodedPicture {
  /** What follows the key: `-400.webp`. */
  readonly suffix: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Two pictures at a time are decoded in a process, each of up to 50 megapixels; forty wait. */
const gate = new Gate(2, 40);

/**
 * Makes of an uploaded file what the market shows: turned as the camera says, without metadata, at two widths, as AVIF and WebP. The file itself is never
 * kept, so that nothing hidden in it is served. Throws `image_invalid` for all that is no JPEG, PNG, WebP, AVIF or HEIC of a sane size, and `service_unavailable` when too
 * many wait already.
 */
export async function encodePicture(file: Buffer): Promise<EncodedPicture[]> {
  if (file.length > MAX_PICTURE_BYTES) throw new DomainError('image_invalid');
  return gate.run(async () => {
    const opened = await openPicture(file);
    if (!opened) throw new DomainError('image_invalid', {}, unreadablePicture(file) ?? undefined);
    return encode(opened);
  });
}

async function encode({ picture }: PictureFile): Promise<EncodedPicture[]> {
  const { default: sharp } = await import('sharp');
  try {
    // Decoded once, to the larger size; both sizes and both formats come from that.
    const large = await picture
      .resize({ width: Math.max(...PICTURE_WIDTHS), withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
    return (await Promise.all(PICTURE_WIDTHS.map((target) => atWidth(sharp, large, target)))).flat();
  } catch {
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
