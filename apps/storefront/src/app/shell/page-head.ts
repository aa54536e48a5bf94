import { DestroyRef, DOCUMENT, effect, inject, Injectable, InjectionToken, RESPONSE_INIT } from '@angular/core';
import { Meta } from '@angular/platform-browser';
import { type ApiError, photoUrl } from '@yigou/web-data';
import type { Thing, WithContext } from 'schema-dts';
import { ShopTitleStrategy } from './title-strategy';

/** Where people reach the shop: scheme, host and port. */
export const SHOP_ORIGIN = new InjectionToken<string>('SHOP_ORIGIN', {
  providedIn: 'root',
  factory: () => inject(DOCUMENT).location.origin,
});

/** What search engines and chats are told of a page. */
export interface PageHead {
  readonly title: string;
  /** One sentence or two. */
  readonly description: string;
  /** The one address of it, from the root, with those parts of a query that make another page. */
  readonly path: string;
  /** Key of a stored picture. */
  readonly photo?: string | null;
  /** What it is about, in the words of schema.org. */
  readonly things?: readonly Exclude<Thing, string>[];
  /** False for what is of no use in the list of a search engine. */
  readonly index?: boolean;
}

const LONGEST = 160;
const DATA = 'application/ld+json';

/** What stands in the page as data must not end the element that holds it. */
export const asData = (thing: object): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...thing } satisfies object as WithContext<Exclude<Thing, string>>)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/** One line, not longer than what is shown. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** Title, words, address and data in the head of the page. */
@Injectable({ providedIn: 'root' })
export class HeadTags {
  private readonly page = inject(DOCUMENT);
  private readonly meta = inject(Meta);
  private readonly titles = inject(ShopTitleStrategy);
  private readonly origin = inject(SHOP_ORIGIN);

  show(head: PageHead): void {
    const description = oneLine(head.description);
    const url = this.origin + head.path;
    this.titles.set(head.title);
    this.meta.updateTag({ name: 'description', content: description });
    const shown = {
      'og:site_name': '益购',
      'og:type': 'website',
      'og:locale': 'zh_CN',
      'og:title': head.title,
      'og:description': description,
      'og:url': url,
    };
    for (const [property, content] of Object.entries(shown)) this.meta.updateTag({ property, content });
    if (head.photo) this.meta.updateTag({ property: 'og:image', content: this.origin + photoUrl(head.photo, 800) });
    else this.meta.removeTag('property="og:image"');
    if (head.index === false) this.meta.updateTag({ name: 'robots', content: 'noindex' });
    else this.meta.removeTag('name="robots"');
    this.put('link', 'link[rel="canonical"]', { rel: 'canonical', href: url });
    this.data(head.things ?? []);
  }

  /** What was said of a page is not said of the next. */
  clear(): void {
    for (const name of ['title', 'description', 'url', 'image']) this.meta.removeTag(`property="og:${name}"`);
    this.meta.removeTag('name="robots"');
    this.page.head.querySelector('link[rel="canonical"]')?.remove();
    this.data([]);
  }

  private data(things: readonly object[]): void {
    for (const old of this.page.head.querySelectorAll(`script[type="${DATA}"]`)) old.remove();
    for (const thing of things) {
      const script = this.page.createElement('script');
      script.setAttribute('type', DATA);
      script.textContent = asData(thing);
      this.page.head.appendChild(script);
    }
  }

  private put(tag: string, selector: string, attributes: Readonly<Record<string, string>>): void {
    const element = this.page.head.querySelector(selector) ?? this.page.head.appendChild(this.page.createElement(tag));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  }
}

/** The status that the server answers with; in a browser that has long been said. To be called where a page is made. */
export function answerWith(status: number): void {
  const answer = inject(RESPONSE_INIT, { optional: true });
  if (answer) answer.status = status;
}

/**
 * Tells the head of the page what it shows, as soon as that is known; to be called where a page is made. What is not there is a 404 to a machine, too; a page that could
 * not be read is none, and the browser tries by itself.
 */
export function pageHead(describe: () => PageHead | null, failure: () => ApiError | null = () => null): void {
  const [tags, answer] = [inject(HeadTags), inject(RESPONSE_INIT, { optional: true })];
  effect(() => {
    const error = failure();
    if (error && answer) answer.status = error.status >= 400 && error.status < 500 && error.status !== 429 ? 404 : 503;
    const head = error ? null : describe();
    if (head) tags.show(head);
  });
  inject(DestroyRef).onDestroy(() => tags.clear());
}
