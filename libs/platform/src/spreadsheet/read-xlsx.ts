import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { DomainError } from '@yigou/kernel';
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
  /** Days are counted from 1904 in this workbook, as Excel did on a Mac, and not from 1900. */
  from1904?: true;
}

/**
 * Rows of the first sheet of an .xlsx file, at a path or in memory, as text. Formulas are not run: their stored result counts. Macros, document types
 * and what unpacks to more than `maxUnpacked` bytes are refused. Throws `import_file_invalid` with `details.reason`.
 */
export async function* readXlsx(source: string | Buffer, maxUnpacked?: number): AsyncGenerator<XlsxRow> {
  const archive = await openArchive(source, maxUnpacked);
  try {
    if (archive.has(/vbaProject\.bin$/i)) throw unreadableFile('文件含有宏，请另存为普通的 .xlsx 或 .csv。');
    const { sheet, from1904 } = await firstSheet(archive);
    const texts = archive.sizeOf('xl/sharedStrings.xml') === null ? [] : await sharedTexts(archive);
    const reader = new SheetReader(texts);
    for await (const chunk of xmlText(await archive.read(sheet))) {
      reader.write(chunk);
      yield* marked(reader.take(), from1904);
    }
    reader.close();
    yield* marked(reader.take(), from1904);
  } finally {
    archive.close();
  }
}

const marked = (rows: XlsxRow[], from1904: boolean): XlsxRow[] =>
  from1904 ? rows.map((row) => ({ ...row, from1904: true })) : rows;

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

async function firstSheet(archive: Archive): Promise<{ readonly sheet: string; readonly from1904: boolean }> {
  let relation: string | undefined;
  let from1904 = false;
  await parseXml(archive, 'xl/workbook.xml', (tag) => {
    if (local(tag.name) === 'workbookPr') from1904 = ['1', 'true'].includes(tag.attributes['date1904'] ?? '');
    if (local(tag.name) === 'sheet') relation ??= attribute(tag, 'id');
  });
  let target: string | undefined;
  await parseXml(archive, 'xl/_rels/workbook.xml.rels', (tag) => {
    if (local(tag.name) === 'Relationship' && tag.attributes['Id'] === relation) target = tag.attributes['Target'];
  });
  const name = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? 'worksheets/sheet1.xml'}`;
  if (archive.sizeOf(name) === null) throw unreadableFile('工作簿里没有工作表。');
  return { sheet: name, from1904 };
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

/** Collects rows from the XML of a sheet as it comes. */
class SheetReader {
  private readonly parser = xmlParser();
  private rows: XlsxRow[] = [];
  private row: XlsxRow = { row: 0, cells: [] };
  private cell = { column: 0, type: 'n', text: '' };
  private inValue = false;

  constructor(private readonly texts: readonly string[]) {
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
    if (name === 'row') this.row = { row: Number(tag.attributes['r']) || this.row.row + 1, cells: [] };
    if (name === 'c') {
      const reference = tag.attributes['r'];
      const column = reference ? columnOf(reference) : this.row.cells.length;
      this.cell = { column, type: tag.attributes['t'] ?? 'n', text: '' };
    }
    this.inValue = name === 'v' || name === 't';
  }

  private end(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    if (name === 'row') this.rows.push(this.row);
    if (name !== 'c' || this.cell.column >= MAX_COLUMNS) return;
    const { cells } = this.row;
    while (cells.length < this.cell.column) cells.push('');
    cells[this.cell.column] = this.value();
  }

  private value(): string {
    const { type, text } = this.cell;
    if (type === 's') return this.texts[Number(text)] ?? '';
    // Yes and no are no numbers, though they are kept as 1 and 0.
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    if (type !== 'n' || text === '') return text;
    // A spreadsheet keeps 39.8 as 39.799999999999997: fifteen digits are what it shows.
    const value = Number(text);
    return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text;
  }
}

/** AB12 → 27 */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
