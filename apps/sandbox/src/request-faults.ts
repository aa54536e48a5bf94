import { z } from 'zod';

/**
 * How the next API requests go wrong. `error` answers 500 without doing anything, `error_after` does the work and answers 500 (and both, as the
 * public API does, store that answer under the idempotency key); `drop_before` and `drop_after` cut the connection before or after the work is done;
 * `slow` does the work, then keeps the caller waiting; `hold` does it, too, and keeps the caller until somebody lets go of what is held.
 */
export const requestFaultSchema = z.strictObject({
  kind: z.enum(['error', 'error_after', 'drop_before', 'drop_after', 'slow', 'hold']),
  count: z.number().int().min(1).max(10_000).default(1),
  /** slow: for how long. Milliseconds. */
  delayMs: z.number().int().min(0).max(600_000).default(1_000),
  method: z.enum(['GET', 'POST', 'DELETE']).default('POST'),
  /** Only requests whose path contains this. */
  path: z.string().default(''),
});

export type RequestFault = z.infer<typeof requestFaultSchema>;

export class RequestFaults {
  private armed: RequestFault[] = [];
  private held: (() => void)[] = [];

  arm(fault: RequestFault): void {
    this.armed.push({ ...fault });
  }

  take(method: string, path: string): RequestFault | undefined {
    const fault = this.armed.find((each) => each.method === method && path.includes(each.path));
    if (!fault) return undefined;
    fault.count -= 1;
    if (fault.count === 0) this.armed = this.armed.filter((each) => each !== fault);
    return fault;
  }

  /** Waits until all that is held is let go. */
  hold(): Promise<void> {
    return new Promise((resolve) => this.held.push(resolve));
  }

  /** How many requests are held: their work is done, and their callers wait. */
  get holding(): number {
    return this.held.length;
  }

  /** Lets go of those that are held. @returns how many they were */
  release(): number {
    const released = this.held.splice(0);
    for (const go of released) go();
    return released.length;
  }

  clear(): void {
    this.armed = [];
    this.release();
  }

  list(): readonly RequestFault[] {
    return this.armed;
  }
}
