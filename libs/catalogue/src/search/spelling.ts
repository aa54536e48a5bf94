import { LRUCache } from 'lru-cache';
import { pinyin } from 'pinyin-pro';

const cache = new LRUCache<string, string[]>({ max: 20_000 });

/** The syllables of a Chinese text without tones, ü as v: one for each character. */
export function syllables(han: string): string[] {
  let spelled = cache.get(han);
  if (!spelled) {
    spelled = pinyin(han, { toneType: 'none', type: 'array', v: true });
    cache.set(han, spelled);
  }
  return spelled;
}

export const spell = (han: string): string => syllables(han).join('');
export const initialsOf = (han: string): string =>
  syllables(han)
    .map((syllable) => syllable.charAt(0))
    .join('');
