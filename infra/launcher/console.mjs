// What the commands print while they work: one line per step, with its time.
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/** An error whose message is meant for the person at the terminal; no stack trace is printed for it. */
export class UserError extends Error {}

const active = new Set();
const live = process.stdout.isTTY;

/** On a terminal the last line names the steps that are being worked on; several may be. */
function showActive() {
  if (live && active.size > 0) process.stdout.write(`\r\u001b[2K  … ${[...active].join(', ')}`);
}

/**
 * Runs one step and reports it with its time.
 * @template T
 * @param {string} label
 * @param {(note: (text: string) => void) => Promise<T>} work `note` adds a word about how the step was done
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = performance.now();
  let remark = '';
  active.add(label);
  showActive();
  const finish = (mark) => {
    active.delete(label);
    say(`${live ? '\r\u001b[2K' : ''}  ${mark} ${label}${remark && ` · ${remark}`} (${seconds(started)})`);
    showActive();
  };
  try {
    const result = await work((text) => {
      remark = text;
    });
    finish('✔');
    return result;
  } catch (error) {
    finish('✘');
    throw error;
  }
}
