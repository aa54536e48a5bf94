import type { KeptPhoto } from './kept-on-phone';

/** Longest side that a photo keeps: what is written on a label is readable, and it passes through a weak signal. */
const MOST_PIXELS = 1_600;

/** A photo of the camera as it is kept on the phone, smaller where the browser can make it so. */
export async function keptPhoto(file: File): Promise<KeptPhoto> {
  const smaller = await shrink(file).catch(() => null);
  const blob = smaller ?? file;
  return {
    id: crypto.randomUUID(),
    name: file.name,
    type: blob.type,
    bytes: await blob.arrayBuffer(),
    evidenceId: null,
  };
}

async function shrink(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
}
