import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One change: collection, id, and the value that now holds (null: deleted). */
interface Entry {
  c: string;
  id: string;
  v: unknown;
}

type Contents = Map<string, Map<string, unknown>>;

const FILE = 'sandbox.jsonl';

/**
 * Append-only record of every change, one JSON object a line. A line handed to the kernel survives the death of the
 * process, so a kill -9 loses nothing that was answered: lines are written in the same turn of the event loop as the
 * change, before any answer leaves. On opening, the file is replaced by its compact form.
 */
export class Journal {
  private constructor(
    private readonly fd: number | undefined,
    /** What the file held when it was opened, by collection and id. */
    readonly initial: Contents,
  ) {}

  /** Latest change by object since the last flush: several changes to one object in one turn become one line. */
  private pending = new Map<string, Entry>();

  static async open(dataDir: string | undefined): Promise<Journal> {
    if (!dataDir) return new Journal(undefined, new Map());
    mkdirSync(dataDir, { recursive: true });
    const path = join(dataDir, FILE);
    const contents = existsSync(path) ? await read(path) : new Map<string, Map<string, unknown>>();
    compact(path, contents);
    return new Journal(openSync(path, 'a'), contents);
  }

  record(collection: string, id: string, value: unknown): void {
    if (this.fd === undefined) return;
    if (this.pending.size === 0) queueMicrotask(() => this.flush());
    this.pending.set(`${collection} ${id}`, { c: collection, id, v: value });
  }

  flush(): void {
    if (this.fd === undefined || this.pending.size === 0) return;
    const text = [...this.pending.values()].map(line).join('');
    this.pending.clear();
    writeAll(this.fd, text);
  }

  close(): void {
    this.flush();
    if (this.fd !== undefined) closeSync(this.fd);
  }
}

const line = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
}

async function read(path: string): Promise<Contents> {
  const contents: Contents = new Map();
  let broken: number | undefined;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    if (broken !== undefined)
      throw new Error(`${path}: line ${broken} is not readable; move the file away to begin anew`);
    const entry = parse(text);
    // Only the last line can be torn, by a kill in the middle of a write: nobody was answered on its strength.
    if (entry) apply(contents, entry);
    else broken = number;
  }
  return contents;
}

function parse(text: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'c' in value && 'id' in value ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function apply(contents: Contents, { c, id, v }: Entry): void {
  const values = contents.get(c) ?? new Map<string, unknown>();
  contents.set(c, values);
  if (v === null) values.delete(id);
  else values.set(id, v);
}

/** Written beside and renamed over, so that a kill here leaves either the old file or the new one. */
function compact(path: string, contents: Contents): void {
  const temporary = `${path}.new`;
  const fd = openSync(temporary, 'w');
  for (const [c, values] of contents) {
    for (const [id, v] of values) writeAll(fd, line({ c, id, v }));
  }
  fsyncSync(fd);
  closeSync(fd);
  renameSync(temporary, path);
}
