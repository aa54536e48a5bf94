import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import type { GoodsRefusal } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { createStore, del, entries, set } from 'idb-keyval';
import { Session } from '../../../identity/session';

export type AcceptableOrder = RouteResponse<'getAcceptableOrder'>;
type SheetBody = RouteBody<'signAcceptance'>;

/** A photo as it lies on the phone until it is sent. */
export interface KeptPhoto {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  /** Once it has arrived: it is not sent again. */
  readonly evidenceId: string | null;
}
export interface WrittenLine {
  readonly orderLineId: string;
  readonly accepted: number | null;
  /** What they weigh, where they are sold by weight; left out of sheets that were begun before there was such a thing. */
  readonly grams?: number | null;
  readonly short: number | null;
  readonly refused: number | null;
  /** Empty: none. */
  readonly refusal: GoodsRefusal | '';
  readonly note: string;
  readonly batch: string;
  readonly producedOn: string;
  readonly shelfLifeDays: number | null;
  readonly papers: SheetBody['lines'][number]['papers'];
}
export interface Written {
  readonly lines: readonly WrittenLine[];
  readonly remark: string;
}

/** 填写中 → 待发送 → 已发送, or 未被接受 and written again. */
export const KEPT_STATES = { draft: '填写中', waiting: '待发送', refused: '未被接受', sent: '已发送' } as const;
export type KeptState = keyof typeof KEPT_STATES;

/** A sheet on this phone: what was written, by whom and for which unit, with the order as it was shown. */
export interface KeptSheet {
  /** Whose, for which unit, of which order. */
  readonly id: string;
  readonly userId: string;
  readonly unitId: string;
  readonly order: AcceptableOrder;
  readonly written: Written;
  /** By order line. */
  readonly photos: Readonly<Record<string, readonly KeptPhoto[]>>;
  readonly state: KeptState;
  /** What is sent, without its photos; set when it is signed, and the same however often it is sent. */
  readonly body: SheetBody | null;
  /** The Idempotency-Key of what was signed: it arrives once, however often it is sent. */
  readonly key: string;
  /** What the API said against it. */
  readonly problem: string;
}

/** Tries again by itself as long as something waits. */
const AGAIN_MS = 30_000;
/** After these nothing is known, or nothing is wrong with the sheet: it goes on waiting. */
const LATER: ReadonlySet<string> = new Set([
  'network',
  'idempotency_in_progress',
  'unauthenticated',
  'session_expired',
]);

/**
 * Acceptance sheets on the phone, since the gate of a canteen has no signal: what is written is kept in IndexedDB at each key, what is signed is sent as soon as it can
 * be, once, also after the page was closed in between.
 */
@Injectable({ providedIn: 'root' })
export class KeptSheets {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly store = createStore('yigou-acceptance', 'sheets');
  private readonly all = signal<ReadonlyMap<string, KeptSheet>>(new Map());
  private readonly writes = new Map<string, Promise<void>>();
  private sending: Promise<void> | null = null;

  /** Those of whoever is signed in, from the seat of this tab. */
  readonly sheets = computed(() => [...this.all().values()].filter((sheet) => this.isOwn(sheet)));
  /** What was kept has been read. */
  readonly loaded: Promise<void> = this.load();

  constructor() {
    const send = () => void this.send();
    addEventListener('online', send);
    const timer = setInterval(send, AGAIN_MS);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', send);
      clearInterval(timer);
    });
  }

  of(orderId: string): KeptSheet | undefined {
    return this.sheets().find(({ order }) => order.id === orderId);
  }

  /** Begins a sheet of all that waits of an order. */
  begin(order: AcceptableOrder): void {
    const [userId, unitId] = this.who();
    const lines = order.lines.filter(({ waiting }) => waiting > 0);
    void this.keep({
      id: `${userId}:${unitId}:${order.id}`,
      userId,
      unitId,
      order,
      written: { lines: lines.map(({ id, waiting }) => untouched(id, waiting)), remark: '' },
      photos: {},
      state: 'draft',
      body: null,
      key: '',
      problem: '',
    });
  }

  /** Keeps what was written; answers when it lies in the store. What is on its way is not written over. */
  write(id: string, said: Partial<Pick<KeptSheet, 'written' | 'photos'>>): Promise<void> {
    const sheet = this.all().get(id);
    if (!sheet || sheet.state === 'waiting' || sheet.state === 'sent') return Promise.resolve();
    return this.keep({ ...sheet, ...said });
  }

  /** Signed: from here on it is sent as it is, under one key, until the API has answered. */
  async sign(id: string, body: SheetBody): Promise<void> {
    const sheet = this.all().get(id);
    if (!sheet) return;
    await this.keep({ ...sheet, body, key: crypto.randomUUID(), state: 'waiting', problem: '' });
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
      const sheet = this.all().get(id);
      if (sheet?.state === 'waiting' && !(await this.sendOne(sheet))) return;
    }
  }

  /** False when there is no signal: the others wait, too. */
  private async sendOne(sheet: KeptSheet): Promise<boolean> {
    try {
      const { body, key, order } = await this.withPhotos(sheet);
      if (!body) return true;
      await this.api.call('signAcceptance', { params: { id: order.id }, body, idempotencyKey: key });
      await this.change(sheet.id, { state: 'sent', photos: {} });
      return true;
    } catch (error) {
      const { code, status, message } = toApiError(error);
      if (LATER.has(code) || status >= 500 || status === 429) return false;
      await this.change(sheet.id, { state: 'refused', problem: message });
      return true;
    }
  }

  /** Sends the photos that have not arrived, and names all of them in the body. */
  private async withPhotos(sheet: KeptSheet): Promise<KeptSheet> {
    for (const [line, photos] of Object.entries(sheet.photos))
      for (const photo of photos.filter(({ evidenceId }) => evidenceId === null)) {
        const upload = new File([photo.bytes], photo.name, { type: photo.type });
        const { id: evidenceId } = await this.api.call('uploadEvidence', { upload });
        const now = this.all().get(sheet.id)?.photos ?? sheet.photos;
        const arrived = (now[line] ?? []).map((one) => (one.id === photo.id ? { ...one, evidenceId } : one));
        await this.change(sheet.id, { photos: { ...now, [line]: arrived } });
      }
    const sent = this.all().get(sheet.id) ?? sheet;
    const lines = sent.body?.lines.map((line) => ({
      ...line,
      photos: (sent.photos[line.orderLineId] ?? []).flatMap(({ evidenceId }) => evidenceId ?? []),
    }));
    return { ...sent, body: sent.body && { ...sent.body, lines: lines ?? [] } };
  }

  private change(id: string, said: Partial<KeptSheet>): Promise<void> {
    const sheet = this.all().get(id);
    return sheet ? this.keep({ ...sheet, ...said }) : Promise.resolve();
  }

  /** Shows it at once, and writes it after what was written before. */
  private keep(sheet: KeptSheet): Promise<void> {
    this.all.update((sheets) => new Map(sheets).set(sheet.id, sheet));
    const before = this.writes.get(sheet.id) ?? Promise.resolve();
    const written = before.then(async () => {
      // Only the last of several that came meanwhile.
      const last = this.all().get(sheet.id);
      if (last === sheet) await set(sheet.id, sheet, this.store);
    });
    this.writes.set(sheet.id, written);
    return written;
  }

  private async load(): Promise<void> {
    const kept = await entries<string, KeptSheet>(this.store).catch(() => []);
    // What has arrived was shown before the page was closed.
    const open = kept.filter(([, { state }]) => state !== 'sent');
    this.all.update((sheets) => new Map([...open, ...sheets]));
    for (const [id] of kept.filter(([, { state }]) => state === 'sent')) await del(id, this.store);
    void this.send();
  }

  private isOwn({ userId, unitId }: KeptSheet): boolean {
    const [user, unit] = this.who();
    return userId === user && unitId === unit;
  }

  private who(): readonly [string, string] {
    return [this.session.user()?.id ?? '', this.session.seat()?.organisationId ?? ''];
  }
}

/** Everything came, and nothing is said. */
const untouched = (orderLineId: string, accepted: number): WrittenLine => ({
  orderLineId,
  accepted,
  grams: null,
  short: 0,
  refused: 0,
  refusal: '',
  note: '',
  batch: '',
  producedOn: '',
  shelfLifeDays: null,
  papers: [],
});
