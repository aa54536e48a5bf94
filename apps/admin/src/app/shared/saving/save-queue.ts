/** What became of an attempt to save. `again`: what others changed was merged in, send the result. */
export type SaveOutcome =
  | { readonly kind: 'saved' | 'again' | 'conflict' }
  | { readonly kind: 'held'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: boolean };
export type SaveState =
  | { readonly kind: 'idle' | 'waiting' | 'saving' | 'conflict' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'held' | 'failed'; readonly message: string };

export interface SaveDelays {
  /** Milliseconds without a key stroke before a save. */
  readonly settle: number;
  /** Milliseconds before a failed connection is tried again. */
  readonly retry: number;
}

/**
 * Saves while a person types: waits until they pause, sends one save at a time, and sends again what was typed during one. Free of Angular.
 * `save` never rejects; it says what became of it.
 */
export class SaveQueue {
  private changes = 0;
  private saved = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly save: () => Promise<SaveOutcome>,
    private readonly tell: (state: SaveState) => void,
    private readonly delays: SaveDelays = { settle: 1000, retry: 5000 },
  ) {}

  get pending(): boolean {
    return this.saved < this.changes;
  }

  /** Something was typed. */
  touch(): void {
    this.changes += 1;
    if (!this.running) this.tell({ kind: 'waiting' });
    this.schedule(this.delays.settle);
  }

  /** Saves now what is not saved; true when nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    clearTimeout(this.timer);
    if (this.pending) await this.run();
    // A merge asks for one more.
    if (this.pending && this.mergedAt === this.changes) await this.run();
    return !this.pending;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private mergedAt = -1;

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private run(): Promise<void> {
    this.running ??= this.attempt().finally(() => (this.running = null));
    return this.running;
  }

  private async attempt(): Promise<void> {
    const upTo = this.changes;
    this.tell({ kind: 'saving' });
    const outcome = await this.save();
    if (outcome.kind === 'saved') this.saved = upTo;
    this.mergedAt = outcome.kind === 'again' ? upTo : -1;
    this.tell(this.after(outcome));
    if (outcome.kind === 'again') this.schedule(0);
    else if (this.changes > upTo) this.schedule(this.delays.settle);
    else if (outcome.kind === 'failed' && outcome.retry) this.schedule(this.delays.retry);
  }

  private after(outcome: SaveOutcome): SaveState {
    switch (outcome.kind) {
      case 'saved':
        return this.pending ? { kind: 'waiting' } : { kind: 'saved', at: new Date() };
      case 'again':
        return { kind: 'waiting' };
      case 'conflict':
        return { kind: 'conflict' };
      default:
        return { kind: outcome.kind, message: outcome.message };
    }
  }
}
