import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { DomainError } from '@yigou/kernel';
import { columnOf, Merges } from './merges';
import { CellFormats, shownNumber } from './number-formats';
import { unreadableFile } from './unreadable-file';
import { type Archive, openArchive } from './zip-archive';

const MAX_COLUMNS = 200;
const MAX_CELL = 40_000;
/** All texts of the workbook are held while its rows are read. */
const MAX_SHARED_BYTES = 100 * 1024 * 1024;

/** A row of a sheet: its number as the spreadsheet shows it, and its cells as text. */
export interface XlsxRow {
  row: number;
  cells: string[];
  /** Cells that hold a number of more than fifteen digits: what stands there is not what was typed. */
  rounded?: ReadonlySet<number>;
  /** Days are counted from 1904 in this workbook, as Excel did on a Mac, and not from 1900. Where a cell is formatted as a day it is one already. */
  from1904?: true;
}

/** The sheets of a file that people see, by name and in their order, and the rows of each. */
export interface TableFile {
  readonly sheets: readonly string[];
  rows(sheet: number): AsyncGenerator<XlsxRow>;
  close(): void;
}

/**
 * The sheets of an .xlsx file, at a path or in memory; hidden ones are left out. Cells are text as they show: days by their format, numbers with the zeros of
 * theirs, merged cells with the value of the merge. Formulas are not run: their stored result counts. Macros, document types
 * and what unpacks to more than `maxUnpacked` bytes are refused. Throws `import_file_invalid` with `details.reason`.
 */
export async function openWorkbook(source: string | Buffer, maxUnpacked?: number): Promise<TableFile> {
  const archive = await openArchive(source, maxUnpacked);
  try {
    if (archive.has(/vbaProject\.bin$/i)) throw unreadableFile('文件含有宏，请另存为普通的 .xlsx 或 .csv。');
    const { sheets, from1904 } = await visibleSheets(archive);
    let texts: readonly string[] | undefined;
    let formats: CellFormats | undefined;
    const scanned = new Map<number, Merges>();
    return {
      sheets: sheets.map(({ name }) => name),
      close: () => archive.close(),
      async *rows(at) {
        const entry = sheets[at]?.entry ?? '';
        texts ??= archive.sizeOf('xl/sharedStrings.xml') === null ? [] : await sharedTexts(archive);
        formats ??= await cellFormats(archive);
        let merges = scanned.get(at);
        if (!merges) {
          merges = new Merges();
          for await (const chunk of xmlText(await archive.read(entry))) merges.scan(chunk);
          scanned.set(at, merges);
        }
        merges.begin();
        const reader = new SheetReader({ texts, formats, merges, from1904 });
        for await (const chunk of xmlText(await archive.read(entry))) {
          reader.write(chunk);
          yield* reader.take();
        }
        reader.close();
        yield* reader.take();
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function* xmlText(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
  } catch (error) {
    // Text that is no UTF-8, data that cannot be inflated, more data than the directory states.
    throw error instanceof DomainError ? error : unreadableFile('工作簿的内容已损坏。');
  }
}

function xmlParser(): SaxesParser {
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw unreadableFile('工作簿含有不允许的文档类型声明。');
  });
  parser.on('error', () => {
    throw unreadableFile('工作簿的内容已损坏。');
  });
  return parser;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const attribute = (tag: SaxesTagPlain, name: string): string | undefined =>
  Object.entries(tag.attributes).find(([key]) => key === name || key.endsWith(`:${name}`))?.[1];

interface Sheet {
  readonly name: string;
  readonly entry: string;
}

async function visibleSheets(
  archive: Archive,
): Promise<{ readonly sheets: readonly Sheet[]; readonly from1904: boolean }> {
  const named: { name: string; relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  await parseXml(archive, 'xl/workbook.xml', (tag) => {
    if (local(tag.name) === 'workbookPr') from1904 = ['1', 'true'].includes(tag.attributes['date1904'] ?? '');
    if (local(tag.name) !== 'sheet') return;
    const hidden = /^(?:very)?hidden$/i.test(tag.attributes['state'] ?? '');
    named.push({ name: tag.attributes['name'] ?? '', relation: attribute(tag, 'id') ?? '', hidden });
  });
  const targets = new Map<string, string>();
  await parseXml(archive, 'xl/_rels/workbook.xml.rels', (tag) => {
    if (local(tag.name) === 'Relationship') targets.set(tag.attributes['Id'] ?? '', tag.attributes['Target'] ?? '');
  });
  const sheets = named.flatMap(({ name, relation, hidden }) => {
    const target = targets.get(relation) ?? 'worksheets/sheet1.xml';
    const entry = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return hidden || archive.sizeOf(entry) === null || entry.includes('chartsheets/') ? [] : [{ name, entry }];
  });
  if (sheets.length === 0) throw unreadableFile('工作簿里没有工作表。');
  return { sheets, from1904 };
}

async function cellFormats(archive: Archive): Promise<CellFormats> {
  const formats = new CellFormats();
  if (archive.sizeOf('xl/styles.xml') === null) return formats;
  const parser = xmlParser();
  parser.on('opentag', (tag) => formats.open(local(tag.name), tag));
  parser.on('closetag', (tag) => formats.close(local(tag.name)));
  for await (const chunk of xmlText(await archive.read('xl/styles.xml'))) parser.write(chunk);
  parser.close();
  return formats;
}

async function parseXml(archive: Archive, name: string, onTag: (tag: SaxesTagPlain) => void): Promise<void> {
  if (archive.sizeOf(name) === null) throw unreadableFile('不是 .xlsx 工作簿。');
  const parser = xmlParser();
  parser.on('opentag', onTag);
  for await (const chunk of xmlText(await archive.read(name))) parser.write(chunk);
  parser.close();
}

/** The workbook's texts by their number. Phonetic hints (rPh) are no part of them. */
async function sharedTexts(archive: Archive): Promise<string[]> {
  if ((archive.sizeOf('xl/sharedStrings.xml') ?? 0) > MAX_SHARED_BYTES)
    throw unreadableFile('工作簿的文字过多，请拆分后导入。');
  const texts: string[] = [];
  const parser = xmlParser();
  let current = '';
  let inText = false;
  let hints = 0;
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    if (name === 'si') current = '';
    if (name === 'rPh') hints += 1;
    inText = name === 't' && hints === 0;
  });
  parser.on('text', (text) => {
    if (inText && current.length < MAX_CELL) current += text;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    if (name === 'rPh') hints -= 1;
    if (name === 't') inText = false;
    if (name === 'si') texts.push(current);
  });
  for await (const chunk of xmlText(await archive.read('xl/sharedStrings.xml'))) parser.write(chunk);
  parser.close();
  return texts;
}

interface Workbook {
  readonly texts: readonly string[];
  readonly formats: CellFormats;
  readonly merges: Merges;
  readonly from1904: boolean;
}

/** Collects rows from the XML of a sheet as it comes. */
class SheetReader {
  private readonly parser = xmlParser();
  private rows: XlsxRow[] = [];
  private row = { row: 0, cells: [] as string[], rounded: new Set<number>() };
  private cell: { column: number; type: string; style: string | undefined; text: string } = {
    column: 0,
    type: 'n',
    style: undefined,
    text: '',
  };
  private inValue = false;

  constructor(private readonly book: Workbook) {
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('text', (text) => {
      if (this.inValue && this.cell.text.length < MAX_CELL) this.cell.text += text;
    });
    this.parser.on('closetag', (tag) => this.end(local(tag.name)));
  }

  write(chunk: string): void {
    this.parser.write(chunk);
  }

  close(): void {
    this.parser.close();
  }

  take(): XlsxRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  private open(tag: SaxesTagPlain): void {
    const name = local(tag.name);
    if (name === 'row')
      this.row = { row: Number(tag.attributes['r']) || this.row.row + 1, cells: [], rounded: new Set() };
    if (name === 'c') {
      const reference = /^[A-Z]{1,3}/.exec(tag.attributes['r'] ?? '')?.[0];
      const column = reference ? columnOf(reference) : this.row.cells.length;
      this.cell = { column, type: tag.attributes['t'] ?? 'n', style: tag.attributes['s'], text: '' };
    }
    this.inValue = name === 'v' || name === 't';
  }

  private end(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    if (name === 'row') this.rows.push(this.finished());
    if (name !== 'c' || this.cell.column >= MAX_COLUMNS) return;
    const { cells } = this.row;
    while (cells.length < this.cell.column) cells.push('');
    cells[this.cell.column] = this.value();
  }

  private finished(): XlsxRow {
    const { row, cells, rounded } = this.row;
    this.book.merges.fill(row, cells, rounded, MAX_COLUMNS);
    return { row, cells, ...(rounded.size > 0 && { rounded }), ...(this.book.from1904 && { from1904: true }) };
  }

  private value(): string {
    const { type, text, style, column } = this.cell;
    if (type === 's') return this.book.texts[Number(text)] ?? '';
    // Yes and no are no numbers, though they are kept as 1 and 0.
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    if (type !== 'n' || text === '') return text;
    const shown = shownNumber(text, this.book.formats.of(style), this.book.from1904);
    if (shown.rounded) this.row.rounded.add(column);
    return shown.text;
  }
}
