import type { EvidenceView } from '@yigou/contracts';

/** A file with the word for what it proves; empty when it has none. */
export interface LabelledEvidence {
  readonly label: string;
  readonly evidence: EvidenceView;
}
export interface PageAt {
  readonly file: LabelledEvidence;
  /** From 1. */
  readonly page: number;
  readonly key: string;
}

/** All pages of all files, in their order. */
export const pagesOf = (files: readonly LabelledEvidence[]): PageAt[] =>
  files.flatMap((file) =>
    Array.from({ length: file.evidence.pages }, (_, index) => ({
      file,
      page: index + 1,
      key: `${file.evidence.id}-${index + 1}`,
    })),
  );

/** Share of the width that a page takes: 1 fits. */
export const ZOOMS = [1, 1.5, 2, 3] as const;
export type Zoom = (typeof ZOOMS)[number];
export const nextZoom = (zoom: Zoom, direction: 1 | -1): Zoom => ZOOMS[ZOOMS.indexOf(zoom) + direction] ?? zoom;
