import type { Pen } from './pen.ts';

/** How the items of a picture lie. */
export type Arrangement = 'solo' | 'pair' | 'trio' | 'pile' | 'bowl' | 'basket' | 'crate' | 'plate' | 'board' | 'mound';

/** One recognisable thing, and how it may be shown. */
export interface DrawingKind {
  /** Draws one item around 0,0, about 100 to each side. `at` counts the items of the picture. */
  item: (pen: Pen, at: number) => string;
  arrangements: readonly Arrangement[];
  /** Names of the grounds that suit its colours; see scene.ts. */
  grounds: readonly Ground[];
  /** Half the height of the item, when it does not reach down to 100. */
  foot?: number;
  /** Items lie at any angle instead of standing. */
  loose?: boolean;
  /** Size against the other drawings. */
  scale?: number;
}

export type Ground = 'cream' | 'wheat' | 'sage' | 'leaf' | 'sky' | 'blush' | 'clay' | 'dusk' | 'straw';
