import { describe, expect, it, jest } from '@jest/globals';
import { PRINTED_CHARACTERS } from '@yigou/contracts';
import { inflateSync } from 'node:zlib';
import { drawPdf } from './pdf-file';
import { pdfFontFiles, scriptOf } from './pdf-scripts';

const draw = (act: (doc: PDFKit.PDFDocument) => void) =>
  drawPdf({ info: { CreationDate: new Date(0) }, margin: 40 }, act);

/** A glyph on paper: the place in its font's subset, the letters that it stands for, its font. */
interface Drawn {
  readonly glyph: number;
  readonly text: string;
  readonly font: string;
}

/** What stands on the only page of a PDF, in the order of drawing. */
function drawnOn(file: Buffer): Drawn[] {
  const objects = new Map<string, string>();
  for (const [, number = '', body = ''] of file.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, head = '', stream] = /^([\s\S]*?)\nstream\n([\s\S]*)\nendstream$/.exec(body) ?? ['', body];
    const packed = stream !== undefined && head.includes('/FlateDecode');
    objects.set(number, packed ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') : body);
  }
  const all = [...objects.values()];
  const fonts = new Map<string, { name: string; letters: string[] }>();
  for (const [, id = '', at = ''] of all.join('\n').matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(at) ?? '';
    const cmap = objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '') ?? '';
    const letters = [...cmap.matchAll(/\[([^\]]*)\]/g)].flatMap(([, row = '']) =>
      [...row.matchAll(/<([^>]*)>/g)].map(([, hex = '']) =>
        String.fromCharCode(...(hex.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => Number.parseInt(unit, 16))),
      ),
    );
    fonts.set(id, { name: /\/BaseFont \/\w+\+([\w-]+)/.exec(font)?.[1] ?? '', letters });
  }
  let font = '';
  const content = all.find((body) => body.includes(' Tf\n')) ?? '';
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)].flatMap(([, named, hex = '']) => {
    font = named ?? font;
    return (hex.match(/.{4}/g) ?? []).map((unit) => {
      const glyph = Number.parseInt(unit, 16);
      return { glyph, text: fonts.get(font)?.letters[glyph] ?? '', font: fonts.get(font)?.name ?? '' };
    });
  });
}
const textOf = (drawn: readonly Drawn[]) => drawn.map(({ text }) => text).join('');
const backwards = (text: string) => [...text].reverse().join('');

describe('names of all peoples on paper', () => {
  it('draws each stretch with the font of its script, and has a glyph for all of it', async () => {
    const lines = ['收货人 ꆈꌠ 先生', '产地：བཀྲ་ཤིས 县', '负责人：ئابدۇرېھىم（喀什）', '𬱖㐂 ①№'];
    const drawn = drawnOn(
      await draw((doc) => doc.font('regular').text(lines.join('\n')).font('bold').text(lines.join('\n'))),
    );
    expect(drawn.every(({ glyph }) => glyph > 0)).toBe(true);
    expect([...new Set(drawn.map(({ font }) => font))].sort()).toEqual([
      'NotoNaskhArabic-Bold',
      'NotoNaskhArabic-Regular',
      'NotoSansSC-Bold',
      'NotoSansSC-Regular',
      'NotoSansYi-Regular',
      'NotoSerifTibetan-Bold',
      'NotoSerifTibetan-Regular',
    ]);
    for (const said of ['收货人', 'ꆈꌠ', '先生', '县', '（喀什）', '𬱖㐂']) expect(textOf(drawn)).toContain(said);
  });

  it('joins Arabic letters from right to left, words and brackets alike, among Chinese', async () => {
    const drawn = drawnOn(await draw((doc) => doc.font('regular').text('甲 ببب تۇرسۇن (سۇ) 乙')));
    expect(textOf(drawn)).toBe(`甲 (${backwards('سۇ')}) ${backwards('تۇرسۇن')} ببب 乙`);
    const [last, middle, first] = drawn.filter(({ text }) => text === 'ب').map(({ glyph }) => glyph);
    expect(new Set([first, middle, last]).size).toBe(3);
  });

  it('keeps beside shaped letters what was written, for whoever copies or listens', async () => {
    const said: string[] = [];
    await draw((doc) => {
      const mark = jest.spyOn(doc, 'markContent');
      doc.font('regular').text('قەشقەر（བཀྲ་ཤིས）');
      said.push(...mark.mock.calls.map(([, options]) => String((options as { actual?: string }).actual)));
    });
    expect(said).toEqual(['قەشقەر', 'བཀྲ་ཤིས']);
  });

  it('stacks Tibetan letters', async () => {
    const drawn = drawnOn(await draw((doc) => doc.font('regular').text('བསྒྲུབས')));
    expect(drawn.map(({ text }) => text)).toEqual(['བ', 'སྒྲུ', 'བ', 'ས']);
  });

  it('measures what it draws, so that lines end where the paper does', async () => {
    await draw((doc) => {
      doc.font('regular').fontSize(10);
      const name = 'ئابدۇرېھىم';
      const wide = doc.widthOfString(name);
      expect(doc.widthOfString(`甲${name}`)).toBeCloseTo(10 + wide, 3);
      const lines = (words: string) =>
        Math.round(doc.heightOfString(words, { width: 2.5 * wide }) / doc.currentLineHeight(true));
      expect([lines(`${name} ${name}`), lines(`${name} ${name} ${name}`)]).toEqual([1, 2]);
    });
  });

  it('gives the same bytes again', async () => {
    const once = () => draw((doc) => doc.font('bold').text('བཀྲ་ཤིས ئابدۇرېھىم', { align: 'right' }));
    expect((await once()).equals(await once())).toBe(true);
  });

  it('knows what the fonts have, which is what names may be of', async () => {
    const has = new Map<string, ReadonlySet<number>>();
    await draw((doc) => {
      for (const name of pdfFontFiles().keys()) {
        const { _font } = doc.font(name) as unknown as { _font: { font: { characterSet: number[] } } };
        has.set(name, new Set(_font.font.characterSet));
      }
    });
    const fontsOf = (script: string) =>
      [...has].filter(([name]) => (script === 'han' ? !/arabic|tibetan|yi/.test(name) : name.startsWith(script)));
    const drawable = [...new Set([...has.values()].flatMap((set) => [...set]))]
      .filter(
        (point) => point >= 32 && fontsOf(scriptOf(String.fromCodePoint(point))).every(([, set]) => set.has(point)),
      )
      .sort((one, other) => one - other);
    const ranges: [number, number][] = [];
    for (const point of drawable) {
      const last = ranges.at(-1);
      if (last?.[1] === point - 1) last[1] = point;
      else ranges.push([point, point]);
    }
    const written = ranges.map(([from, to]) =>
      (from === to ? [from] : [from, to]).map((point) => point.toString(16)).join('-'),
    );
    expect(PRINTED_CHARACTERS).toBe(written.join(' '));
    // Blanks go with the letters before them.
    for (const set of has.values()) expect([set.has(32), set.has(160)]).toEqual([true, true]);
  });
});
