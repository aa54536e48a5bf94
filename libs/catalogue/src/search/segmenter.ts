import { Jieba } from '@node-rs/jieba';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadDivisions, shortRegionName } from '@yigou/regions';
import { simplified } from './produce-synonyms';
import { PRODUCE_WORDS } from './produce-words';

/** Common enough to win against a cut through the middle, rare enough to lose against everyday words. */
const PLACE_FREQUENCY = 2_000;
const PRODUCE_FREQUENCY = 20_000;

let jieba: Jieba | undefined;
let places: ReadonlySet<string> | undefined;

function placeNames(): ReadonlySet<string> {
  places ??= new Set(loadDivisions().flatMap(({ name }) => [name, shortRegionName(name)]));
  return places;
}

/** Loading the dictionary takes a quarter of a second and 40 MB, so that it happens on first use. */
function segmenter(): Jieba {
  if (jieba) return jieba;
  // Not through the package's own module: it reads this file and another of 6 MB at every start, and keeps both.
  jieba = Jieba.withDict(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')));
  const lines = [
    ...[...placeNames()].filter((name) => name.length > 1).map((name) => `${name} ${PLACE_FREQUENCY} ns`),
    ...PRODUCE_WORDS.filter((word) => word.length > 1).map((word) => `${word} ${PRODUCE_FREQUENCY} n`),
  ];
  jieba.loadDict(Buffer.from(`${lines.join('\n')}\n`));
  return jieba;
}

const WORD = /^[\p{Script=Han}a-z0-9]+$/u;
const HAN = /^\p{Script=Han}+$/u;

export const isHan = (text: string): boolean => HAN.test(text);
export const isPlaceName = (word: string): boolean => placeNames().has(word);

/** Lower case, full-width forms and compatibility characters as plain ones, simplified characters for traditional ones. */
export const normalise = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());

/** As people type pinyin: ü as v, no apostrophe between syllables (xi'an). */
export const spellable = (text: string): string => text.replaceAll('ü', 'v').replace(/(?<=[a-z])['’](?=[a-z])/g, '');

/** The words of a text in their order; punctuation and spaces are left out. */
export function words(text: string): string[] {
  return segmenter()
    .cut(normalise(text), true)
    .filter((word) => WORD.test(word));
}

/** The words of a text and the shorter words inside them: 葡萄干 is 葡萄 as well. */
export function searchWords(text: string): string[] {
  return segmenter()
    .cutForSearch(normalise(text), true)
    .filter((word) => WORD.test(word));
}
