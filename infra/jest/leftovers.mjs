// What a test file changes in the process that it shares with the next one, put back.

/** Globals that modules make when they are loaded: they stay, since what is loaded once makes them once; what files write into them goes. */
const made = new Map();

/** Loads a module, and learns which globals are its own and what it writes into those of others, such as Zod's configuration. */
export function madeBy(load) {
  const before = new Set(Reflect.ownKeys(globalThis));
  const contents = [...made.values()].filter(({ content }) => content);
  const found = contents.map(({ descriptor }) => descriptorsOf(descriptor.value));
  const loaded = load();
  contents.forEach(({ descriptor, content }, at) => {
    for (const [key, now] of descriptorsOf(descriptor.value))
      if (!isSame(found[at].get(key), now)) Reflect.defineProperty(content, key, now);
  });
  for (const key of Reflect.ownKeys(globalThis))
    if (!before.has(key) && !made.has(key)) {
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
