// How the files of the demo's pictures are called, for who draws them and who shows them.

/** Where the build leaves them, from the folder that the launcher starts commands in. */
export const PICTURES = 'dist/seed/pictures';
/** In pixels: a card and a product page. */
export const PICTURE_WIDTHS = [400, 800] as const;
/** Arrangements of each produce: enough that neighbours on a shelf differ. */
const ARRANGEMENTS = 2;

/** The pictures of a produce, without their ends `-<width>.<avif|webp>`. */
export const pictureNames = (slug: string): string[] =>
  Array.from({ length: ARRANGEMENTS }, (_, at) => `${slug}-${at + 1}`);
