import { signal } from '@angular/core';
import { toApiError } from '@yigou/web-data';
import { type Clash, merge } from './merge';
import { SaveQueue, type SaveOutcome, type SaveState } from './save-queue';

/** Where a form that saves as it goes comes from and goes to. */
export interface SaveSource<View extends { version: number }, Draft extends object> {
  toDraft(view: View): Draft;
  /** Throws `version_conflict` when somebody else saved meanwhile. */
  send(draft: Draft, version: number): Promise<View>;
  load(): Promise<View>;
  /** A sentence when the draft must not be saved as it is. */
  hold?(draft: Draft): string | null;
  /** Fields that are sent and never come back: emptied once they are saved. */
  readonly secrets?: readonly (keyof Draft)[];
}

/** Refusals that pass by themselves. */
const PASSING: readonly string[] = ['network', 'service_unavailable', 'rate_limited'];

/** A form that saves as it goes: the draft on the screen, what the server has, and what became of the last save. */
export class AutoSave<View extends { version: number }, Draft extends object> {
  readonly view;
  readonly draft;
  readonly state = signal<SaveState>({ kind: 'idle' });
  readonly errors = signal<Readonly<Record<string, string>>>({});
  readonly clashes = signal<readonly Clash<Draft>[]>([]);
  private base: Draft;
  private readonly queue = new SaveQueue(
    () => this.attempt(),
    (state) => this.state.set(state),
  );

  constructor(
    view: View,
    private readonly source: SaveSource<View, Draft>,
  ) {
    this.view = signal(view);
    this.base = source.toDraft(view);
    this.draft = signal(this.base);
  }

  patch(change: Partial<Draft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.queue.touch();
  }

  /** Tries again what was held, once what it waited for is known. */
  nudge(): void {
    if (this.queue.pending) this.queue.touch();
  }

  get pending(): boolean {
    return this.queue.pending;
  }

  flush(): Promise<boolean> {
    return this.queue.flush();
  }

  /** Another call answered with a newer version: what is being typed stays. */
  adopt(view: View): void {
    const theirs = this.source.toDraft(view);
    const { draft } = merge(this.base, this.draft(), theirs);
    this.base = theirs;
    this.draft.set(draft);
    this.view.set(view);
  }

  settle(clash: Clash<Draft>, takeTheirs: boolean): void {
    if (takeTheirs) this.draft.update((draft) => ({ ...draft, [clash.key]: clash.theirs }));
    this.clashes.update((all) => all.filter((one) => one.key !== clash.key));
    if (this.clashes().length === 0) this.queue.touch();
  }

  /** Leaving the page: what is not saved is sent once more. */
  leave(): void {
    this.queue.stop();
    if (this.queue.pending) void this.queue.flush().finally(() => this.queue.stop());
  }

  private async attempt(): Promise<SaveOutcome> {
    const sent = this.draft();
    if (this.clashes().length > 0) return { kind: 'conflict' };
    const why = this.source.hold?.(sent);
    if (why) return { kind: 'held', message: why };
    try {
      this.took(await this.source.send(sent, this.view().version), sent);
      return { kind: 'saved' };
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code === 'version_conflict') return this.reconcile();
      this.errors.set(refused.fields);
      const wrong = Object.keys(refused.fields).length;
      return {
        kind: 'failed',
        message: wrong > 0 ? `有 ${wrong} 处填写有误，改正后自动保存` : refused.message,
        retry: PASSING.includes(refused.code),
      };
    }
  }

  private took(view: View, sent: Draft): void {
    this.errors.set({});
    this.view.set(view);
    this.base = this.source.toDraft(view);
    for (const key of this.source.secrets ?? [])
      if (this.draft()[key] === sent[key]) this.draft.update((draft) => ({ ...draft, [key]: this.base[key] }));
  }

  private async reconcile(): Promise<SaveOutcome> {
    try {
      const view = await this.source.load();
      const theirs = this.source.toDraft(view);
      const { draft, clashes } = merge(this.base, this.draft(), theirs);
      this.base = theirs;
      this.view.set(view);
      this.draft.set(draft);
      this.clashes.set(clashes);
      return { kind: clashes.length > 0 ? 'conflict' : 'again' };
    } catch (error) {
      return { kind: 'failed', message: toApiError(error).message, retry: true };
    }
  }
}
