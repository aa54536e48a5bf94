import type { Delivery, EventDeliveries } from '@yigou/platform';

/** Long enough for many jobs to end under load; nobody waits for it. */
const GATHER_MS = 100;

/**
 * Writes down what hearers have done, a few at a time in one statement. Until it stands in the database an event counts as not done: after a crash in between it is heard
 * twice, and changes nothing.
 */
export class DoneDeliveries {
  private gathered: Delivery[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly deliveries: Pick<EventDeliveries, 'done'>) {}

  add(delivery: Delivery): void {
    this.gathered.push(delivery);
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Writes what is gathered. When the database is away the events are heard once more. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.gathered;
    this.gathered = [];
    if (batch.length > 0) this.writing = this.writing.then(() => this.deliveries.done(batch).catch(() => undefined));
    return this.writing;
  }
}
