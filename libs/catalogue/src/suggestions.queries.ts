import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Database } from '@yigou/platform';
import { isHan, normalise, spellable } from './search/segmenter';

type Suggestion = RouteResponse<'suggest'>['items'][number];

const LIMIT = 10;
/** Sorts after every character that a word may continue with. */
const LAST = '\u{10FFFF}';

/** Typing suggestions: product words, counties and categories by their beginning, in Chinese, pinyin or initials. */
@Injectable()
export class Suggestions {
  constructor(private readonly db: Database) {}

  async of(typed: string): Promise<Suggestion[]> {
    const start = spellable(normalise(typed)).replaceAll(/[^\p{Script=Han}a-z0-9]/gu, '');
    if (start === '') return [];
    const condition = /[a-z0-9]/.test(start.charAt(0))
      ? '(pinyin >= $1 AND pinyin < $2 OR initials >= $1 AND initials < $2)'
      : 'word >= $1 AND word < $2';
    const prefix = isHan(start.charAt(0)) ? start : (/^[a-z0-9]+/.exec(start)?.[0] ?? start);
    return this.db.query<Suggestion>(
      `SELECT word AS text, kind, value, uses AS count FROM search_word
       WHERE uses > 0 AND ${condition}
       ORDER BY word = $1 OR pinyin = $1 OR initials = $1 DESC, kind = 'product' DESC, uses DESC, length(word), value LIMIT ${LIMIT}`,
      [prefix, prefix + LAST],
    );
  }
}
