import { signal, type Signal, type WritableSignal } from '@angular/core';
import type { LiveEvent } from '@yigou/contracts';
import { MOST_LIVE_TOPICS } from '@yigou/contracts/labels';
import { routeUrl } from '../route-url';

const NAME = 'yigou-live';
/** The server says something every 20 s; who has heard nothing for longer slept, or sits behind a line that is dead. */
const SILENT_MS = 50_000;
const LOOK_MS = 10_000;
/** Topics that pages ask for one after the other go into one stream. */
const GATHER_MS = 50;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** `EventSource.CLOSED`: it does not come back by itself. */
const CLOSED = 2;

/** What of a browser a tab needs. */
export interface LiveBrowser {
  /** Undefined where pages are not served over https, and in old browsers. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'> | undefined;
  readonly stream: (url: string) => Pick<EventSource, 'addEventListener' | 'close' | 'readyState'> | undefined;
  readonly isVisible: () => boolean;
  /** Calls when the tab is shown or hidden, and when the line is back. */
  readonly onChange: (changed: () => void) => () => void;
}

type Message =
  | { readonly kind: 'wants'; readonly tab: string; readonly topics: readonly string[] }
  | { readonly kind: 'bye'; readonly tab: string }
  /** The leading tab asks what the others watch. */
  | { readonly kind: 'who' }
  | { readonly kind: 'state'; readonly event: LiveEvent }
  | { readonly kind: 'line'; readonly connected: boolean };

/**
 * What one tab watches, by a stream that all tabs of a browser share: the tab that holds the lock has the stream and tells the others. A tab that nobody sees has
 * neither, so that one that the system has put to sleep holds no lock. Where there are no locks, each visible tab has a stream of its own.
 */
export class LiveTab {
  private readonly id = crypto.randomUUID();
  private readonly states = new Map<string, WritableSignal<unknown>>();
  private readonly wants = new Map<string, number>();
  private readonly line = signal(false);
  private readonly forget: () => void;
  private readonly channel: ReturnType<LiveBrowser['channel']>;
  private membership: AbortController | undefined;
  private leading: Leading | undefined;

  /** Whether what is shown moves by itself. */
  readonly connected = this.line.asReadonly();

  constructor(private readonly browser: LiveBrowser) {
    this.channel = browser.locks && browser.channel(NAME);
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    this.forget = browser.onChange(() => this.settle());
  }

  /** The latest state of a topic: undefined until one has come, null where there is none to see. */
  state(topic: string): Signal<unknown> {
    return this.stateOf(topic).asReadonly();
  }

  /** @returns the way to stop watching */
  watch(topic: string): () => void {
    this.wants.set(topic, (this.wants.get(topic) ?? 0) + 1);
    this.settle();
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      const left = (this.wants.get(topic) ?? 1) - 1;
      if (left > 0) this.wants.set(topic, left);
      else this.wants.delete(topic);
      this.settle();
    };
  }

  close(): void {
    this.forget();
    this.wants.clear();
    this.leave();
    this.channel?.close();
  }

  private stateOf(topic: string): WritableSignal<unknown> {
    const found = this.states.get(topic) ?? signal<unknown>(undefined);
    this.states.set(topic, found);
    return found;
  }

  /** In or out, as the tab is seen and watches something. */
  private settle(): void {
    if (this.wants.size === 0 || !this.browser.isVisible()) return this.leave();
    if (!this.membership) this.join();
    else this.leading?.renew([...this.wants.keys()]);
    this.say({ kind: 'wants', tab: this.id, topics: [...this.wants.keys()] });
  }

  private join(): void {
    const membership = new AbortController();
    this.membership = membership;
    const { locks } = this.browser;
    if (!locks || !this.channel) return this.lead();
    const held = new Promise<void>((resolve) => membership.signal.addEventListener('abort', () => resolve()));
    locks
      .request(NAME, { signal: membership.signal }, () => {
        if (!membership.signal.aborted) this.lead();
        return held;
      })
      // Asked no longer: the tab left before its turn came.
      .catch(() => undefined);
  }

  private lead(): void {
    this.leading = new Leading(this.browser, {
      state: (event) => {
        this.take(event);
        this.say({ kind: 'state', event });
      },
      line: (connected) => {
        this.line.set(connected);
        this.say({ kind: 'line', connected });
      },
      who: () => this.say({ kind: 'who' }),
    });
    this.say({ kind: 'who' });
    this.leading.renew([...this.wants.keys()]);
  }

  private leave(): void {
    if (!this.membership) return;
    this.leading?.close();
    this.leading = undefined;
    this.membership.abort();
    this.membership = undefined;
    this.line.set(false);
    this.say({ kind: 'bye', tab: this.id });
  }

  private say(message: Message): void {
    this.channel?.postMessage(message);
  }

  private take({ topic, state }: LiveEvent): void {
    if (this.wants.has(topic)) this.stateOf(topic).set(state);
  }

  private hear(message: Message): void {
    switch (message.kind) {
      case 'who':
        if (this.membership) this.say({ kind: 'wants', tab: this.id, topics: [...this.wants.keys()] });
        break;
      case 'wants':
        this.leading?.include(message.tab, message.topics);
        break;
      case 'bye':
        this.leading?.exclude(message.tab);
        break;
      case 'state':
        if (this.membership && !this.leading) this.take(message.event);
        break;
      case 'line':
        if (this.membership && !this.leading) this.line.set(message.connected);
    }
  }
}

interface Told {
  readonly state: (event: LiveEvent) => void;
  readonly line: (connected: boolean) => void;
  readonly who: () => void;
}

/** The stream of a browser, in the tab that leads. */
class Leading {
  private own: readonly string[] = [];
  private readonly others = new Map<string, { readonly topics: readonly string[]; round: number }>();
  private readonly known = new Map<string, LiveEvent>();
  private source: ReturnType<LiveBrowser['stream']>;
  private asked: ReadonlySet<string> = new Set();
  private seen = 0;
  private round = 0;
  private failures = 0;
  private heardAt = Date.now();
  private isConnected = false;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private readonly look: ReturnType<typeof setInterval>;

  constructor(
    private readonly browser: LiveBrowser,
    private readonly told: Told,
  ) {
    this.look = setInterval(() => this.check(), LOOK_MS);
  }

  renew(topics: readonly string[]): void {
    this.own = topics;
    this.check();
    this.gather();
  }

  include(tab: string, topics: readonly string[]): void {
    this.others.set(tab, { topics, round: this.round });
    for (const topic of topics) {
      const event = this.known.get(topic);
      if (event) this.told.state(event);
    }
    this.told.line(this.isConnected);
    this.gather();
  }

  exclude(tab: string): void {
    this.others.delete(tab);
  }

  close(): void {
    clearInterval(this.look);
    clearTimeout(this.gathering);
    this.source?.close();
  }

  /** Those of the tab that leads first; what is too much for one stream stays as it is. */
  private topics(): ReadonlySet<string> {
    const all = new Set([...this.own, ...[...this.others.values()].flatMap(({ topics }) => topics)]);
    return new Set([...all].slice(0, MOST_LIVE_TOPICS));
  }

  private gather(): void {
    if ([...this.topics()].every((topic) => this.asked.has(topic))) return;
    this.openIn(GATHER_MS);
  }

  private openIn(ms: number): void {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.open(), ms);
  }

  private open(): void {
    this.source?.close();
    this.asked = this.topics();
    for (const topic of this.known.keys()) if (!this.asked.has(topic)) this.known.delete(topic);
    this.heardAt = Date.now();
    const source = this.browser.stream(
      routeUrl('liveStream', {}, { topics: [...this.asked], seen: this.seen || null }),
    );
    this.source = source;
    source?.addEventListener('open', () => this.alive(source));
    source?.addEventListener('beat', () => {
      this.alive(source);
      this.ask();
    });
    source?.addEventListener('state', (message) => {
      if (this.alive(source)) this.hear(JSON.parse((message as MessageEvent<string>).data) as LiveEvent);
    });
    source?.addEventListener('error', () => this.fail(source));
  }

  private hear(event: LiveEvent): void {
    this.seen = Math.max(this.seen, event.at);
    this.known.set(event.topic, event);
    this.told.state(event);
  }

  /** @returns whether it is still the one that is listened to */
  private alive(source: Leading['source']): boolean {
    if (source !== this.source) return false;
    this.heardAt = Date.now();
    this.failures = 0;
    this.connect(true);
    return true;
  }

  private connect(connected: boolean): void {
    if (connected === this.isConnected) return;
    this.isConnected = connected;
    this.told.line(connected);
  }

  private fail(source: Leading['source']): void {
    if (source !== this.source) return;
    this.connect(false);
    // By itself it comes back from a line that broke, and not from a refusal.
    if (source?.readyState !== CLOSED) return;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    this.openIn(wait / 2 + (Math.random() * wait) / 2);
  }

  /** Also what tells that a computer slept: its line died without a word. */
  private check(): void {
    if (!this.source || this.source.readyState === CLOSED || Date.now() - this.heardAt < SILENT_MS) return;
    this.connect(false);
    this.openIn(0);
  }

  /** Tabs that crashed said no good-bye: who has not answered twice is gone. */
  private ask(): void {
    this.round += 1;
    for (const [tab, { round }] of this.others) if (round < this.round - 2) this.others.delete(tab);
    this.told.who();
  }
}
