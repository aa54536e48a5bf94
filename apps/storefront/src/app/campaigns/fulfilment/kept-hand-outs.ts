import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { ApiClient, Session, toApiError } from '@yigou/web-data';
import { createStore, del, entries, set } from 'idb-keyval';

export type HandOutRow = RouteResponse<'listHandOuts'>['items'][number];
type HandOutBody = RouteBody<'handOutPledge'>;

/** 待发送, or 未被接受 with what the API said. What has arrived is no longer kept. */
export interface KeptHandOut {
  readonly kind: 'hand-out';
  readonly userId: string;
  readonly campaignId: string;
  readonly row: HandOutRow;
  readonly body: HandOutBody;
  /** The Idempotency-Key: it arrives once, however often it is sent. */
  readonly key: string;
  readonly state: 'waiting' | 'refused';
  readonly problem: string;
  /** When it was not accepted. */
  readonly refusedAt?: string;
}
/** The roster as it was when there was a signal. */
interface KeptRoster {
  readonly kind: 'roster';
  readonly userId: string;
  readonly campaignId: string;
  readonly rows: readonly HandOutRow[];
  readonly at: string;
}
type Kept = KeptHandOut | KeptRoster;

/** Tries again by itself as long as something waits. */
const AGAIN_MS = 30_000;
/** A roster without signal for so long is not needed any more, and names are not kept for nothing (个人信息保护法第十九条). */
const ROSTER_MS = 48 * 3_600_000;
/** After these a roster is nobody’s to keep: whoever had it does not hand out any more. */
const NOT_OWN: ReadonlySet<string> = new Set(['not_found', 'forbidden', 'leader_names_over']);
/** After these nothing is known, or nothing is wrong with what was said: it goes on waiting. */
const LATER: ReadonlySet<string> = new Set([
  'network',
  'idempotency_in_progress',
  'unauthenticated',
  'session_expired',
]);
/** A roster of more is not kept on a phone: its organiser divides it over points. */
const MOST_PAGES = 50;
const PAGE = 100;

/**
 * Hand-outs on the phone, since a village square may have no signal: the roster is kept as it was last read, what is handed out is kept in IndexedDB before it is shown, and sent as soon
 * as it can be, once, also after the page was closed in between.
 */
@Injectable({ providedIn: 'root' })
export class KeptHandOuts {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly store = createStore('yigou-hand-outs', 'kept');
  private readonly all = signal<ReadonlyMap<string, Kept>>(new Map());
  private sending: Promise<void> | null = null;
  /** What was kept has been read. */
  readonly loaded: Promise<void> = this.load();

  private readonly own = computed(() => {
    const userId = this.session.user()?.id ?? '';
    return [...this.all().values()].filter((kept) => kept.userId === userId);
  });
  /** Of whoever is signed in, of all campaigns. */
  readonly handOuts = computed(() => this.own().filter((kept) => kept.kind === 'hand-out'));

  constructor() {
    const send = () => void this.send();
    const again = () => void this.send().then(() => this.recheck());
    addEventListener('online', again);
    const timer = setInterval(() => void this.wipeOld().then(send, send), AGAIN_MS);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', again);
      clearInterval(timer);
    });
  }

  roster(campaignId: string): { readonly rows: readonly HandOutRow[]; readonly at: string } | null {
    return (
      this.own().find((kept): kept is KeptRoster => kept.kind === 'roster' && kept.campaignId === campaignId) ?? null
    );
  }

  of(pledgeId: string): KeptHandOut | undefined {
    return this.handOuts().find(({ row }) => row.pledgeId === pledgeId);
  }

  /** Reads the roster anew and keeps it. Throws what keeps it from being read; what was kept stays as long as it is one’s to read. */
  async refresh(campaignId: string): Promise<void> {
    await this.loaded;
    const userId = this.who();
    const rows = await this.rows(campaignId).catch(async (error: unknown) => {
      if (this.isNotOwn(userId, error)) await this.wipe(userId, campaignId);
      throw error;
    });
    // Who signed out meanwhile, or handed the phone on, leaves no names to whoever has it now.
    if (userId !== this.who()) return;
    await this.keep(`roster:${userId}:${campaignId}`, {
      kind: 'roster',
      userId,
      campaignId,
      rows,
      at: new Date().toISOString(),
    });
  }

  private async rows(campaignId: string): Promise<HandOutRow[]> {
    const rows: HandOutRow[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { items, nextCursor } = await this.api.call('listHandOuts', {
        params: { id: campaignId },
        query: { limit: PAGE, ...(cursor && { cursor }) },
      });
      rows.push(...items);
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    return rows;
  }

  /** With a signal again: rosters that are not one’s to read any more are wiped, whichever campaign is looked at. */
  private async recheck(): Promise<void> {
    await this.wipeOld();
    for (const { kind, campaignId, userId } of this.own()) {
      if (kind !== 'roster' || userId !== this.who()) continue;
      try {
        await this.api.call('listHandOuts', { params: { id: campaignId }, query: { limit: 1 } });
      } catch (error) {
        if (this.isNotOwn(userId, error)) await this.wipe(userId, campaignId);
      }
    }
  }

  /** What was answered to somebody else, who signed in meanwhile, says nothing of it. */
  private isNotOwn(userId: string, error: unknown): boolean {
    return userId === this.who() && NOT_OWN.has(toApiError(error).code);
  }

  /** Whoever’s they are: a phone is handed on, and its leader may never sign in again. */
  private async wipeOld(): Promise<void> {
    for (const [id, kept] of this.all())
      if (kept.kind === 'roster' && isOld(kept.at)) await this.wipe(kept.userId, kept.campaignId);
      // One that was sent only after its roster had gone.
      else if (kept.kind === 'hand-out' && kept.state === 'refused' && isOld(kept.refusedAt ?? kept.body.at))
        await this.drop(id);
  }

  /** The names of a campaign, and what of it was not accepted; what waits to be sent goes first. */
  private async wipe(userId: string, campaignId: string): Promise<void> {
    await this.drop(`roster:${userId}:${campaignId}`);
    for (const kept of this.all().values())
      if (
        kept.kind === 'hand-out' &&
        kept.state === 'refused' &&
        kept.userId === userId &&
        kept.campaignId === campaignId
      )
        await this.drop(idOf(userId, kept.row.pledgeId));
  }

  /** Handed out: it is kept, and sent under one key until the API has answered. Nothing is done where it is on its way already. */
  async hand(campaignId: string, row: HandOutRow, body: HandOutBody): Promise<void> {
    if (this.of(row.pledgeId)?.state === 'waiting') return;
    await this.keep(idOf(this.who(), row.pledgeId), {
      kind: 'hand-out',
      userId: this.who(),
      campaignId,
      row,
      body,
      key: crypto.randomUUID(),
      state: 'waiting',
      problem: '',
    });
    void this.send();
  }

  /** What was not accepted is put away; the roster says what is true. */
  async forget({ userId, row }: KeptHandOut): Promise<void> {
    await this.drop(idOf(userId, row.pledgeId));
  }

  /** Sends what waits, one after the other. */
  send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    await this.loaded;
    for (const kept of this.handOuts().filter(({ state }) => state === 'waiting'))
      // Under another's name it would be refused: it waits until its own person is signed in again.
      if (kept.userId !== this.who() || !(await this.sendOne(kept))) return;
  }

  /** False when there is no signal: the others wait, too. */
  private async sendOne(kept: KeptHandOut): Promise<boolean> {
    const id = idOf(kept.userId, kept.row.pledgeId);
    const sent = await this.api
      .call('handOutPledge', { params: { id: kept.row.pledgeId }, body: kept.body, idempotencyKey: kept.key })
      .then((row) => ({ row }), toApiError);
    if ('row' in sent) {
      // Where the store fails, it goes on waiting: sent again it is still once.
      await this.inRoster(kept, sent.row);
      await this.drop(id);
      return true;
    }
    const { code, status, message } = sent;
    if (LATER.has(code) || status >= 500 || status === 429 || kept.userId !== this.who()) return false;
    await this.keep(id, { ...kept, state: 'refused', problem: message, refusedAt: new Date().toISOString() });
    return true;
  }

  private async inRoster({ userId, campaignId }: KeptHandOut, row: HandOutRow): Promise<void> {
    const id = `roster:${userId}:${campaignId}`;
    const roster = this.all().get(id);
    if (roster?.kind !== 'roster') return;
    await this.keep(id, { ...roster, rows: roster.rows.map((one) => (one.pledgeId === row.pledgeId ? row : one)) });
  }

  /** It lies in the store before it is shown: what is shown as handed out is never lost. */
  private async keep(id: string, kept: Kept): Promise<void> {
    await set(id, kept, this.store);
    this.all.update((all) => new Map(all).set(id, kept));
  }

  private async drop(id: string): Promise<void> {
    await del(id, this.store);
    this.all.update((all) => new Map([...all].filter(([key]) => key !== id)));
  }

  private async load(): Promise<void> {
    const kept = await entries<string, Kept>(this.store).catch(() => []);
    this.all.update((all) => new Map([...kept, ...all]));
    // What cannot be wiped now is wiped later; what waits is sent all the same.
    await this.wipeOld().catch(() => undefined);
    void this.send();
  }

  private who(): string {
    return this.session.user()?.id ?? '';
  }
}

/** Also of what lies as far in the future: the clock was put back since, and would keep it for as long again as it was put back. */
const isOld = (at: string): boolean => !(Math.abs(Date.now() - Date.parse(at)) < ROSTER_MS);
const idOf = (userId: string, pledgeId: string): string => `hand-out:${userId}:${pledgeId}`;

/** Whether a code is the one of a pledge, without asking anybody: the roster has its digest. */
export async function codeFits({ pledgeId, codeHash }: HandOutRow, code: string): Promise<boolean> {
  if (codeHash === null) return false;
  const bytes = new TextEncoder().encode(`${pledgeId}:${code.trim().toUpperCase()}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === codeHash;
}
