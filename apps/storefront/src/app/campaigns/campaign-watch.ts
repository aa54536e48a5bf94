import {
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  linkedSignal,
  type Signal,
  signal,
  untracked,
} from '@angular/core';
import type { CampaignLive, GroupBuyView } from '@yigou/contracts';
import { type ApiResource, Live } from '@yigou/web-data';

const CLOCK_MS = 1_000;
/** How often the page is read again where nothing tells it of changes. */
const READ_AGAIN_MS = 15_000;

export interface WatchedCampaign {
  /** The campaign as it is now; null until it was read. */
  readonly campaign: Signal<GroupBuyView | null>;
  /** Milliseconds until the deadline, by the database's clock. */
  readonly leftMs: Signal<number>;
  readonly isLive: Signal<boolean>;
}

/** A campaign that was read, with what has moved since; to be called where a page is made. Another state of it is read as a whole. */
export function watchCampaign(id: () => string, answer: ApiResource<GroupBuyView>): WatchedCampaign {
  const live = inject(Live);
  const page = inject(DOCUMENT);
  const moved = live.watch<CampaignLive>(() => `campaign:${id()}`);
  const campaign = computed(() => {
    const read = answer.latest();
    const now = moved();
    return read && now ? { ...read, ...now } : read;
  });
  // Clocks of phones are off: the answer says what time it was when it was made.
  const ahead = linkedSignal(() => {
    const read = answer.latest();
    return read ? Date.parse(read.now) - Date.now() : 0;
  });
  const clock = signal(Date.now());
  const leftMs = computed(() => Date.parse(campaign()?.deadline ?? '') - clock() - ahead());

  effect(() => {
    const [status, read] = [moved()?.status, untracked(answer.latest)];
    if (status && read && status !== read.status) answer.reload();
  });
  const ticking = setInterval(() => clock.set(Date.now()), CLOCK_MS);
  const reading = setInterval(() => {
    if (!live.connected() && page.visibilityState === 'visible') answer.reload();
  }, READ_AGAIN_MS);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(ticking);
    clearInterval(reading);
  });
  return { campaign, leftMs, isLive: live.connected };
}
