import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@yigou/kernel';
import {
  Database,
  errorForLog,
  LIVE_TOPICS,
  type LiveReading,
  type LiveTopics,
  liveWatchers,
  readLive,
} from '@yigou/platform';
import type { ServerResponse } from 'node:http';
import { hangUp, openEventStream } from '../http/event-stream';

/** Shorter than what proxies let a silent connection live, and what a browser that woke up goes by. */
const BEAT_MS = 20_000;
const BEAT = Buffer.from('event: beat\ndata: {}\n\n');
/** Browsers that lose a process at once do not come back at once. */
const RETRY_MS = 2_000;
const RETRY_SPREAD_MS = 4_000;
/** What a browser may leave unread before it is let go: it reads the present state when it comes back. */
const MOST_UNREAD_BYTES = 64 * 1024;
const MOST_STREAMS = 10_000;
/** A company, a school, a village behind one address. */
const MOST_STREAMS_OF_ADDRESS = 500;
const MOST_TOPICS = 5_000;
/** A minute, in microseconds. */
const MOST_AHEAD = 60_000_000;

interface Topic {
  readonly watchers: Set<Watcher>;
  /** Those who wait for the next reading, whether or not it brings anything new. */
  readonly newcomers: Set<Watcher>;
  state: string | null;
  /** The state as it goes over the wire, made once for all; undefined before the first reading. */
  event: Buffer | undefined;
}
interface Watcher {
  readonly response: ServerResponse;
  /** The latest reading that this browser has seen, from whichever process. */
  readonly seen: number;
}

/**
 * The public state of topics for browsers that watch them. Once a second at most, one statement reads what is committed of all that are watched here, and what has
 * changed is written to those who watch it: no notice can be lost, since there is none, and a thousand watchers of a topic cost what one does but for their sockets.
 */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  /** The least time between two readings. */
  protected readonly tickMs: number = 1_000;
  private readonly log = new Logger('LiveStreams');
  private readonly kinds: ReadonlySet<string>;
  private readonly topics = new Map<string, Topic>();
  private readonly responses = new Set<ServerResponse>();
  private readonly addresses = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private beat: NodeJS.Timeout | undefined;
  private reading = false;
  private begunAt = -Infinity;
  private lastAt = 0;
  private failing = false;
  private stopped = false;

  constructor(
    private readonly db: Database,
    @Inject(LIVE_TOPICS) private readonly offered: readonly LiveTopics[],
  ) {
    this.kinds = new Set(offered.map(({ kind }) => kind));
  }

  /**
   * A place for one more browser, and the way to take it. Throws `validation_failed` for no topics and topics that nobody offers, `rate_limited` where there
   * are too many already.
   */
  enter(topics: readonly string[], address: string): (response: ServerResponse, seen: number) => void {
    const wanted = [...new Set(topics)];
    if (wanted.length === 0 || !wanted.every((topic) => this.kinds.has(topic.split(':')[0] ?? '')))
      throw new DomainError('validation_failed', { fields: { topics: '没有这样的实时内容，请刷新页面。' } });
    const fresh = wanted.filter((topic) => !this.topics.has(topic)).length;
    const full =
      this.responses.size >= MOST_STREAMS ||
      (this.addresses.get(address) ?? 0) >= MOST_STREAMS_OF_ADDRESS ||
      this.topics.size + fresh > MOST_TOPICS;
    if (full) throw new DomainError('rate_limited');
    return (response, seen) => this.open(wanted, address, response, seen);
  }

  private open(wanted: readonly string[], address: string, response: ServerResponse, seen: number): void {
    openEventStream(response, RETRY_MS + Math.floor(Math.random() * RETRY_SPREAD_MS));
    if (this.stopped || response.req.method === 'HEAD') return hangUp(response);
    this.responses.add(response);
    this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1);
    liveWatchers.set(this.responses.size);
    const watcher = { response, seen };
    for (const topic of wanted) this.watch(topic, watcher);
    response.on('close', () => this.leave(wanted, address, watcher));
    this.beat ??= setInterval(() => this.responses.forEach((one) => send(one, BEAT)), BEAT_MS).unref();
    this.plan();
  }

  private watch(name: string, watcher: Watcher): void {
    let topic = this.topics.get(name);
    if (!topic) {
      topic = { watchers: new Set(), newcomers: new Set(), state: null, event: undefined };
      this.topics.set(name, topic);
    }
    topic.watchers.add(watcher);
    // A browser that another process has shown more than this one has read waits for the next reading: what it shows never goes back.
    if (topic.event && !isAhead(watcher, this.lastAt)) send(watcher.response, topic.event);
    else topic.newcomers.add(watcher);
  }

  private leave(wanted: readonly string[], address: string, watcher: Watcher): void {
    this.responses.delete(watcher.response);
    liveWatchers.set(this.responses.size);
    const left = (this.addresses.get(address) ?? 1) - 1;
    if (left > 0) this.addresses.set(address, left);
    else this.addresses.delete(address);
    for (const name of wanted) {
      const topic = this.topics.get(name);
      topic?.watchers.delete(watcher);
      topic?.newcomers.delete(watcher);
      if (topic?.watchers.size === 0) this.topics.delete(name);
    }
  }

  private plan(): void {
    if (this.stopped || this.reading || this.timer || this.topics.size === 0) return;
    const wait = Math.max(0, this.begunAt + this.tickMs - performance.now());
    this.timer = setTimeout(() => void this.tick(), wait);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    this.timer = undefined;
    this.begunAt = performance.now();
    this.reading = true;
    // Topics that come while PostgreSQL reads are not of this reading.
    const asked = new Map(this.topics);
    try {
      if (asked.size > 0) this.tell(asked, await readLive(this.db, this.offered, asked.keys()));
      this.failing = false;
    } catch (error) {
      // Watchers keep what they have seen, and the next reading has all that they missed.
      if (!this.failing) this.log.warn({ err: errorForLog(error) }, 'public progress cannot be read; trying again');
      this.failing = true;
    } finally {
      this.reading = false;
      this.plan();
    }
  }

  private tell(asked: ReadonlyMap<string, Topic>, { at, states }: LiveReading): void {
    this.lastAt = at;
    for (const [name, topic] of asked) {
      const state = states.get(name) ?? null;
      const changed = topic.event === undefined || state !== topic.state;
      if (changed) {
        topic.state = state;
        topic.event = Buffer.from(
          `event: state\nid: ${at}\ndata: {"topic":"${name}","at":${at},"state":${state ?? 'null'}}\n\n`,
        );
      }
      const { event } = topic;
      for (const watcher of changed ? topic.watchers : topic.newcomers) {
        if (!event || isAhead(watcher, at)) continue;
        send(watcher.response, event);
        topic.newcomers.delete(watcher);
      }
    }
  }

  /** Before the server stops listening: it waits for its open responses, and these would never end. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearInterval(this.beat);
    this.responses.forEach(hangUp);
  }
}

/** Whether another process has shown this browser more than was read here. What no clock of ours can have said is not believed. */
const isAhead = ({ seen }: Watcher, at: number): boolean => seen > at && seen - at < MOST_AHEAD;

/** Writes to a browser that reads; one that does not is let go. */
function send(response: ServerResponse, event: Buffer): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(event);
}
