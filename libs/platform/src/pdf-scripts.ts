import bidiFactory from 'bidi-js';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

export type PdfWeight = 'regular' | 'bold';
type Script = 'han' | 'arabic' | 'tibetan' | 'yi';

/** The fonts of documents, each for letters that the others have not. Of Yi there is one weight. */
const FILES: Readonly<Record<Script, readonly [regular: string, bold?: string]>> = {
  han: ['noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'],
  arabic: [
    'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
  ],
  tibetan: [
    'noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
    'noto-serif-tibetan/700Bold/NotoSerifTibetan_700Bold.ttf',
  ],
  yi: ['noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf'],
};

/** Blocks of Unicode that the fonts of other scripts serve; all else is the Chinese one's. */
const BLOCKS: Readonly<Record<Exclude<Script, 'han'>, RegExp>> = {
  arabic: /[\u0600-\u06FF\u0750-\u077F\u0870-\u08FF\uFB50-\uFDFF\uFE70-\uFEFE]/,
  tibetan: /[\u0F00-\u0FFF]/,
  yi: /[\uA000-\uA4CF]/,
};
const OTHERS = new RegExp(
  Object.values(BLOCKS)
    .map(({ source }) => source)
    .join('|'),
);
const BLANK = /[ \u00A0]/;

/** Name of a script's font in a document; `regular` and `bold` are the Chinese one's. */
const fontName = (script: Script, weight: PdfWeight): string => {
  if (script === 'han') return weight;
  return FILES[script].length === 1 ? script : `${script}-${weight}`;
};

/** Where each font of a document lies: its name there → its file. */
export function pdfFontFiles(): ReadonlyMap<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const files = Object.entries(FILES) as [Script, (typeof FILES)[Script]][];
  return new Map(
    files.flatMap(([script, weights]) =>
      (['regular', 'bold'] as const)
        .slice(0, weights.length)
        .map((weight, at) => [fontName(script, weight), resolve(`@expo-google-fonts/${weights[at]}`)] as const),
    ),
  );
}

/** The files of {@link pdfFontFiles}, read. */
export async function readPdfFonts(): Promise<ReadonlyMap<string, Buffer>> {
  return new Map(
    await Promise.all([...pdfFontFiles()].map(async ([name, file]) => [name, await readFile(file)] as const)),
  );
}

/** The script whose font draws this character, after one of `before`: blanks go with what they follow. */
export function scriptOf(character: string, before: Script = 'han'): Script {
  if (!OTHERS.test(character)) return BLANK.test(character) ? before : 'han';
  for (const [script, block] of Object.entries(BLOCKS)) if (block.test(character)) return script as Script;
  return 'han';
}

/** A stretch of a line that one font draws in one direction. */
export interface ScriptRun {
  readonly text: string;
  readonly script: Script;
}

const bidi = bidiFactory();

/**
 * A line as stretches of one font each, from left to right as they are seen in a Chinese document (Unicode Standard Annex 9, base direction left to right). Letters of a
 * stretch from right to left stand in the order of reading: the font's shaping turns them. Null where the Chinese font draws all.
 */
export function scriptRuns(line: string): readonly ScriptRun[] | null {
  if (!OTHERS.test(line)) return null;
  const embedding = bidi.getEmbeddingLevels(line, 'ltr');
  const runs: { text: string; script: Script; level: number }[] = [];
  const runAt: number[] = [];
  for (const character of line) {
    const last = runs.at(-1);
    const level = embedding.levels[runAt.length] ?? 0;
    const script = scriptOf(character, last?.script);
    if (last?.script === script && last.level === level) last.text += character;
    else runs.push({ text: character, script, level });
    for (let unit = 0; unit < character.length; unit += 1) runAt.push(runs.length - 1);
  }
  const seen = new Set(bidi.getReorderedIndices(line, embedding).map((at) => runAt[at] ?? 0));
  return [...seen]
    .flatMap((at) => runs[at] ?? [])
    .map(({ text, script, level }) => ({
      text: level % 2 === 1 && script !== 'arabic' ? mirrored(text) : text,
      script,
    }));
}

/** What is neither way by itself (brackets, dots), among letters from right to left. */
const mirrored = (text: string): string =>
  [...text]
    .reverse()
    .map((character) => bidi?.getMirroredCharacter(character) ?? character)
    .join('');

/** What PDFKit's typings leave out: the current font, and the drawing of one line, which wrapping, alignment and lists all end in. */
interface Inside {
  _font: { readonly ascender: number };
  _fontSize: number;
  _fragment(text: string, x: number, y: number, options: FragmentOptions): void;
}
type FragmentOptions = PDFKit.Mixins.TextOptions & { readonly textWidth?: number; readonly lineWidth?: number };
type Document = new (options?: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument & Inside;

/** PDFKit's document, which draws each stretch of a line with the font that has its letters. All of it stands on the Chinese font's line. */
export function inAllScripts(
  PdfDocument: typeof import('pdfkit'),
): new (options?: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument {
  return class extends (PdfDocument as unknown as Document) {
    private weight: PdfWeight = 'regular';

    override font(...said: [never]): this {
      this.weight = String(said[0]) === 'bold' ? 'bold' : 'regular';
      return super.font(...said) as this;
    }

    override widthOfString(line: string, options: PDFKit.Mixins.TextOptions = {}): number {
      const runs = scriptRuns(line);
      if (!runs) return super.widthOfString(line, options);
      return this.measured(runs).reduce(
        (sum, width) => sum + width,
        (options.characterSpacing ?? 0) * (line.length - 1),
      );
    }

    override _fragment(line: string, x: number, y: number, options: FragmentOptions): void {
      const runs = scriptRuns(line);
      if (!runs) return super._fragment(line, x, y, options);
      const { align = 'left', lineWidth = 0, characterSpacing = 0, fill, stroke } = options;
      const widths = this.measured(runs);
      const space =
        options.width === undefined ? 0 : lineWidth - this.widthOfString(line.trimEnd(), { characterSpacing });
      let left = x + (align === 'right' ? space : align === 'center' ? space / 2 : 0);
      const foot = y + (this._font.ascender / 1_000) * this._fontSize;
      for (const [at, run] of runs.entries()) {
        const drawn = { characterSpacing, fill, stroke, baseline: 'alphabetic' as const, features: featuresOf(run) };
        const draw = () => this.with(run, () => super._fragment(run.text, left, foot, drawn));
        if (run.script === 'han') draw();
        else {
          // Shaped glyphs are not letters any more (one may be of several): who copies, searches or listens gets what was written.
          this.markContent('Span', { actual: run.text });
          draw();
          this.endMarkedContent();
        }
        left += (widths[at] ?? 0) + characterSpacing * run.text.length;
      }
    }

    private measured(runs: readonly ScriptRun[]): number[] {
      return runs.map((run) => this.with(run, () => super.widthOfString(run.text, { features: featuresOf(run) })));
    }

    private with<T>({ script }: ScriptRun, act: () => T): T {
      const before = this._font;
      super.font(fontName(script, this.weight));
      const done = act();
      this._font = before;
      return done;
    }
  };
}

/** Words from right to left are laid out together: PDFKit lays out each by itself, from left to right, unless features are named. */
const featuresOf = ({ script }: ScriptRun): PDFKit.Mixins.OpenTypeFeatures[] | undefined =>
  script === 'arabic' ? [] : undefined;
