import { createRequire } from 'node:module';
import type * as PinyinPro from 'pinyin-pro';
import { levelOf, parentOf } from '../division-data';
import { pathsOf } from '../region-loader';

/** A division as its row has it. */
export interface DivisionRow {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly parentCode: string | null;
  readonly path: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly poverty: boolean;
}

/** What becomes of one code. `takesOver`: what stands under the old code goes to the new one, and the old one is given up (or is the same, renamed). */
export interface ChangeLine {
  readonly oldCode: string;
  readonly newCode: string;
  readonly name: string;
  readonly reading: string;
  readonly takesOver: boolean;
}

export type Divisions = ReadonlyMap<string, DivisionRow>;

const load = createRequire(import.meta.url);

/** 蔚县, yu xian → yuxian, yx; without a reading the usual one of the characters. */
export function spelled(name: string, reading: string): { readonly pinyin: string; readonly initials: string } {
  const { pinyin } = load('pinyin-pro') as typeof PinyinPro;
  const syllables =
    reading === '' ? pinyin(name, { toneType: 'none', type: 'array', v: true }) : reading.trim().split(/\s+/);
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
}

/** The divisions as they stand once a change has begun. A part of one of the 832 counties stays supported as it was. */
export function changed(before: Divisions, lines: readonly ChangeLine[]): Divisions {
  const next = new Map(before);
  for (const { oldCode, newCode, takesOver } of lines) if (takesOver && oldCode !== newCode) next.delete(oldCode);
  for (const { oldCode, newCode, name, reading } of lines) {
    const old = before.get(oldCode);
    const there = next.get(newCode);
    const sounds = reading === '' && old?.name === name ? old : spelled(name, reading);
    next.set(newCode, {
      code: newCode,
      name,
      level: levelOf(newCode),
      parentCode: parentOf(newCode),
      path: '',
      pinyin: sounds.pinyin,
      initials: sounds.initials,
      poverty: (old?.poverty ?? false) || (there?.poverty ?? false),
    });
  }
  const paths = pathsOf([...next.values()]);
  return new Map([...next].map(([code, row]) => [code, { ...row, path: paths.get(code) ?? row.name }]));
}
