// Runs units at a concurrency and keeps every latency; used in the processes that make the load.
import type { Amount, Result } from './figures.ts';

/** @param sorted ascending */
function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** @param unit throws when its answer is off */
export async function runUnits(
  { concurrency, units }: Amount,
  unit: (index: number) => Promise<void>,
): Promise<Result> {
  const latencies = new Float64Array(units);
  const errors = new Map<string, number>();
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < units) {
      const index = next;
      next += 1;
      const started = performance.now();
      try {
        await unit(index);
        latencies[done] = performance.now() - started;
        done += 1;
      } catch (error) {
        const text = (error as Error).message.slice(0, 300);
        errors.set(text, (errors.get(text) ?? 0) + 1);
      }
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: Math.min(concurrency, units) }, worker));
  const seconds = (performance.now() - started) / 1000;
  const sorted = latencies.subarray(0, done).sort();
  const ms = { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) };
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
  const errorSamples = [...errors].slice(0, 5).map(([text, count]) => `${count} × ${text}`);
  return { units: done, seconds, perSecond: done / seconds, ms, errors: failed, errorSamples };
}

/** What a process of the measurement can be asked for. Its parent knows the types: `HelperProcess<typeof handlers>`. */
export type Handlers = Readonly<Record<string, (args: never) => Promise<unknown>>>;
interface Request {
  readonly name: string;
  readonly args: never;
}

/** Answers the parent's requests one after the other: { name, args } → { result } or { error }. */
export function serveParent(handlers: Handlers): void {
  const answer = (message: object): void => void process.send?.(message);
  process.on('message', async ({ name, args }: Request) => {
    try {
      answer({ result: await handlers[name]?.(args) });
    } catch (error) {
      answer({ error: (error as Error).stack ?? String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  answer({ ready: true });
}
