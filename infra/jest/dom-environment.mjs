// The environment of tests in a DOM: a new window for each file, lent to the process's own globals as long as the file runs. So Angular and what is built
// on it are loaded and compiled once in a process (see runtime.mjs), where they took most of what such a test costs.
import { JSDOM, VirtualConsole } from 'jsdom';
import HostEnvironment from './environment.mjs';

/** What Node has too, and a document wants its own: events reach no element, and a form takes no file, of another kind. */
const OF_THE_WINDOW = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'CloseEvent',
  'CustomEvent',
  'DOMException',
  'Event',
  'EventTarget',
  'File',
  'FormData',
  'Headers',
  'MessageEvent',
  'Navigator',
  'WebSocket',
  'localStorage',
  'navigator',
  'sessionStorage',
];
const TIMERS = { setTimeout: clearTimeout, setInterval: clearInterval, setImmediate: clearImmediate };

export default class DomEnvironment extends HostEnvironment {
  #dom;
  #behind = Object.getPrototypeOf(globalThis);
  /** What the file waits for: nothing of it happens when its window is closed. */
  #waiting = new Map();

  constructor(config, context) {
    super(config, context);
    const virtualConsole = new VirtualConsole();
    virtualConsole.forwardTo(context.console);
    this.#dom = new JSDOM('<!DOCTYPE html>', { url: 'http://localhost/', pretendToBeVisual: true, virtualConsole });
    const { window } = this.#dom;
    // An error in a listener fails the test, as it would be one on the page.
    window.addEventListener('error', ({ error }) => error && process.emit('uncaughtException', error));
    for (const name of OF_THE_WINDOW) Reflect.deleteProperty(globalThis, name);
    for (const [name, clear] of Object.entries(TIMERS)) this.#keepTrackOf(name, clear);
    // Behind the globals rather than among them: what a file adds to its window is a global of it, too.
    Object.setPrototypeOf(globalThis, window);
  }

  #keepTrackOf(name, clear) {
    const wait = globalThis[name];
    globalThis[name] = (...given) => {
      const timer = wait(...given);
      this.#waiting.set(timer, clear);
      return timer;
    };
  }

  async teardown() {
    for (const [timer, clear] of this.#waiting) clear(timer);
    Object.setPrototypeOf(globalThis, this.#behind);
    await super.teardown();
    this.#dom.window.close();
  }
}
