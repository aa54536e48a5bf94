import { z } from 'zod';

/**
 * How the next API requests go wrong. `error` answers 500 without doing anything, `error_after` does the work and answers 500 (and both, as the
 * public API does, store that answer under the idempotency key); `drop_before` and `drop_after` cut the connection before or after the work is done;
 * `slow` does the work, then keeps the caller waiting.
 */
export const requestFaultSchema = z.strictObject({
  kind: z.enum(['error', 'error_after', 'drop_before', 'drop_after', 'slow']),
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

  clear(): void {
    this.armed = [];
  }

  list(): readonly RequestFault[] {
    return this.armed;
  }
}
