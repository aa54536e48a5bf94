import { open } from 'node:fs/promises';
import { IMPORT_COLUMNS } from '@yigou/contracts';
import { isWorkbook, readCsv, readXlsx, unreadableFile } from '@yigou/platform';
import { REQUIRED_COLUMNS } from './columns';

/** A data row: its number as the spreadsheet shows it, and its cells by column name, as text. */
export interface TableRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

const KNOWN: ReadonlySet<string> = new Set(IMPORT_COLUMNS);

/** The rows of a .csv or .xlsx file, told apart by content. Throws `import_file_invalid` with `details.reason`. Rows without text are left out. */
export async function* readTable(path: string): AsyncGenerator<TableRow> {
  const head = await firstBytes(path);
  const lines = isWorkbook(head) ? readXlsx(path) : readCsv(path);
  let header: (string | null)[] | undefined;
  for await (const { row, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!header) {
      header = readHeader(cells);
      continue;
    }
    const named: Record<string, string> = {};
    header.forEach((column, at) => {
      if (column !== null) named[column] = cells[at]?.trim() ?? '';
    });
    yield { row, cells: named };
  }
  if (!header) throw unreadableFile('文件是空的。');
}

/** Whether the file can be read at all and has the columns: reads the first data row. Throws `import_file_invalid`. */
export async function assertTable(path: string): Promise<void> {
  for await (const _row of readTable(path)) return;
}

function readHeader(cells: readonly string[]): (string | null)[] {
  const names = cells.map((cell) => cell.normalize('NFKC').replaceAll(/\s/g, ''));
  const header = names.map((name) => (KNOWN.has(name) ? name : null));
  const present = header.filter((name) => name !== null);
  const missing = REQUIRED_COLUMNS.filter((name) => !present.includes(name));
  if (missing.length > 0) throw unreadableFile(`第一行缺少列：${missing.join('、')}。`);
  if (new Set(present).size !== present.length) throw unreadableFile('第一行有重复的列名。');
  return header;
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => {
    throw unreadableFile('文件不存在或无法打开。');
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
