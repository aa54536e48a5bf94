// What every act of the demo uses: steps that are printed and counted, checks with a sentence each, amounts as people read them.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Fen as yuan: 1250 → ¥12.50 */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The last part of an id, enough to tell it from its neighbours on a screen. */
export const short = (id: string): string => id.slice(-8);

/** What stands there in a list that has to have it. */
export function at<T>(list: readonly T[], place = 0): T {
  const found = list[place];
  if (found === undefined) throw new Error(`there are ${list.length}, and number ${place + 1} is needed`);
  return found;
}

/** What has to be there. */
export function there<T>(value: T | null | undefined, sentence: string): T {
  assert.ok(value !== null && value !== undefined, sentence);
  return value;
}

/** Fails with the sentence, and with both values where they are compared. */
export const check = {
  that(condition: unknown, sentence: string): void {
    assert.ok(condition, sentence);
  },
  equal(actual: unknown, expected: unknown, sentence: string): void {
    assert.deepEqual(actual, expected, `${sentence}: expected ${show(expected)}, got ${show(actual)}`);
  },
};

const show = (value: unknown): string => JSON.stringify(value);

/** Asks until the answer is as wanted: news travels through webhooks and queues. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`${what} did not happen within ${timeoutMs / 1000} s; last seen: ${show(answer).slice(0, 600)}`);
    await sleep(150);
  }
}

/** Prints the steps of a play and counts them. */
export class Stage {
  steps = 0;
  private readonly started = performance.now();

  act(title: string): void {
    process.stdout.write(`\n${title}\n`);
  }

  /** Plays one step. `work` tells the lines that say what happened. */
  async step<T>(title: string, work: (tell: (line: string) => void) => Promise<T>): Promise<T> {
    this.steps += 1;
    const number = String(this.steps).padStart(2);
    const lines: string[] = [];
    try {
      const result = await work((line) => lines.push(line));
      process.stdout.write(`  ${number} ✔ ${title}\n${lines.map((line) => `       ${line}\n`).join('')}`);
      return result;
    } catch (error) {
      process.stdout.write(`  ${number} ✘ ${title}\n${lines.map((line) => `       ${line}\n`).join('')}`);
      throw new Error(`Step ${this.steps} (${title}) is off: ${(error as Error).message}`, { cause: error });
    }
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}
