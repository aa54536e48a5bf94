// What every act of the demo uses: steps that are printed and counted, checks with a sentence each, amounts as people read them.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Fen as yuan: 1250 → ¥12.50 */
export const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`;

/** The last part of an id, enough to tell it from its neighbours on a screen. */
export const short = (id) => id.slice(-8);

/** Fails with the sentence, and with both values where they are compared. */
export const check = {
  that(condition, sentence) {
    assert.ok(condition, sentence);
  },
  equal(actual, expected, sentence) {
    assert.deepEqual(actual, expected, `${sentence}: expected ${show(expected)}, got ${show(actual)}`);
  },
};

const show = (value) => JSON.stringify(value);

/**
 * Asks until the answer is as wanted: news travels through webhooks and queues.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} isWanted
 * @returns {Promise<T>}
 */
export async function eventually(what, ask, isWanted, timeoutMs = 30_000) {
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
  constructor() {
    this.steps = 0;
    this.started = performance.now();
  }

  act(title) {
    process.stdout.write(`\n${title}\n`);
  }

  /**
   * Plays one step. `work` returns the lines that say what happened: the first stands beside the title.
   * @template T
   * @param {string} title
   * @param {(tell: (line: string) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async step(title, work) {
    this.steps += 1;
    const number = String(this.steps).padStart(2);
    const lines = [];
    try {
      const result = await work((line) => lines.push(line));
      process.stdout.write(`  ${number} ✔ ${title}\n${lines.map((line) => `       ${line}\n`).join('')}`);
      return result;
    } catch (error) {
      process.stdout.write(`  ${number} ✘ ${title}\n${lines.map((line) => `       ${line}\n`).join('')}`);
      throw new Error(`Step ${this.steps} (${title}) is off: ${error.message}`, { cause: error });
    }
  }

  get seconds() {
    return (performance.now() - this.started) / 1000;
  }
}
