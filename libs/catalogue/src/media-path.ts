/** Pictures that the public may see, and the types they are sent as. Nothing else of the object store is served. */
const PICTURE = /^(?:photos|seed)\/[a-z0-9][a-z0-9/_-]*-(?:400|800)\.(webp|avif)$/;

const TYPES: Readonly<Record<string, string>> = { webp: 'image/webp', avif: 'image/avif' };

/** The content type of a media path; null when the path is no picture of ours. */
export function mediaType(path: string): string | null {
  const ending = PICTURE.exec(path)?.[1];
  return ending === undefined ? null : (TYPES[ending] ?? null);
}
