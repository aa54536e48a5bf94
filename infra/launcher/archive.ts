// A backup as one zip file: folders with their empty ones, the mode of each file, and at its end a manifest with the SHA-256 of each, against
// which all of it is read before anything is put in place.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile as Unzipped } from 'yauzl';
import yazl from 'yazl';
import { UserError } from './console.ts';

const MANIFEST = 'manifest.json';
/** Little work for most of the gain: pages of a database are mostly air. */
const LEVEL = 1;
const BROKEN = 'This file is no whole backup of Yigou; nothing was changed.';

/** What a backup says of itself. */
export interface Manifest {
  readonly product: 'yigou';
  readonly format: 1;
  /** Of the product that made it. */
  readonly version: string;
  readonly createdAt: string;
  /** Major version of the PostgreSQL that can read its cluster. */
  readonly postgres: number;
  /** SHA-256 of each file, hex. */
  readonly files: Readonly<Record<string, string>>;
}

/** Every file and folder below, with `/` between its names; what vanishes meanwhile is left out. */
export function* walk(folder: string, skip: (name: string) => boolean = () => false, at = ''): Generator<string> {
  for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
    const name = at ? `${at}/${entry.name}` : entry.name;
    if (skip(name)) continue;
    if (entry.isDirectory()) {
      yield `${name}/`;
      yield* walk(folder, skip, name);
    } else if (entry.isFile()) yield name;
  }
}

/** The files of a folder under other names, at once and without copying: what is deleted later stays in it. May be called again for what came meanwhile. */
export function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of walk(from))
    try {
      if (name.endsWith('/')) mkdirSync(join(to, name), { recursive: true });
      else linkSync(join(from, name), join(to, name));
    } catch (error) {
      if (!['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
}

/** A hash of what passes. */
function hashing(done: (sha256: string) => void): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
    flush(next) {
      done(hash.digest('hex'));
      next();
    },
  });
}

/** Writes files one after the other; only its owner may read what becomes of it: it holds the keys to everything that is sealed. */
export class ArchiveWriter {
  private readonly zip = new yazl.ZipFile();
  private readonly files: Record<string, string> = {};
  private readonly written: Promise<void>;

  constructor(file: string) {
    this.written = pipeline(this.zip.outputStream, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    this.written.catch(() => undefined);
  }

  folder(name: string): void {
    this.zip.addEmptyDirectory(name);
  }

  text(name: string, text: string): Promise<void> {
    return this.stream(name, () => Promise.resolve(Readable.from([Buffer.from(text)])));
  }

  file(name: string, path: string): Promise<void> {
    return this.stream(name, async () => (await openFile(path, 'r')).createReadStream());
  }

  /** A file of a running server: one that vanished is written empty, and dropped again by whoever reads the log beside it. */
  fileOfServer(name: string, path: string): Promise<void> {
    return this.stream(name, async () => {
      const opened = await openFile(path, 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return opened ? opened.createReadStream() : Readable.from([]);
    });
  }

  private async stream(name: string, open: () => Promise<Readable>): Promise<void> {
    const source = await open();
    const done = new Promise<void>((resolve, reject) => {
      const hashed = hashing((sha256) => {
        this.files[name] = sha256;
        resolve();
      });
      source.once('error', reject);
      hashed.once('error', reject);
      this.zip.addReadStream(source.pipe(hashed), name, { mode: 0o100_600, compressionLevel: LEVEL });
    });
    // Where the disk is full nothing flows any more.
    await Promise.race([done, this.written]);
  }

  async finish(said: Omit<Manifest, 'files' | 'product' | 'format'>): Promise<void> {
    const manifest: Manifest = { product: 'yigou', format: 1, ...said, files: { ...this.files } };
    await this.text(MANIFEST, JSON.stringify(manifest));
    this.zip.end();
    await this.written;
  }
}

const opened = (file: string): Promise<Unzipped> =>
  new Promise((resolve, reject) =>
    yauzl.open(file, { lazyEntries: true, autoClose: true }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );

/** Unpacks all of it into an empty folder. Throws UserError for what is no backup, or was damaged. */
export async function unpack(file: string, into: string): Promise<Manifest> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UserError(`There is no file ${file}.`);
  const found: Record<string, string> = {};
  try {
    const zip = await opened(file);
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        unpackOne(zip, entry, into, found).then(() => zip.readEntry(), reject);
      });
      zip.readEntry();
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new UserError(`There is no room left in ${into}.`);
    throw new UserError(`${BROKEN} (${(error as Error).message})`);
  }
  return checked(await manifestOf(into), found);
}

async function unpackOne(zip: Unzipped, entry: Entry, into: string, found: Record<string, string>): Promise<void> {
  const target = join(into, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    mkdirSync(target, { recursive: true, mode: 0o700 });
    return;
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const source = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
  await pipeline(
    source,
    hashing((sha256) => (found[entry.fileName] = sha256)),
    createWriteStream(target, { mode: 0o600, flags: 'wx' }),
  );
}

async function manifestOf(into: string): Promise<Manifest> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(join(into, MANIFEST))) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Manifest;
  } catch {
    throw new UserError(BROKEN);
  }
}

function checked(manifest: Manifest, found: Readonly<Record<string, string>>): Manifest {
  const { product, format, files } = manifest;
  if (product !== 'yigou' || typeof files !== 'object' || files === null) throw new UserError(BROKEN);
  if (format !== 1) throw new UserError('This backup was made by a newer Yigou; restore it with that version.');
  const names = new Set([...Object.keys(files), ...Object.keys(found)]);
  names.delete(MANIFEST);
  const wrong = [...names].find((name) => files[name] !== found[name]);
  if (wrong !== undefined) throw new UserError(`${BROKEN} (${wrong} is damaged or missing)`);
  return manifest;
}
