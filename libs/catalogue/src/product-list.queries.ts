import { Injectable } from '@nestjs/common';
import {
  MOST_COUNTED_PRODUCTS,
  type ProductCard,
  type ProductPage,
  type ProductSort,
  type RouteInput,
} from '@yigou/contracts';
import {
  afterSql,
  type Bind,
  countSql,
  Database,
  keyset,
  type Keyset,
  orderSql,
  pageOf,
  PolicyParameters,
  shownRows,
} from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { ON_SHELF } from './listings';
import { CARD_COLUMNS, CARD_OF_PAGE, type CardRow, productCard, WITH_STOCK } from './product-cards';
import { type ShelfFilter, ShelfFilters } from './product-filter';
import { mayHaveMeant } from './search/likeness';
import { highlight } from './search/highlight';

type ListQuery = RouteInput<'listProducts'>['query'];

/** By a whole number of listing `l`; the product's id breaks ties. */
const byNumber = (order: Keyset['order'], sql: string, id = 'l.product_id'): Keyset =>
  keyset(order, { sql, kind: 'number' }, { sql: id, kind: 'id' });

const ORDERS: Readonly<Record<ProductSort, Keyset>> = {
  relevance: byNumber('DESC', 'l.score'),
  newest: keyset('DESC', { sql: 'l.listed_at', kind: 'millis' }, { sql: 'l.product_id', kind: 'id' }),
  price_asc: byNumber('ASC', 'l.price_fen'),
  price_desc: byNumber('DESC', 'l.price_fen'),
  // What nobody knows the weight of comes last.
  unit_price_asc: byNumber('ASC', `coalesce(l.unit_price_fen, ${Number.MAX_SAFE_INTEGER})`),
  sales: byNumber('DESC', 'l.sold_count'),
};
/** How well the words match, in millionths, and what sells a little before what does not. */
const rankOrder = (tsquery: string): Keyset =>
  byNumber(
    'DESC',
    `((ts_rank(l.terms, ${tsquery}::tsquery) * 1000000)::bigint + (10000 * ln(1 + l.sold_count::bigint))::bigint)`,
  );
/** The number that a cursor carries of the key. */
const keySql = ({ parts: [key] }: Keyset): string =>
  key?.kind === 'millis' ? `(extract(epoch FROM ${key.sql}) * 1000)::bigint` : `${key?.sql}`;
const TOTAL_FRESH_MS = 10_000;
const MAX_NEAR_MISSES = 24;
/** So many that share letters are looked at more closely. */
const NEAR_CANDIDATES = 60;

type ListRow = CardRow & { key: number | bigint; total?: number };

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
   * statement, at most every ten seconds for one filter, and no further than {@link MOST_COUNTED_PRODUCTS}: so many that match are ranked, too, so that the work does not grow with the
   * catalogue.
   */
  async page(query: ListQuery): Promise<ProductPage> {
    const filter = await this.filters.resolve(query);
    const low = await this.policy.get('stock.low_pieces');
    const { found, by, counted } = await this.read(filter, query);
    const total = Math.min(counted, MOST_COUNTED_PRODUCTS);
    if (total === 0 && filter.search && !query.cursor) return this.nearMisses(query, low);
    const { rows, nextCursor } = pageOf(by, found, query.limit, ({ key, id }) => [key, id]);
    return {
      items: shownRows('products', rows, (row) => hit(row, low, filter.search?.tokens ?? [])),
      nextCursor,
      total,
      totalOver: counted > total,
      fuzzy: false,
    };
  }

  /** Cards of what sold most pieces, for the front page. */
  async bestSold(limit: number): Promise<ProductCard[]> {
    const { items } = await this.page({ sort: 'sales', limit, q: undefined } as ListQuery);
    return items.map(({ highlight: _runs, ...card }) => card);
  }

  /** What is on the shelves under a certificate. */
  ofCertificate(number: string): Promise<ProductCard[]> {
    return this.some('l.certificate_number = $1', number);
  }

  /** The first of what a county has on the shelves. */
  ofCounty(code: string): Promise<ProductCard[]> {
    return this.some('l.county_code = $1', code);
  }

  /** The first of what a supplier has on the shelves; read by its products, since the shelves know no order by supplier. */
  ofSupplier(id: string): Promise<ProductCard[]> {
    return this.some('l.product_id IN (SELECT o.id FROM product o WHERE o.supplier_id = $1)', id);
  }

  /** Cards of these products in this order, without those that have left the shelves; at most 24. */
  async named(ids: readonly string[]): Promise<ProductCard[]> {
    const cards = await this.some('l.product_id = ANY($1::uuid[])', ids);
    const byId = new Map(cards.map((card) => [card.id, card]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** One statement. */
  private async some(condition: string, value: string | readonly string[]): Promise<ProductCard[]> {
    const rows = await this.db.query<CardRow>(
      `SELECT ${CARD_OF_PAGE} FROM (
         SELECT ${CARD_COLUMNS} FROM listing l WHERE ${condition} AND ${ON_SHELF}
         ORDER BY l.score DESC, l.product_id LIMIT 24) p ${WITH_STOCK}`,
      [value],
    );
    const low = await this.policy.get('stock.low_pieces');
    return shownRows('some products', rows, (row) => productCard(row, low));
  }

  private async read(
    filter: ShelfFilter,
    query: ListQuery,
  ): Promise<{ found: ListRow[]; by: Keyset; counted: number }> {
    const values = [...filter.values];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const ranked = query.sort === 'relevance' && filter.search;
    const by = ranked ? rankOrder(bind(ranked.tsquery)) : ORDERS[query.sort];
    const known = this.totals.get(filter.key);
    const sql = ranked
      ? rankedSql(filter.where, by, query, bind)
      : browsedSql(filter.where, by, query, { bind, counts: known === undefined });
    const rows = await this.db.query<ListRow>(sql, values);
    const counted = rows[0]?.total ?? known ?? 0;
    if (known === undefined) this.totals.set(filter.key, counted);
    return { found: rows.filter((row) => row.id !== null), by, counted };
  }

  /** Names that hold what may have been meant, the nearest first. */
  private async nearMisses(query: ListQuery, low: number): Promise<ProductPage> {
    const filter = await this.filters.resolve(query, { search: false });
    const spelling = filter.search?.spelling ?? '';
    const values = [...filter.values, spelling];
    const typed = `$${values.length}::text`;
    const alike = await this.db.query<CardRow>(
      `SELECT ${CARD_OF_PAGE} FROM (
         SELECT ${CARD_COLUMNS}, word_similarity(${typed}, l.spelling) AS likeness, l.score FROM listing l
         WHERE ${filter.where} AND l.spelling %> ${typed}
         ORDER BY likeness DESC, l.score DESC, l.product_id LIMIT ${NEAR_CANDIDATES}) p ${WITH_STOCK}
       ORDER BY p.likeness DESC, p.score DESC, p.id`,
      values,
    );
    const rows = alike
      .filter(({ name }) => mayHaveMeant(name, spelling))
      .slice(0, Math.min(query.limit, MAX_NEAR_MISSES));
    return {
      items: shownRows('near misses', rows, (row) => hit(row, low, [])),
      nextCursor: null,
      total: rows.length,
      totalOver: false,
      fuzzy: rows.length > 0,
    };
  }
}

type Asked = Pick<ListQuery, 'cursor' | 'limit'>;
const COUNTED = MOST_COUNTED_PRODUCTS + 1;

/** A page along an index, with the count of its filter where it is not known. The limit stands in the text: bound, it would be planned as a tenth of all rows. */
function browsedSql(
  where: string,
  by: Keyset,
  { cursor, limit }: Asked,
  { bind, counts }: { readonly bind: Bind; readonly counts: boolean },
): string {
  const page = `SELECT ${CARD_COLUMNS}, ${keySql(by)} AS key FROM listing l WHERE ${where} AND ${afterSql(by, cursor, bind)}
    ORDER BY ${orderSql(by)} LIMIT ${limit + 1}`;
  const order = `p.key ${by.order}, p.id ${by.order}`;
  if (!counts) return `SELECT p.key, ${CARD_OF_PAGE} FROM (${page}) p ${WITH_STOCK} ORDER BY ${order}`;
  return `SELECT t.total, p.key, ${CARD_OF_PAGE} FROM (${countSql('listing l', where, COUNTED)}) t
    LEFT JOIN (${page}) p ON true ${WITH_STOCK} ORDER BY ${order}`;
}

/** A page of the matches that are ranked, and how many those are: each is read and ranked once. */
function rankedSql(where: string, by: Keyset, { cursor, limit }: Asked, bind: Bind): string {
  const shown = byNumber(by.order, 'match.key', 'match.product_id');
  return `WITH match AS MATERIALIZED (SELECT l.product_id, ${keySql(by)} AS key FROM listing l WHERE ${where} LIMIT ${COUNTED}),
      page AS (SELECT * FROM match WHERE ${afterSql(shown, cursor, bind)} ORDER BY ${orderSql(shown)} LIMIT ${limit + 1})
    SELECT t.total, p.key, ${CARD_OF_PAGE} FROM (SELECT count(*)::int AS total FROM match) t
      LEFT JOIN (SELECT ${CARD_COLUMNS}, page.key FROM page JOIN listing l USING (product_id)) p ON true ${WITH_STOCK}
    ORDER BY p.key ${by.order}, p.id ${by.order}`;
}

function hit(row: CardRow, low: number, tokens: readonly string[]): ProductPage['items'][number] {
  return { ...productCard(row, low), highlight: highlight(row.name, tokens) };
}
