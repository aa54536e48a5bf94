import { Inject, Injectable } from '@nestjs/common';
import { ON_SHELF } from '@yigou/catalogue';
import type { SiteMapKind } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { CONFIG, type Config, Database } from '@yigou/platform';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { streamedRows } from './streamed-rows';

/** Search engines take 50,000 addresses of a file, and 50 MB. */
export const MOST_ADDRESSES = 40_000;
/** Files at a time: each holds a connection while its reader takes it. */
const MOST_AT_ONCE = 2;
const TIME_LIMIT_MS = 60_000;
/** How many there are is counted again after so long; who looks for pages looks once a day. */
const COUNTED_MS = 10 * 60_000;
/** Lines that are put together before they are sent. */
const LINES = 500;

/** The pages that stand for themselves. */
const PAGES = [
  '/',
  '/products',
  '/counties',
  '/group-buys',
  '/group-buys/results',
  '/publicity',
  '/certificates',
  '/help',
];

/** What each kind of page is about: the last part of its address, and where the rows are; in an order that an index has. */
const ROWS: Readonly<
  Record<Exclude<SiteMapKind, 'pages'>, { readonly path: string; readonly key: string; readonly from: string }>
> = {
  products: { path: '/products/', key: 'l.product_id', from: `listing l WHERE ${ON_SHELF}` },
  // What was made up is no certificate to look for.
  certificates: {
    path: '/certificates/',
    key: 'c.number',
    from: "certificate c WHERE c.status = 'valid' AND NOT c.demo",
  },
  campaigns: { path: '/group-buys/', key: 'c.id', from: 'campaigns_campaign c WHERE c.opened_at IS NOT NULL' },
};

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The addresses of the shop that search engines are to know, in files that they can take. */
@Injectable()
export class SiteMap {
  private running = 0;
  private counted: { readonly at: number; readonly files: Promise<string[]> } | null = null;

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The file that names the others. */
  async index(): Promise<string> {
    if (!this.counted || Date.now() - this.counted.at > COUNTED_MS) {
      const files = this.files();
      this.counted = { at: Date.now(), files };
      files.catch(() => (this.counted = null));
    }
    const lines = (await this.counted.files).map((file) => `<sitemap><loc>${this.origin}${file}</loc></sitemap>`);
    return `${HEAD}<sitemapindex ${SPACE}>\n${lines.join('\n')}\n</sitemapindex>\n`;
  }

  /**
   * Writes one file, its addresses as the database gives them, and ends the stream. Throws `rate_limited` before anything is written while others are being read.
   * @returns how many addresses there were
   */
  write(kind: SiteMapKind, part: number): (output: Writable) => Promise<number> {
    if (this.running >= MOST_AT_ONCE) throw new DomainError('rate_limited', { retryAfter: 10 });
    this.running += 1;
    return async (output) => {
      try {
        const taken = finished(output, { readable: false, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
        taken.catch(() => undefined);
        const count = await this.lines(kind, part, (text) => Promise.race([put(output, text), taken]));
        output.end();
        await taken;
        return count;
      } catch (error) {
        output.destroy(error instanceof Error ? error : undefined);
        throw error;
      } finally {
        this.running -= 1;
      }
    };
  }

  private get origin(): string {
    return escaped(new URL(this.config.STOREFRONT_URL).origin);
  }

  private async lines(kind: SiteMapKind, part: number, send: (text: string) => Promise<unknown>): Promise<number> {
    await send(`${HEAD}<urlset ${SPACE}>\n`);
    const count = kind === 'pages' ? await this.pages(send) : await this.rows(kind, part, send);
    await send('</urlset>\n');
    return count;
  }

  private async pages(send: (text: string) => Promise<unknown>): Promise<number> {
    await send(PAGES.map((path) => this.line(path)).join(''));
    return PAGES.length;
  }

  private rows(
    kind: Exclude<SiteMapKind, 'pages'>,
    part: number,
    send: (text: string) => Promise<unknown>,
  ): Promise<number> {
    const { path, key, from } = ROWS[kind];
    const text = `SELECT ${key}::text FROM ${from} ORDER BY ${key} LIMIT $1 OFFSET $2`;
    const values = [MOST_ADDRESSES, part * MOST_ADDRESSES];
    return streamedRows(this.db, { text, values }, TIME_LIMIT_MS, async (rows) => {
      let count = 0;
      let lines: string[] = [];
      for await (const [id] of rows) {
        lines.push(this.line(path + encodeURIComponent(String(id))));
        count += 1;
        if (lines.length < LINES) continue;
        await send(lines.join(''));
        lines = [];
      }
      await send(lines.join(''));
      return count;
    });
  }

  private line(path: string): string {
    return `<url><loc>${this.origin}${escaped(path)}</loc></url>\n`;
  }

  private async files(): Promise<string[]> {
    const kinds = Object.keys(ROWS) as (keyof typeof ROWS)[];
    const counts = kinds.map((kind) => `(SELECT count(*)::int FROM ${ROWS[kind].from}) AS ${kind}`);
    const row = await this.db.one<Record<keyof typeof ROWS, number>>(`SELECT ${counts.join(', ')}`);
    const parts = kinds.flatMap((kind) =>
      Array.from(
        { length: Math.ceil((row?.[kind] ?? 0) / MOST_ADDRESSES) },
        (_, part) => `/sitemap-${kind}-${part}.xml`,
      ),
    );
    return ['/sitemap-pages-0.xml', ...parts];
  }
}

async function put(output: Writable, text: string): Promise<void> {
  if (text && !output.write(text)) await once(output, 'drain');
}
