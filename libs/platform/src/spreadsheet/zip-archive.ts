import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { unreadableFile } from './unreadable-file';

const MAX_ENTRIES = 2_000;
const MAX_UNPACKED = 500 * 1024 * 1024;
/** Ordinary workbooks shrink to a tenth or a fiftieth; a bomb to a thousandth. Small entries may be as regular as they like. */
const MAX_RATIO = 200;
const RATIO_FROM = 10 * 1024 * 1024;

/** A zip file whose directory has been found harmless. What is read is checked against the directory by yauzl: an entry that unpacks to more is an error. */
export interface Archive {
  has(name: RegExp): boolean;
  /** Unpacked bytes; null when there is no such entry. */
  sizeOf(name: string): number | null;
  read(name: string): Promise<Readable>;
  close(): void;
}

const openFile = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
const openBuffer = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer);

export async function openArchive(source: string | Buffer, maxUnpacked = MAX_UNPACKED): Promise<Archive> {
  const options = { lazyEntries: true, autoClose: false };
  const zip = await (typeof source === 'string' ? openFile(source, options) : openBuffer(source, options)).catch(() => {
    throw unreadableFile('文件已损坏，无法打开。');
  });
  try {
    const entries = await readDirectory(zip, maxUnpacked);
    const read = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<Readable>;
    return {
      has: (name) => [...entries.keys()].some((key) => name.test(key)),
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw unreadableFile('工作簿不完整。');
        const stream = await read(entry);
        stream.on('error', () => undefined);
        return stream;
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function readDirectory(zip: ZipFile, maxUnpacked: number): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    zip.on('error', () => reject(unreadableFile('文件已损坏，无法打开。')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      const bomb = entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
      if (entries.size >= MAX_ENTRIES || unpacked > maxUnpacked || bomb) {
        reject(unreadableFile('文件解压后过大，已拒绝读取。'));
        return;
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}
