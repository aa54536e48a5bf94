import { describe, expect, it } from '@jest/globals';
import { highlight } from './highlight';
import { mayHaveMeant } from './likeness';
import { parseSearch } from './search-query';
import { searchWords, words } from './segmenter';
import { initialsOf, spell } from './spelling';
import { grams, spellingOf, suggestionWords, termsOf } from './terms';

const findable = {
  name: '行唐高山葡萄干 500g',
  description: '演示商品，常温保存。',
  packings: ['2.5kg/箱', '5斤装'],
  supplierName: '行唐县示范种养专业合作社',
  categoryNames: ['干果果干', '坚果干果'],
  county: { name: '行唐县', shortName: '行唐', pinyin: 'xingtangxian', initials: 'xtx' },
};

describe('segmentation', () => {
  it('keeps counties and produce whole', () => {
    expect(words('行唐鲜杏')).toEqual(['行唐', '鲜杏']);
    expect(words('五峰毛尖 特级')).toEqual(['五峰', '毛尖', '特级']);
    expect(words('长阳土家族自治县菊芋')).toEqual(['长阳土家族自治县', '菊芋']);
  });

  it('finds the shorter word in the longer one, and leaves punctuation out', () => {
    expect(searchWords('葡萄干')).toEqual(expect.arrayContaining(['葡萄', '葡萄干']));
    expect(words("a-b'c，。！\u0000（Ａ２）")).toEqual(['a', 'b', 'c', 'a2']);
  });
});

describe('what people call it', () => {
  it.each([
    ['西红柿', '番茄'],
    ['地瓜', '红薯'],
    ['番薯', '红薯'],
    ['洋芋', '土豆'],
    ['苞谷', '玉米'],
    ['奇异果', '猕猴桃'],
    ['馬鈴薯', '土豆'],
    ['鳳梨', '菠萝'],
  ])('%s is looked for as %s too, and the other way round', (typed, name) => {
    expect(parseSearch(typed)?.tsquery).toContain(`'${name}'`);
    expect(parseSearch(name)?.tsquery).toContain(`'${words(typed).join('')}'`);
  });

  it.each(['五斤装', '2.5kg', '2500克', '５斤', '2.5 公斤'])('%s is a packing', (typed) => {
    expect(parseSearch(typed)?.tsquery).toBe("'ms_2500g'");
    expect(termsOf(findable)).toContain("'ms_2500g'");
    expect(parseSearch(`苹果 ${typed}`)?.tsquery).toBe("'苹果' & 'ms_2500g'");
  });

  it('is near only where a person would say so', () => {
    const near = (typed: string, name: string) => mayHaveMeant(name, parseSearch(typed)?.spelling ?? '');
    expect(near('蒲萄', '行唐高山葡萄干 500g')).toBe(true);
    expect(near('putoa', '行唐葡萄')).toBe(false);
    expect(near('putau', '行唐葡萄')).toBe(true);
    expect(near('洋芋', '阳原草编杯垫')).toBe(false);
    expect(near('洋芋', '襄阳玉米')).toBe(false);
    expect(near('挖掘机', '洼里鸡蛋')).toBe(false);
  });

  it('R: initials are a product before they are a place', () => {
    const terms = termsOf({ ...findable, name: '平塘葡萄' });
    expect(terms).toMatch(/'pyi_pt':\d+A/);
    expect(terms).toMatch(/'pyi_ptpt':\d+C/);
    expect(termsOf({ ...findable, name: '平塘毛尖' })).toMatch(/'pyi_ptmj':\d+C/);
  });
});

describe('the terms of a listing', () => {
  const terms = termsOf(findable);

  it('weigh name, place and description', () => {
    expect(terms).toMatch(/'葡萄':\d+A/);
    expect(terms).toMatch(/'行唐县':\d+B/);
    expect(terms).toMatch(/'常温':\d+C/);
    expect(terms).toMatch(/'山葡':\d+D/);
  });

  it('spell from each word to the end', () => {
    for (const lexeme of [
      'py_putaogan',
      'py_gaoshanputaogan',
      'pyi_ptg',
      'pyi_xtgsptg',
      'py_xingtangxian',
      'pyi_xtx',
    ]) {
      expect(terms).toContain(`'${lexeme}':`);
    }
  });

  it('hold no lexeme twice and nothing that needs escaping', () => {
    const lexemes = [...termsOf({ ...findable, name: `o'neil\\ 苹果'苹果` }).matchAll(/'([^']*)':/g)].map(
      (m) => m[1] ?? '',
    );
    expect(new Set(lexemes).size).toBe(lexemes.length);
    for (const lexeme of lexemes) expect(lexeme).toMatch(/^[\p{Script=Han}a-z0-9_]+$/u);
  });

  it('suggest words of the name that are no places', () => {
    expect(suggestionWords('行唐高山葡萄干 500g')).toEqual(['高山', '葡萄干']);
    expect(spellingOf('行唐葡萄干')).toBe('xingtang putaogan');
  });
});

describe('a search', () => {
  it('asks for every Chinese word, whole or pair by pair', () => {
    expect(parseSearch('行唐 葡萄')?.tsquery).toBe("'行唐' & '葡萄'");
    expect(parseSearch('葡萄干')?.tsquery).toBe("('葡萄干' | ('葡萄' & '萄干'))");
  });

  it('takes latin letters as word, spelling or initials', () => {
    expect(parseSearch('PT')?.tsquery).toBe("('pt':* | 'py_pt':* | 'pyi_pt':*)");
    expect(parseSearch("xi'an")?.tokens).toEqual(['xian']);
    expect(parseSearch('pu tao')?.tsquery).toMatch(/\| \('putao':\* \| 'py_putao':\*/);
    expect(parseSearch('行唐pt')?.tokens).toEqual(['行唐', 'pt']);
    expect(parseSearch('500')?.tsquery).toBe("'500'");
  });

  it('is nothing when nothing is left, and never more than a dozen words', () => {
    for (const nothing of ['', '  ', "'&|!:*()", '\u0000', '😀']) expect(parseSearch(nothing)).toBeNull();
    expect(parseSearch('a b c d e f g h i j k l m n o p')?.tokens).toHaveLength(12);
  });

  it('spells what may have been meant', () => {
    expect(parseSearch('行唐葡逃干')?.spelling).toBe('xingtang putaogan');
    expect(parseSearch('行唐苹果')?.spelling).toBe('xingtang pingguo');
    expect(spell('重庆')).toBe('chongqing');
    expect(initialsOf('绿茶')).toBe('lc');
    expect(grams('葡萄干')).toEqual(['葡', '葡萄', '萄', '萄干', '干']);
  });
});

describe('highlights', () => {
  const hits = (name: string, ...tokens: string[]) =>
    highlight(name, tokens)
      .filter((run) => run.hit)
      .map((run) => run.text);

  it('mark words, spellings and initials, and keep the whole name', () => {
    expect(hits('行唐葡萄干', '葡萄')).toEqual(['葡萄']);
    expect(hits('行唐葡萄干', 'putao')).toEqual(['葡萄']);
    expect(hits('行唐葡萄干', 'put')).toEqual(['葡萄']);
    expect(hits('行唐葡萄干', 'pt')).toEqual(['葡萄']);
    expect(hits('行唐葡萄干', '行唐', 'ptg')).toEqual(['行唐葡萄干']);
    expect(hits('A2牛奶', 'a2')).toEqual(['A2']);
    expect(hits('行唐葡萄干', 'zzz')).toEqual([]);
    expect(
      highlight('行唐葡萄干', ['萄'])
        .map((run) => run.text)
        .join(''),
    ).toBe('行唐葡萄干');
  });

  it('mark pairs when the word was cut otherwise', () => {
    expect(hits('山葡萄干货', '葡萄干果')).toEqual(['葡萄干']);
  });
});
