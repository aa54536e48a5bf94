// Runs units at a concurrency and keeps every latency; used in the processes that make the load.

/** @param {Float64Array} sorted ascending */
function percentile(sorted, share) {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/**
 * @param {{ concurrency: number, units: number }} amount
 * @param {(index: number) => Promise<void>} unit throws when its answer is off
 * @returns {Promise<{ units: number, seconds: number, perSecond: number, ms: object, errors: number, errorSamples: string[] }>} latencies in ms
 */
export async function runUnits({ concurrency, units }, unit) {
  const latencies = new Float64Array(units);
  const errors = new Map();
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
        const text = error.message.slice(0, 300);
        errors.set(text, (errors.get(text) ?? 0) + 1);
      }
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: Math.min(concurrency, units) }, worker));
  const seconds = (performance.now() - started) / 1000;
  const sorted = latencies.subarray(0, done).sort();
  const ms = Object.fromEntries([50, 95, 99].map((share) => [`p${share}`, percentile(sorted, share / 100)]));
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
  const errorSamples = [...errors].slice(0, 5).map(([text, count]) => `${count} × ${text}`);
  return { units: done, seconds, perSecond: done / seconds, ms, errors: failed, errorSamples };
}

/** Answers the parent's requests one after the other: { name, args } → { result } or { error }. */
export function serveParent(handlers) {
  process.on('message', async ({ name, args }) => {
    try {
      process.send({ result: await handlers[name](args) });
    } catch (error) {
      process.send({ error: error.stack ?? String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ ready: true });
}
