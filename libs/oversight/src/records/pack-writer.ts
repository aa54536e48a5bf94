import type { FileType } from '@yigou/contracts';
import { createHash } from 'node:crypto';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { indexCsv, indexHtml, type PackEntry } from './pack-index';

const ENDINGS: Readonly<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/ofd': 'ofd',
  'application/xml': 'xml',
};

/** How the name of a file of that kind ends, without the dot. */
export const fileEnding = (type: FileType | null): string => (type && ENDINGS[type]) ?? 'bin';

type Source = () => Promise<Readable>;

/** A ZIP: entries one after the other, each opened when the one before is written, with what the index says of them. */
export class PackWriter {
  readonly entries: PackEntry[] = [];
  private readonly zip = new ZipFile();
  private failed: ((error: Error) => void) | null = null;

  add(path: string, kind: string, source: Source): void {
    this.zip.addReadStreamLazy(path, { compress: true }, (give) => {
      const hash = createHash('sha256');
      let bytes = 0;
      const measured = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          hash.update(chunk);
          bytes += chunk.length;
          done(null, chunk);
        },
        flush: (done) => {
          this.entries.push({ path, kind, bytes, sha256: hash.digest('hex') });
          done();
        },
      });
      source().then(
        (body) => {
          give(null, measured);
          pipeline(body, measured).catch((error: unknown) => this.fail(error));
        },
        (error: unknown) => this.fail(error),
      );
    });
  }

  /** The index, which lists all that was added; its page lists its .csv too. */
  end(heading: string, about: string): void {
    this.add('index.csv', '目录', async () => Readable.from([Buffer.from(indexCsv(this.entries))]));
    this.add('index.html', '目录', async () => Readable.from([Buffer.from(indexHtml(heading, about, this.entries))]));
    this.zip.end();
  }

  into(output: Writable): Promise<void> {
    return new Promise((done, failed) => {
      this.failed = failed;
      this.zip.on('error', failed);
      pipeline(this.zip.outputStream, output).then(done, failed);
    });
  }

  private fail(error: unknown): void {
    this.failed?.(error instanceof Error ? error : new Error(String(error)));
  }
}
