import {
  computed,
  effect,
  inject,
  Injectable,
  InjectionToken,
  type OnDestroy,
  type Signal,
  untracked,
} from '@angular/core';
import { type LiveBrowser, LiveTab } from './live-tab';

/** The browser as live progress sees it; a test gives one of its own. */
export const LIVE_BROWSER = new InjectionToken<LiveBrowser>('LIVE_BROWSER', {
  providedIn: 'root',
  factory: () => ({
    locks: navigator.locks as LockManager | undefined,
    channel: (name) => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
    stream: (url) => (typeof EventSource === 'undefined' ? undefined : new EventSource(url)),
    isVisible: () => document.visibilityState === 'visible',
    onChange: (changed) => {
      document.addEventListener('visibilitychange', changed);
      window.addEventListener('online', changed);
      return () => {
        document.removeEventListener('visibilitychange', changed);
        window.removeEventListener('online', changed);
      };
    },
  }),
});

/** Public progress as it moves, by one stream for all tabs of the browser. */
@Injectable({ providedIn: 'root' })
export class Live implements OnDestroy {
  private readonly tab = new LiveTab(inject(LIVE_BROWSER));

  /** Whether what is shown moves by itself just now. */
  readonly connected = this.tab.connected;

  /**
   * The state of a topic (`<kind>:<id>`) as long as who asks lives; to be called where a component or service is made.
   * @returns undefined until a state has come, null where there is none to see
   */
  watch<State>(topic: () => string | null): Signal<State | null | undefined> {
    const wanted = computed(topic);
    effect((onCleanup) => {
      const name = wanted();
      if (name !== null) onCleanup(untracked(() => this.tab.watch(name)));
    });
    return computed(() => {
      const name = wanted();
      return name === null ? undefined : (this.tab.state(name)() as State | null | undefined);
    });
  }

  ngOnDestroy(): void {
    this.tab.close();
  }
}
