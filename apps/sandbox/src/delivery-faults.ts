import { z } from 'zod';

/** What to do to the next `count` deliveries whose type matches (`types` empty: any). */
export const deliveryFaultSchema = z.strictObject({
  kind: z.enum(['drop', 'delay', 'duplicate', 'reorder']),
  count: z.number().int().min(1).max(10_000).default(1),
  /** delay: how late. reorder: when to give up waiting for the rest. Milliseconds. */
  delayMs: z.number().int().min(0).max(86_400_000).default(2_000),
  types: z.array(z.string()).default([]),
});

export type DeliveryFault = z.infer<typeof deliveryFaultSchema>;

interface ArmedFault<T> extends DeliveryFault {
  remaining: number;
  held: T[];
}

/** Queue of misbehaviours; each delivery consumes at most one. */
export class DeliveryFaults<T> {
  private armed: ArmedFault<T>[] = [];

  arm(fault: DeliveryFault): void {
    this.armed.push({ ...fault, remaining: fault.count, held: [] });
  }

  clear(): void {
    this.armed = [];
  }

  list(): (DeliveryFault & { remaining: number })[] {
    return this.armed.map(({ held: _held, ...fault }) => fault);
  }

  /** The fault that this delivery meets, with one use consumed. */
  take(type: string): ArmedFault<T> | undefined {
    const fault = this.armed.find((each) => each.types.length === 0 || each.types.includes(type));
    if (!fault) return undefined;
    fault.remaining -= 1;
    if (fault.remaining === 0) this.armed = this.armed.filter((each) => each !== fault);
    return fault;
  }

  /** Ends a fault early, as when a reordering has waited long enough. */
  disarm(fault: ArmedFault<T>): void {
    this.armed = this.armed.filter((each) => each !== fault);
  }
}
