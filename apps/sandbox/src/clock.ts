/** The sandbox's idea of the time: real, shifted, or standing still. Signatures keep using the real time. */
export class SandboxClock {
  private offsetMs = 0;
  private frozenAtMs: number | undefined;

  nowMs(): number {
    return this.frozenAtMs ?? Date.now() + this.offsetMs;
  }

  /** Unix seconds, the unit of every `created` field. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** Moves the clock to an instant; it then stands still when `frozen`, and runs on otherwise. */
  set(toMs: number, frozen: boolean): void {
    this.frozenAtMs = frozen ? toMs : undefined;
    this.offsetMs = toMs - Date.now();
  }

  advance(byMs: number): void {
    this.set(this.nowMs() + byMs, this.frozenAtMs !== undefined);
  }

  reset(): void {
    this.offsetMs = 0;
    this.frozenAtMs = undefined;
  }

  snapshot(): { offsetMs: number; frozenAtMs: number | null } {
    return { offsetMs: this.offsetMs, frozenAtMs: this.frozenAtMs ?? null };
  }

  restore(state: { offsetMs: number; frozenAtMs: number | null }): void {
    this.offsetMs = state.offsetMs;
    this.frozenAtMs = state.frozenAtMs ?? undefined;
  }
}
