// Whoever asks does not give up while things die.
import { setTimeout as sleep } from 'node:timers/promises';
import { UnexpectedAnswer } from '../http-client/client.ts';

/** Longer than any fault of the scenario lasts. */
const PATIENCE_MS = 75_000;
const PAUSE_MS = 250;

const isRefusal = (status: number): boolean => status < 500 && ![408, 409, 425, 429].includes(status);

/** Tries until it succeeds. Refusals that no waiting mends end it at once. */
export async function insist<T>(
  what: string,
  work: () => Promise<T>,
  { isFinal = isRefusal }: { readonly isFinal?: (status: number) => boolean } = {},
): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      return await work();
    } catch (error) {
      const refused = error instanceof UnexpectedAnswer && isFinal(error.answer.status);
      if (refused || Date.now() > end) throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
      await sleep(PAUSE_MS);
    }
  }
}
