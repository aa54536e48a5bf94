import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unreadableFile } from './unreadable-file';

const MAX_RECORD = 1024 * 1024;

/** What parts the cells of a row. */
export type Delimiter = ',' | '\t' | ';';
type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** A file's first bytes: as much as shows what it is and what parts its cells. */
export async function headOf(source: string | Buffer, bytes = 16 * 1024): Promise<Buffer> {
  if (Buffer.isBuffer(source)) return source.subarray(0, bytes);
  const file = await open(source, 'r').catch(() => {
    throw unreadableFile('文件不存在或无法打开。');
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Rows of a CSV file, at a path or in memory, in UTF-8 (with or without a byte order mark), in GB 18030, which Excel writes in Chinese, or in UTF-16 with its mark,
 * which it calls Unicode text. What is copied out of a spreadsheet has tabs in place of commas. Throws `import_file_invalid` with `details.reason`.
 */
export async function* readCsv(
  source: string | Buffer,
  delimiter: Delimiter = ',',
): AsyncGenerator<{ row: number; cells: string[] }> {
  const encoding = await encodingOf(source);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD,
  });
  const text = Readable.from(decode(source, encoding));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser) yield { row: (row += 1), cells: cells as string[] };
  } catch (error) {
    if (error instanceof CsvError) throw unreadableFile(`第${row + 1}行附近的引号或长度有误。`);
    throw error;
  } finally {
    text.destroy();
  }
}

/** The encoding that a byte order mark at the beginning names; null without one of UTF-16. */
export function markedEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
}

async function encodingOf(source: string | Buffer): Promise<Encoding> {
  const marked = markedEncoding(await headOf(source, 2));
  for (const encoding of marked ? [marked] : (['utf-8', 'gb18030'] as const)) {
    let readable = true;
    try {
      for await (const text of decode(source, encoding)) if (text.includes('\0')) readable = false;
    } catch (error) {
      if (!isDecodingError(error)) throw error;
      readable = false;
    }
    if (readable) return encoding;
  }
  throw unreadableFile('不是文本文件，也不是 .xlsx 文件。');
}

const isDecodingError = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** Throws where the bytes are not in the encoding. */
async function* decode(source: string | Buffer, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const chunks = typeof source === 'string' ? createReadStream(source, { highWaterMark: 256 * 1024 }) : [source];
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
