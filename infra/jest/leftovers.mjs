// What a test file changes in the process that it shares with the next one, put back.

/** Globals that packages make when they are loaded: they stay, since what is loaded once makes them once; what files write into them goes. */
const made = new Map();

/** Loads a package, and learns which globals are its own. */
export function madeBy(load) {
  const before = new Set(Reflect.ownKeys(globalThis));
  const loaded = load();
  for (const key of Reflect.ownKeys(globalThis))
    if (!before.has(key)) {
      const held = globalThis[key];
      const plain = held !== null && Object.getPrototypeOf(held) === Object.prototype;
      made.set(key, { descriptor: descriptorOf(globalThis, key), content: plain ? { ...held } : undefined });
    }
  return loaded;
}

const descriptorOf = (of, key) => Reflect.getOwnPropertyDescriptor(of, key);

const descriptorsOf = (of) => new Map(Reflect.ownKeys(of).map((key) => [key, descriptorOf(of, key)]));

const isSame = (one, other) => one?.value === other?.value && one?.get === other?.get && one?.set === other?.set;

/** Puts properties back as they were; what cannot be configured stays. */
function restore(of, before) {
  for (const key of Reflect.ownKeys(of)) if (!before.has(key)) Reflect.deleteProperty(of, key);
  for (const [key, descriptor] of before)
    if (!isSame(descriptorOf(of, key), descriptor)) Reflect.defineProperty(of, key, descriptor);
}

const listenersOf = () => new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));

export class Leftovers {
  #globals = descriptorsOf(globalThis);
  #process = descriptorsOf(process);
  #env = { ...process.env };
  #listeners = listenersOf();

  remove() {
    for (const [key, { descriptor }] of made) if (!this.#globals.has(key)) this.#globals.set(key, descriptor);
    restore(globalThis, this.#globals);
    for (const { descriptor, content } of made.values()) if (content) restore(descriptor.value, descriptorsOf(content));
    restore(process, this.#process);
    this.#restoreEnv();
    for (const [name, now] of listenersOf())
      for (const listener of now)
        if (!this.#listeners.get(name)?.includes(listener)) process.removeListener(name, listener);
  }

  #restoreEnv() {
    for (const name of Object.keys(process.env)) if (!(name in this.#env)) delete process.env[name];
    for (const [name, value] of Object.entries(this.#env)) if (process.env[name] !== value) process.env[name] = value;
  }
}
