// Frames of PostgreSQL's protocol: a letter, the length of what follows (itself included), and that. The first of a client has no letter.
const TYPE = 1;
const LENGTH = 4;

export interface Frame {
  /** Its letter; empty for the first of a client. */
  readonly type: string;
  /** All of it, as it goes on. */
  readonly frame: Buffer;
}

/** Cuts a stream into its frames. */
export class Frames {
  private rest: Buffer = Buffer.alloc(0);
  private typed: boolean;

  constructor(kind: 'typed' | 'named by its first frame') {
    this.typed = kind === 'typed';
  }

  /** The frames that are complete by now. */
  *take(chunk: Buffer): Generator<Frame> {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (;;) {
      const head = this.typed ? TYPE : 0;
      if (this.rest.length < head + LENGTH) return;
      const size = head + this.rest.readInt32BE(head);
      if (this.rest.length < size) return;
      const frame = this.rest.subarray(0, size);
      this.rest = this.rest.subarray(size);
      yield { type: this.typed ? String.fromCharCode(frame[0] ?? 0) : '', frame };
      this.typed = true;
    }
  }
}

/** The text at a place among those that a typed frame begins with. */
export function text(frame: Buffer, place: number): string {
  let start = TYPE + LENGTH;
  for (let skipped = 0; skipped < place; skipped += 1) start = frame.indexOf(0, start) + 1;
  return frame.toString('utf8', start, frame.indexOf(0, start));
}

/** What a client says of itself in its first frame: names and values in turn, after length and version. */
export function startupParameter(frame: Buffer, name: string): string | undefined {
  const words = frame.toString('utf8', LENGTH + LENGTH).split('\0');
  const at = words.findIndex((word, index) => index % 2 === 0 && word === name);
  return at < 0 ? undefined : words[at + 1];
}
