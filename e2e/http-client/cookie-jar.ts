// Cookies of one browser and one site. Both ends are on this machine, so path, domain and SameSite decide nothing.

/** Name, value and whether the server wants it gone. */
function parse(line: string): { name: string; value: string; gone: boolean } {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const values = new Map(
    attributes.map((attribute) => {
      const [name = '', value = ''] = attribute.split('=');
      return [name.toLowerCase(), value] as const;
    }),
  );
  const [age, end] = [values.get('max-age'), values.get('expires')];
  const maxAge = age === undefined ? undefined : Number(age);
  const expires = end === undefined ? undefined : Date.parse(end);
  const gone = maxAge !== undefined ? maxAge <= 0 : expires !== undefined && expires <= Date.now();
  return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), gone };
}

export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** @param lines Set-Cookie headers */
  store(lines: readonly string[]): void {
    for (const line of lines) {
      const { name, value, gone } = parse(line);
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** Name and value as they travel, for a browser that goes on with this session. */
  entries(): [name: string, value: string][] {
    return [...this.#cookies].map(([name, value]) => [name, encodeURIComponent(value)]);
  }

  /** The Cookie header, or undefined when there is nothing to send. */
  header(): string | undefined {
    if (this.#cookies.size === 0) return undefined;
    return this.entries()
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }
}
