import { isHan } from './segmenter';
import { syllables } from './spelling';
import { grams } from './terms';

/** A run of a name, and whether the search matched it. */
export interface Run {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a name into runs by what the tokens of a search match: Chinese as written, latin as written, as pinyin or as initials. */
export function highlight(name: string, tokens: readonly string[]): Run[] {
  if (tokens.length === 0) return name === '' ? [] : [{ text: name, hit: false }];
  const characters = [...name];
  const hits = characters.map(() => false);
  const mark = (from: number, length: number) => hits.fill(true, from, from + length);
  const lower = characters.map((character) => character.normalize('NFKC').toLowerCase());
  const spelled = tokens.some((token) => !isHan(token)) ? characters.map(syllableOf(name)) : [];
  for (const token of tokens) {
    if (markText(lower, token, mark)) continue;
    if (!isHan(token)) markSpelling(spelled, token, mark);
    else for (const gram of grams(token).filter((each) => each.length > 1)) markText(lower, gram, mark);
  }
  return runsOf(characters, hits);
}

type Mark = (from: number, length: number) => void;

function markText(characters: readonly string[], token: string, mark: Mark): boolean {
  const wanted = [...token];
  let found = false;
  for (let at = 0; at + wanted.length <= characters.length; at += 1) {
    if (wanted.every((character, offset) => characters[at + offset] === character)) {
      mark(at, wanted.length);
      found = true;
    }
  }
  return found;
}

/** The syllable of each character by its place in the name; characters that have none spell nothing. */
function syllableOf(name: string): (character: string, at: number) => string {
  const readings: string[] = [];
  for (const run of name.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []) {
    readings.push(...(isHan(run) ? syllables(run) : [...run].map(() => '')));
  }
  return (_character, at) => readings[at] ?? '';
}

function markSpelling(spelled: readonly string[], token: string, mark: Mark): void {
  for (const reading of [spelled, spelled.map((syllable) => syllable.charAt(0))]) {
    for (let from = 0; from < reading.length; from += 1) {
      let typed = '';
      for (let to = from; to < reading.length && reading[to] !== ''; to += 1) {
        typed += reading[to] ?? '';
        if (typed.startsWith(token)) {
          mark(from, to - from + 1);
          return;
        }
        if (!token.startsWith(typed)) break;
      }
    }
  }
}

function runsOf(characters: readonly string[], hits: readonly boolean[]): Run[] {
  const runs: { text: string; hit: boolean }[] = [];
  characters.forEach((character, at) => {
    const hit = hits[at] ?? false;
    const last = runs.at(-1);
    if (last?.hit === hit) last.text += character;
    else runs.push({ text: character, hit });
  });
  return runs;
}
