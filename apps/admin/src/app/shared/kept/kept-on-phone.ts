import { computed, DestroyRef, inject, signal } from '@angular/core';
import { ApiClient, toApiError } from '@yigou/web-data';
import { createStore, del, entries, set } from 'idb-keyval';
import { Session } from '../../identity/session';

/** A photo as it lies on the phone until it is sent. */
export interface KeptPhoto {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  /** Once it has arrived: it is not sent again. */
  readonly evidenceId: string | null;
}

/** 填写中 → 待发送 → 已发送, or 未被接受 and written again. */
export const KEPT_STATES = { draft: '填写中', waiting: '待发送', refused: '未被接受', sent: '已发送' } as const;
export type KeptState = keyof typeof KEPT_STATES;

/** What somebody wrote on this phone for an organisation. */
export interface Kept {
  /** Whose, for which organisation, of what. */
  readonly id: string;
  readonly userId: string;
  /** The organisation that it is written for. */
  readonly unitId: string;
  /** By what they belong to, a line of an order. */
  readonly photos: Readonly<Record<string, readonly KeptPhoto[]>>;
  readonly state: KeptState;
  /** The Idempotency-Key of what was signed: it arrives once, however often it is sent. */
  readonly key: string;
  /** What the API said against it. */
  readonly problem: string;
}

/** Tries again by itself as long as something waits. */
const AGAIN_MS = 30_000;
/** After these nothing is known, or nothing is wrong with what was sent: it goes on waiting. */
const LATER: ReadonlySet<string> = new Set([
  'network',
  'idempotency_in_progress',
  'unauthenticated',
  'session_expired',
]);

/**
 * What is written where there is no signal, the gate of a canteen or the yard of a hospital: kept in IndexedDB at each key; what is signed is sent as soon as it can be,
 * once, also after the page was closed in between.
 */
export abstract class KeptOnPhone<One extends Kept> {
  protected readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly store;
  private readonly all = signal<ReadonlyMap<string, One>>(new Map());
  private readonly writes = new Map<string, Promise<void>>();
  private sending: Promise<void> | null = null;

  /** Those of whoever is signed in, from the seat of this tab. */
  readonly sheets = computed(() => [...this.all().values()].filter((one) => this.isOwn(one)));
  /** What was kept has been read. */
  readonly loaded: Promise<void>;

  /** `name` is the database's. */
  constructor(name: string) {
    this.store = createStore(name, 'sheets');
    this.loaded = this.load();
    const send = () => void this.send();
    addEventListener('online', send);
    const timer = setInterval(send, AGAIN_MS);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', send);
      clearInterval(timer);
    });
  }

  /** Sends one under its key, with its photos, which have arrived. */
  protected abstract post(one: One): Promise<unknown>;

  /** Whose what is begun now is. */
  protected who(): readonly [userId: string, unitId: string] {
    return [this.session.user()?.id ?? '', this.session.seat()?.organisationId ?? ''];
  }

  protected find(id: string): One | undefined {
    return this.all().get(id);
  }

  /** Keeps what was written; answers when it lies in the store. What is on its way is not written over. */
  protected overwrite(id: string, said: Partial<One>): Promise<void> {
    const one = this.find(id);
    if (!one || one.state === 'waiting' || one.state === 'sent') return Promise.resolve();
    return this.keep({ ...one, ...said });
  }

  /** Signed: from here on it is sent as it is, under one key, until the API has answered. */
  protected async seal(id: string, said: Partial<One>): Promise<void> {
    const one = this.find(id);
    if (!one) return;
    await this.keep({ ...one, ...said, key: crypto.randomUUID(), state: 'waiting', problem: '' });
    void this.send();
  }

  async forget(id: string): Promise<void> {
    this.all.update((sheets) => new Map([...sheets].filter(([key]) => key !== id)));
    await this.writes.get(id);
    await del(id, this.store);
  }

  /** Sends what waits, one after the other; in one tab at a time. */
  send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    await this.loaded;
    for (const { id } of this.sheets().filter(({ state }) => state === 'waiting')) {
      const one = this.find(id);
      // Under another's name, or from another seat, it would be refused: it waits until its own is there again.
      if (one?.state === 'waiting' && !(this.isOwn(one) && (await this.sendOne(one)))) return;
    }
  }

  /** False when there is no signal: the others wait, too. */
  private async sendOne(one: One): Promise<boolean> {
    const refused = await this.withPhotos(one)
      .then((sent) => this.post(sent))
      .then(() => null, toApiError);
    if (refused) {
      const { code, status, message } = refused;
      if (LATER.has(code) || status >= 500 || status === 429 || !this.isOwn(one)) return false;
      await this.note(one.id, { state: 'refused', problem: message } as Partial<One>);
    } else await this.note(one.id, { state: 'sent', photos: {} } as Partial<One>);
    return true;
  }

  /** Sends the photos that have not arrived. */
  private async withPhotos(one: One): Promise<One> {
    for (const [line, photos] of Object.entries(one.photos))
      for (const photo of photos.filter(({ evidenceId }) => evidenceId === null)) {
        const upload = new File([photo.bytes], photo.name, { type: photo.type });
        const { id: evidenceId } = await this.api.call('uploadEvidence', { upload });
        const now = this.find(one.id)?.photos ?? one.photos;
        const arrived = (now[line] ?? []).map((kept) => (kept.id === photo.id ? { ...kept, evidenceId } : kept));
        await this.note(one.id, { photos: { ...now, [line]: arrived } } as Partial<One>);
      }
    return this.find(one.id) ?? one;
  }

  /** What the API answered. Where the store fails it is shown all the same, and found waiting when the page is opened again: sent again it is still once. */
  private async note(id: string, said: Partial<One>): Promise<void> {
    const one = this.find(id);
    if (one) await this.keep({ ...one, ...said }).catch(() => undefined);
  }

  /** Shows it at once, and writes it after what was written before. */
  protected keep(one: One): Promise<void> {
    this.all.update((sheets) => new Map(sheets).set(one.id, one));
    const before = this.writes.get(one.id) ?? Promise.resolve();
    // What could not be written keeps nothing from being written after it.
    const written = before
      .catch(() => undefined)
      .then(async () => {
        // Only the last of several that came meanwhile.
        const last = this.find(one.id);
        if (last === one) await set(one.id, one, this.store);
      });
    // What could not be written keeps nothing from being written after it.
    this.writes.set(
      one.id,
      written.catch(() => undefined),
    );
    return written;
  }

  private async load(): Promise<void> {
    const kept = await entries<string, One>(this.store).catch(() => []);
    // What has arrived was shown before the page was closed.
    const open = kept.filter(([, { state }]) => state !== 'sent');
    this.all.update((sheets) => new Map([...open, ...sheets]));
    for (const [id] of kept.filter(([, { state }]) => state === 'sent')) await del(id, this.store);
    void this.send();
  }

  private isOwn({ userId, unitId }: One): boolean {
    const [user, unit] = this.who();
    return userId === user && unitId === unit;
  }
}

/** The ids under which photos of a line have arrived. */
export const arrivedOf = ({ photos }: Pick<Kept, 'photos'>, line: string): string[] =>
  (photos[line] ?? []).flatMap(({ evidenceId }) => evidenceId ?? []);
