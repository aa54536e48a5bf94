import { DomainError } from '@yigou/kernel';

/** Lets a few pieces of work run at a time; the rest wait their turn, and past a queue's length are refused at once. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly queue: number,
  ) {}

  /** Throws `service_unavailable` when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.width) this.running += 1;
    else if (this.waiting.length >= this.queue) throw new DomainError('service_unavailable');
    // Whoever finishes hands its place over, so that nobody can slip in between.
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
