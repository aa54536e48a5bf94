// What the commands print while they work: one line per step, with its time.
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** An error whose message is meant for the person at the terminal; no stack trace is printed for it. */
export class UserError extends Error {}

const active = new Set<string>();
const live = process.stdout.isTTY;

/** Adds a word about how a step was done. */
export type Note = (text: string) => void;
/** How steps are reported. */
export type Step = <T>(label: string, work: (note: Note) => Promise<T>) => Promise<T>;

/** On a terminal the last line names the steps that are being worked on; several may be. */
function showActive(): void {
  if (live && active.size > 0) process.stdout.write(`\r\u001b[2K  … ${[...active].join(', ')}`);
}

/** Runs one step and reports it with its time. */
export async function step<T>(label: string, work: (note: Note) => Promise<T>): Promise<T> {
  const started = performance.now();
  let remark = '';
  active.add(label);
  showActive();
  const finish = (mark: string): void => {
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
