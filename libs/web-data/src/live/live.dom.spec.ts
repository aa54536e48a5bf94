import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Live, LIVE_BROWSER } from './live';
import { type LiveBrowser, LiveTab } from './live-tab';

const [RICE, TEA] = ['campaign:00000000-0000-4000-8000-000000000001', 'campaign:00000000-0000-4000-8000-000000000002'];

class Stream extends EventTarget implements Pick<EventSource, 'addEventListener' | 'close' | 'readyState'> {
  readyState = 0;
  constructor(readonly url: string) {
    super();
  }

  get topics(): string[] {
    return new URL(this.url, 'http://x').searchParams.getAll('topics');
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  tell(topic: string, state: unknown, at = 1): void {
    this.dispatchEvent(new MessageEvent('state', { data: JSON.stringify({ topic, at, state }) }));
  }

  beat(): void {
    this.dispatchEvent(new MessageEvent('beat', { data: '{}' }));
  }

  refuse(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = 2;
  }
}

/** A browser with tabs: one lock, one channel, and the streams that its tabs have opened. */
class Machine {
  readonly streams: Stream[] = [];
  private readonly channels = new Set<{ onmessage: ((message: MessageEvent) => void) | null }>();
  private readonly queue: (() => Promise<unknown>)[] = [];
  private holds = false;

  constructor(private readonly hasLocks = true) {}

  get live(): Stream[] {
    return this.streams.filter(({ readyState }) => readyState !== 2);
  }

  private next(): void {
    const turn = this.holds ? undefined : this.queue.shift();
    if (!turn) return;
    this.holds = true;
    void turn().finally(() => {
      this.holds = false;
      this.next();
    });
  }

  private request(_: string, { signal: left }: LockOptions, granted: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const turn = () => granted().then(resolve, reject);
      this.queue.push(turn);
      left?.addEventListener('abort', () => {
        const place = this.queue.indexOf(turn);
        if (place >= 0) {
          this.queue.splice(place, 1);
          reject(new DOMException('', 'AbortError'));
        }
      });
      queueMicrotask(() => this.next());
    });
  }

  tab(): { tab: LiveTab; browser: LiveBrowser; show: (visible: boolean) => void; crash: () => void } {
    let visible = true;
    let changed = (): void => undefined;
    const channel = { onmessage: null as ((message: MessageEvent) => void) | null };
    this.channels.add(channel);
    const browser: LiveBrowser = {
      locks: this.hasLocks ? { request: this.request.bind(this) as LockManager['request'] } : undefined,
      channel: () => ({
        ...channel,
        set onmessage(hear: (message: MessageEvent) => void) {
          channel.onmessage = hear;
        },
        postMessage: (data: unknown) => {
          for (const other of this.channels)
            if (other !== channel) other.onmessage?.(new MessageEvent('message', { data }));
        },
        close: () => this.channels.delete(channel),
      }),
      stream: (url) => {
        const stream = new Stream(url);
        this.streams.push(stream);
        return stream;
      },
      isVisible: () => visible,
      onChange: (tell) => {
        changed = tell;
        return () => (changed = () => undefined);
      },
    };
    const show = (shown: boolean): void => {
      visible = shown;
      changed();
    };
    return { tab: new LiveTab(browser), browser, show, crash: () => this.channels.delete(channel) };
  }
}

/** Timers of a tab, and what follows from them. */
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('live progress in a browser', () => {
  it('has one stream for all tabs, of all that they watch, and each tab hears what it watches', async () => {
    const machine = new Machine();
    const [first, second] = [machine.tab().tab, machine.tab().tab];
    first.watch(RICE);
    second.watch(TEA);
    second.watch(RICE);
    await pass(100);
    expect(machine.live.map(({ topics }) => topics.sort())).toEqual([[RICE, TEA]]);

    machine.live[0]?.open();
    machine.live[0]?.tell(TEA, { paid: 3 });
    machine.live[0]?.tell(RICE, { paid: 5 });
    expect([first.state(RICE)(), first.state(TEA)()]).toEqual([{ paid: 5 }, undefined]);
    expect([second.state(RICE)(), second.state(TEA)()]).toEqual([{ paid: 5 }, { paid: 3 }]);
    expect([first.connected(), second.connected()]).toEqual([true, true]);
  });

  it('gives a tab that comes later what is known, without another stream', async () => {
    const machine = new Machine();
    machine.tab().tab.watch(RICE);
    await pass(100);
    machine.live[0]?.tell(RICE, { paid: 5 });
    const late = machine.tab().tab;
    late.watch(RICE);
    await pass(100);
    expect(late.state(RICE)()).toEqual({ paid: 5 });
    expect(late.connected()).toBe(true);
    expect(machine.streams).toHaveLength(1);
  });

  it('goes over to another tab when the one that leads is hidden or closed, from where it was', async () => {
    const machine = new Machine();
    const [leader, other] = [machine.tab(), machine.tab()];
    leader.tab.watch(RICE);
    other.tab.watch(RICE);
    await pass(100);
    machine.live[0]?.tell(RICE, { paid: 1 }, 77);
    leader.show(false);
    await pass(100);
    expect(machine.streams).toHaveLength(2);
    machine.live[0]?.tell(RICE, { paid: 2 }, 99);
    // Who is hidden hears nothing, and all of it when it is seen again.
    expect([leader.tab.state(RICE)(), other.tab.state(RICE)()]).toEqual([{ paid: 1 }, { paid: 2 }]);
    expect(leader.tab.connected()).toBe(false);
    leader.show(true);
    await pass(100);
    expect(leader.tab.state(RICE)()).toEqual({ paid: 2 });

    other.tab.close();
    await pass(100);
    expect(machine.live).toHaveLength(1);
    machine.live[0]?.tell(RICE, { paid: 3 }, 120);
    expect(leader.tab.state(RICE)()).toEqual({ paid: 3 });
  });

  it('opens another stream for more topics and says what it has seen; a topic less keeps the one there is', async () => {
    const machine = new Machine();
    const { tab } = machine.tab();
    tab.watch(RICE);
    await pass(100);
    machine.live[0]?.tell(RICE, { paid: 1 }, 77);
    const stop = tab.watch(TEA);
    await pass(100);
    expect(machine.live.map(({ url }) => new URL(url, 'http://x').searchParams.get('seen'))).toEqual(['77']);
    expect(machine.streams).toHaveLength(2);
    stop();
    stop();
    await pass(100);
    expect(machine.streams).toHaveLength(2);
  });

  it('holds nothing open while nobody watches or nobody sees it', async () => {
    const machine = new Machine();
    const { tab, show } = machine.tab();
    const stop = tab.watch(RICE);
    await pass(100);
    expect(machine.live).toHaveLength(1);
    show(false);
    expect(machine.live).toHaveLength(0);
    show(true);
    await pass(100);
    expect(machine.live).toHaveLength(1);
    stop();
    expect(machine.live).toHaveLength(0);
    await pass(120_000);
    expect(machine.streams).toHaveLength(2);
  });

  it('begins anew after a sleep that killed the line without a word', async () => {
    const machine = new Machine();
    const { tab } = machine.tab();
    tab.watch(RICE);
    await pass(100);
    machine.live[0]?.open();
    for (let beats = 0; beats < 10; beats += 1) {
      await pass(20_000);
      machine.live[0]?.beat();
    }
    expect(machine.streams).toHaveLength(1);
    jest.setSystemTime(Date.now() + 3_600_000);
    await pass(10_100);
    expect(machine.streams).toHaveLength(2);
    expect(tab.connected()).toBe(false);
    machine.live[0]?.open();
    expect(tab.connected()).toBe(true);
  });

  it('asks again after a refusal, less and less often', async () => {
    const machine = new Machine();
    machine.tab().tab.watch(RICE);
    await pass(100);
    for (let refusals = 0; refusals < 12; refusals += 1) {
      machine.streams.at(-1)?.refuse();
      await pass(60_000);
    }
    expect(machine.streams.length).toBeGreaterThan(10);
    const before = machine.streams.length;
    machine.streams.at(-1)?.refuse();
    await pass(20_000);
    expect(machine.streams).toHaveLength(before);
  });

  it('forgets a tab that crashed when more is watched than fits into a stream', async () => {
    const machine = new Machine();
    const [leader, crashed] = [machine.tab(), machine.tab()];
    leader.tab.watch(RICE);
    crashed.tab.watch(TEA);
    await pass(100);
    crashed.crash();
    for (let beats = 0; beats < 5; beats += 1) {
      machine.live[0]?.beat();
      await pass(20_000);
    }
    leader.tab.watch('campaign:00000000-0000-4000-8000-000000000003');
    await pass(100);
    expect(machine.live[0]?.topics).not.toContain(TEA);
    expect(machine.live[0]?.topics).toHaveLength(2);
  });

  it('has one stream per tab where tabs cannot agree on one', async () => {
    const machine = new Machine(false);
    const [first, second] = [machine.tab().tab, machine.tab().tab];
    first.watch(RICE);
    second.watch(RICE);
    await pass(100);
    expect(machine.live).toHaveLength(2);
    machine.live[0]?.tell(RICE, { paid: 1 });
    expect([first.state(RICE)(), second.state(RICE)()]).toEqual([{ paid: 1 }, undefined]);
  });
});

@Component({ template: '{{ state()?.paid }}' })
class Progress {
  readonly topic = signal<string | null>(null);
  readonly state = inject(Live).watch<{ paid: number }>(this.topic);
}

describe('a component that watches', () => {
  it('shows the state of its topic, of another when that changes, and lets go when it is gone', async () => {
    const machine = new Machine();
    TestBed.configureTestingModule({ providers: [{ provide: LIVE_BROWSER, useValue: machine.tab().browser }] });
    const fixture = TestBed.createComponent(Progress);
    fixture.detectChanges();
    await pass(100);
    expect(machine.streams).toHaveLength(0);

    fixture.componentInstance.topic.set(RICE);
    fixture.detectChanges();
    await pass(100);
    machine.live[0]?.tell(RICE, { paid: 5 });
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toBe('5');

    fixture.componentInstance.topic.set(TEA);
    fixture.detectChanges();
    await pass(100);
    machine.live[0]?.tell(TEA, { paid: 8 });
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toBe('8');
    expect(machine.live[0]?.topics).toEqual([TEA]);
    fixture.destroy();
    expect(machine.live).toHaveLength(0);
  });
});
