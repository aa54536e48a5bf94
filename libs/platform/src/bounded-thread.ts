import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker as Thread } from 'node:worker_threads';

/** What Node has as browsers do, and its types leave out. */
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { compile(code: Uint8Array): Promise<object> } };
/** By package and file: compiled once for all threads, which takes up to a third of a second of the processor. It is code alone; memory is each thread's own. */
const compiled = new Map<string, Promise<object>>();

/** The code of a package's WebAssembly, as `workerData` may hold it. */
export function compiledWasm(file: string): Promise<object> {
  const known = compiled.get(file);
  if (known) return known;
  const made = readFile(createRequire(import.meta.url).resolve(file)).then((code) => wasm.compile(code));
  compiled.set(file, made);
  // What failed once, as for want of memory, is tried again with the next file.
  made.catch(() => compiled.delete(file));
  return made;
}

export interface ThreadBounds {
  /** From start to end. */
  readonly maxMs: number;
  /** Of the decoder's own memory: the thread itself refuses to grow past it. */
  readonly maxMemoryBytes: number;
}

/**
 * Reads a hostile file in a thread of its own, which is ended at the limits: it stops nobody else. `read` takes what the thread sends, message by message, and may
 * answer with `next`. Null when the thread fails, ends before `read` has what it wants, or goes past a limit.
 */
export async function inThread<Sent, Result>(
  code: URL,
  { maxMs, ...workerData }: ThreadBounds & Readonly<Record<string, unknown>>,
  read: (message: () => Promise<Sent>, next: () => void) => Promise<Result>,
): Promise<Result | null> {
  const thread = new Thread(code, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
  const given = new AbortController();
  const late = setTimeout(() => given.abort(), maxMs);
  // Also while nobody waits for a message: an error that nobody hears ends the process.
  thread.on('error', () => given.abort());
  const message = async () => {
    const [sent] = (await once(thread, 'message', { signal: given.signal })) as [Sent];
    return sent;
  };
  try {
    const result = await read(message, () => thread.postMessage('next'));
    return given.signal.aborted ? null : result;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
