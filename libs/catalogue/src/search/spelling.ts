import { LRUCache } from 'lru-cache';
import { createRequire } from 'node:module';
import type * as PinyinPro from 'pinyin-pro';

/** Loaded when the first word is spelled: its tables take 20 MB. */
let spelling: typeof PinyinPro | undefined;
const load = createRequire(import.meta.url);

const cache = new LRUCache<string, string[]>({ max: 20_000 });

/** The syllables of a Chinese text without tones, ü as v: one for each character. */
export function syllables(han: string): string[] {
  let spelled = cache.get(han);
  if (!spelled) {
    spelling ??= load('pinyin-pro') as typeof PinyinPro;
    spelled = spelling.pinyin(han, { toneType: 'none', type: 'array', v: true });
    cache.set(han, spelled);
  }
  return spelled;
}

export const spell = (han: string): string => syllables(han).join('');
export const initialsOf = (han: string): string =>
  syllables(han)
    .map((syllable) => syllable.charAt(0))
    .join('');
