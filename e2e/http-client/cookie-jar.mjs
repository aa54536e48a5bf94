// Cookies of one browser and one site. Both ends are on this machine, so path, domain and SameSite decide nothing.

/** Name, value and whether the server wants it gone. */
function parse(line) {
  const [pair, ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const values = new Map(
    attributes.map((attribute) => {
      const [name, value = ''] = attribute.split('=');
      return [name.toLowerCase(), value];
    }),
  );
  const maxAge = values.has('max-age') ? Number(values.get('max-age')) : undefined;
  const expires = values.has('expires') ? Date.parse(values.get('expires')) : undefined;
  const gone = maxAge !== undefined ? maxAge <= 0 : expires !== undefined && expires <= Date.now();
  return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), gone };
}

export class CookieJar {
  #cookies = new Map();

  /** @param {readonly string[]} lines Set-Cookie headers */
  store(lines) {
    for (const line of lines) {
      const { name, value, gone } = parse(line);
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  set(name, value) {
    this.#cookies.set(name, value);
  }

  get(name) {
    return this.#cookies.get(name);
  }

  /** Name and value as they travel, for a browser that goes on with this session. */
  entries() {
    return [...this.#cookies].map(([name, value]) => [name, encodeURIComponent(value)]);
  }

  /** The Cookie header, or undefined when there is nothing to send. */
  header() {
    if (this.#cookies.size === 0) return undefined;
    return this.entries()
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }
}
