import { Injectable } from '@nestjs/common';
import type { ProductCard, ProductPage, ProductSort, RouteInput } from '@yigou/contracts';
import { DomainError, isId } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor, PolicyParameters, shownRows } from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { ON_SHELF } from './listings';
import { CARD_COLUMNS, type CardRow, productCard, WITH_STOCK } from './product-cards';
import { type ShelfFilter, ShelfFilters, whereSql } from './product-filter';
import { highlight } from './search/highlight';

type ListQuery = RouteInput<'listProducts'>['query'];

/** What a list is ordered by: an expression of listing `l` that gives a whole number, and the direction. The product's id breaks ties. */
interface Order {
  readonly key: string;
  /** How the cursor's number becomes the key again; the key itself when nothing is stated. */
  readonly fromCursor?: (parameter: string) => string;
  readonly selected?: string;
  readonly descending: boolean;
}

const ORDERS: Readonly<Record<ProductSort, Order>> = {
  relevance: { key: 'l.score', descending: true },
  newest: {
    key: 'l.listed_at',
    selected: '(extract(epoch FROM l.listed_at) * 1000)::bigint',
    fromCursor: (parameter) => `to_timestamp(${parameter}::bigint / 1000.0)`,
    descending: true,
  },
  price_asc: { key: 'l.price_fen', descending: false },
  price_desc: { key: 'l.price_fen', descending: true },
  sales: { key: 'l.sold_count', descending: true },
};
/** How well the words match, in millionths, and what sells a little before what does not. */
const rankOrder = (tsquery: string): Order => ({
  key: `((ts_rank(l.terms, ${tsquery}::tsquery) * 1000000)::bigint + (10000 * ln(1 + l.sold_count::bigint))::bigint)`,
  descending: true,
});
const TOTAL_FRESH_MS = 10_000;
const MAX_NEAR_MISSES = 24;
/** Matches are counted this far, so that a page of a large market costs what a page of a small one does. */
const COUNT_LIMIT = 10_000;

type ListRow = CardRow & { key: number; total?: number };

/** Lists of listed products: pages by keyset, search, near misses. */
@Injectable()
export class ProductLists {
  private readonly totals = new LRUCache<string, number>({ max: 5_000, ttl: TOTAL_FRESH_MS });

  constructor(
    private readonly db: Database,
    private readonly filters: ShelfFilters,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * One statement, whether browsing or searching; a second one looks for near misses when a search found nothing at all. The total is counted in the same
   * statement, at most every ten seconds for one filter.
   */
  async page(query: ListQuery): Promise<ProductPage> {
    const filter = await this.filters.resolve(query);
    const low = await this.policy.get('stock.low_pieces');
    const rows = await this.read(filter, query);
    const total = rows.total;
    if (total === 0 && filter.search && !query.cursor) return this.nearMisses(query, low);
    const more = rows.items.length > query.limit;
    const items = rows.items.slice(0, query.limit);
    // A key that cannot be shown leads nowhere: the next page begins behind the last row whose key can.
    const last = items.findLast((row) => typeof row.key === 'number');
    return {
      items: shownRows('products', items, (row) => hit(row, low, filter.search?.tokens ?? [])),
      nextCursor: more && last ? encodeCursor([last.key, last.id]) : null,
      total,
      fuzzy: false,
    };
  }

  /** Cards of one order of the shelves, for the front page. */
  async top(sort: 'newest' | 'sales', limit: number): Promise<ProductCard[]> {
    const { items } = await this.page({ sort, limit, q: undefined } as ListQuery);
    return items.map(({ highlight: _runs, ...card }) => card);
  }

  /** What is on the shelves under a certificate. */
  async ofCertificate(number: string): Promise<ProductCard[]> {
    const rows = await this.db.query<CardRow>(
      `SELECT p.*, k.available FROM (
         SELECT ${CARD_COLUMNS} FROM listing l WHERE l.certificate_number = $1 AND ${ON_SHELF}
         ORDER BY l.score DESC LIMIT 24) p ${WITH_STOCK}`,
      [number],
    );
    const low = await this.policy.get('stock.low_pieces');
    return shownRows('products of a certificate', rows, (row) => productCard(row, low));
  }

  private async read(filter: ShelfFilter, query: ListQuery): Promise<{ items: ListRow[]; total: number }> {
    const values = [...filter.values];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const order =
      query.sort === 'relevance' && filter.search ? rankOrder(bind(filter.search.tsquery)) : ORDERS[query.sort];
    const conditions = [...filter.conditions];
    if (query.cursor) conditions.push(after(order, query.cursor, bind));
    const direction = order.descending ? 'DESC' : 'ASC';
    const page = `SELECT ${CARD_COLUMNS}, ${order.selected ?? order.key} AS key FROM listing l ${whereSql(conditions)}
      ORDER BY ${order.key} ${direction}, l.product_id ${direction} LIMIT ${bind(query.limit + 1)}`;
    const known = this.totals.get(filter.key);
    const sql =
      known === undefined
        ? `SELECT t.total, p.*, k.available FROM (SELECT count(*) AS total
             FROM (SELECT 1 FROM listing l ${whereSql(filter.conditions)} LIMIT ${COUNT_LIMIT}) AS counted) t
           LEFT JOIN (${page}) p ON true ${WITH_STOCK} ORDER BY p.key ${direction}, p.id ${direction}`
        : `SELECT p.*, k.available FROM (${page}) p ${WITH_STOCK} ORDER BY p.key ${direction}, p.id ${direction}`;
    const rows = await this.db.query<ListRow>(sql, values);
    const total = known ?? rows[0]?.total ?? 0;
    if (known === undefined) this.totals.set(filter.key, total);
    return { items: rows.filter((row) => row.id !== null), total };
  }

  /** Names that sound like what was typed, the nearest first. */
  private async nearMisses(query: ListQuery, low: number): Promise<ProductPage> {
    const filter = await this.filters.resolve(query, { search: false });
    const spelling = filter.search?.spelling ?? '';
    const values = [...filter.values, spelling, Math.min(query.limit, MAX_NEAR_MISSES)];
    const typed = `$${values.length - 1}::text`;
    const rows = await this.db.query<CardRow>(
      `SELECT p.*, k.available FROM (
         SELECT ${CARD_COLUMNS}, word_similarity(${typed}, l.spelling) AS likeness, l.score FROM listing l
         ${whereSql([...filter.conditions, `l.spelling %> ${typed}`])}
         ORDER BY likeness DESC, l.score DESC, l.product_id LIMIT $${values.length}) p ${WITH_STOCK}
       ORDER BY p.likeness DESC, p.score DESC, p.id`,
      values,
    );
    return {
      items: shownRows('near misses', rows, (row) => hit(row, low, [])),
      nextCursor: null,
      total: rows.length,
      fuzzy: rows.length > 0,
    };
  }
}

function hit(row: CardRow, low: number, tokens: readonly string[]): ProductPage['items'][number] {
  return { ...productCard(row, low), highlight: highlight(row.name, tokens) };
}

/** Rows after the cursor's. Throws `validation_failed` for a cursor that this order did not make. */
function after(order: Order, cursor: string, bind: (value: unknown) => string): string {
  const [key, id] = decodeCursor(cursor, ['number', 'string']);
  if (!Number.isSafeInteger(key) || Math.abs(Number(key)) > 8.64e15 || !isId(String(id))) {
    throw new DomainError('validation_failed', { fields: { cursor: '翻页位置无效，请回到第一页。' } });
  }
  const parameter = bind(key);
  const value = order.fromCursor?.(parameter) ?? `${parameter}::bigint`;
  return `(${order.key}, l.product_id) ${order.descending ? '<' : '>'} (${value}, ${bind(id)}::uuid)`;
}
