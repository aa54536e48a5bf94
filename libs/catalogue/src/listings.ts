import { CERTIFICATE_IN_FORCE, MAY_SELL } from '@yigou/certification';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { shortRegionName } from '@yigou/regions';
import { initialsOf, spell } from './search/spelling';
import { spellingOf, suggestionWords, termsOf } from './search/terms';

interface Source {
  productId: string;
  shelved: boolean;
  name: string;
  description: string;
  packings: string[];
  supplierName: string;
  categorySlug: string;
  categoryName: string;
  parentName: string | null;
  countyCode: string | null;
  countyName: string | null;
  countyPinyin: string | null;
  countyInitials: string | null;
  /** What the present listing counts for; null when there is none. */
  listed: { words: string[]; countyCode: string | null; categorySlug: string } | null;
}

/**
 * Brings the shelves in line with these products, however many: what is listed, has a SKU on sale and {@link MAY_SELL may be sold} stands there until the
 * end of its certificate or of its supplier's licences, and nothing else. Listings are written anew or taken away, and the counts of the words for typing
 * suggestions follow. Every write to a product, its SKUs, photos or certificate calls it in its own transaction; what changes the standing of
 * certificates and suppliers publishes an event that leads here.
 */
export async function refreshListings(tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.query('SELECT 1 FROM product WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [productIds]);
  const sources = await tx.query<Source>(SOURCES, [productIds]);
  const shelved = sources
    .filter((source) => source.shelved)
    .map((source) => ({ source, words: suggestionWords(source.name) }));
  const gone = sources.filter((source) => !source.shelved && source.listed).map((source) => source.productId);
  const counts = new WordCounts();
  for (const { listed } of sources) if (listed) counts.add(listed, -1);
  for (const { source, words } of shelved) counts.add({ ...source, words }, 1);
  counts.describe(sources);

  const rows = shelved.map(({ source, words }) => ({
    id: source.productId,
    terms: termsOf(findable(source)),
    words,
    spelling: spellingOf(source.name),
  }));
  if (rows.length > 0) await tx.query(WRITE, [JSON.stringify(rows)]);
  if (gone.length > 0) await tx.query('DELETE FROM listing WHERE product_id = ANY($1)', [gone]);
  await counts.save(tx);
}

const SOURCES = `
  SELECT p.id AS "productId", p.status = 'listed' AND ${MAY_SELL} IS TRUE
      AND EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active) AS shelved,
    p.name, p.description, ARRAY(SELECT k.name FROM sku k WHERE k.product_id = p.id AND k.active ORDER BY k.position, k.id LIMIT 50) AS packings,
    o.name AS "supplierName", g.slug AS "categorySlug", g.name AS "categoryName", h.name AS "parentName",
    r.code AS "countyCode", r.name AS "countyName", r.pinyin AS "countyPinyin", r.initials AS "countyInitials",
    CASE WHEN l.product_id IS NOT NULL THEN
      jsonb_build_object('words', l.words, 'countyCode', l.county_code, 'categorySlug', l.category_slug) END AS listed
  FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN category g ON g.slug = p.category_slug
    LEFT JOIN category h ON h.slug = g.parent_slug LEFT JOIN region r ON r.code = p.county_code
    LEFT JOIN listing l ON l.product_id = p.id
    LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN certificate c ON c.id = p.certificate_id
  WHERE p.id = ANY($1)`;

/** What the shelves are ordered by when nobody asks for another order: a month of freshness for each factor e of pieces sold. */
export const SCORE_SQL = (sold: string, listedAt: string) =>
  `(extract(epoch FROM ${listedAt})::bigint + (2592000 * ln(1 + greatest(${sold}, 0)::bigint))::bigint)`;

const WRITE = `
  INSERT INTO listing (product_id, name, photo_key, supplier_id, supplier_name, county_code, county_name, county_path, category_slug,
    category_parent, channels, mechanisms, price_fen, unit_price_fen, market_price_fen, sku_ids, sold_count, households,
    certificate_number, certified_from, certified_to, shelf_to, demo, demo_fields, certificate_demo, listed_at, score, terms, words,
    spelling)
  SELECT p.id, p.name, (SELECT f.key FROM product_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1),
    p.supplier_id, o.name, r.code, r.name, r.path, g.slug, coalesce(g.parent_slug, g.slug), p.channels,
    coalesce(c.mechanisms, '{}'), k.price_fen,
    (k.price_fen * 1000 + k.net_weight_grams) / (2 * k.net_weight_grams), k.market_price_fen, s.ids, p.sold_count,
    c.households, c.number, c.valid_from, c.valid_to, least(c.valid_to, f.licences_to), p.demo, p.demo_fields, coalesce(c.demo, false), p.listed_at,
    ${SCORE_SQL('p.sold_count', 'p.listed_at')},
    t.terms::tsvector, ARRAY(SELECT jsonb_array_elements_text(t.words)), t.spelling
  FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, terms text, words jsonb, spelling text)
    JOIN product p ON p.id = t.id JOIN organisation o ON o.id = p.supplier_id JOIN category g ON g.slug = p.category_slug
    LEFT JOIN region r ON r.code = p.county_code LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id
    LEFT JOIN certificate c ON c.id = p.certificate_id AND ${CERTIFICATE_IN_FORCE}
    CROSS JOIN LATERAL (SELECT array_agg(id ORDER BY position, id) AS ids FROM sku WHERE product_id = p.id AND active) s
    CROSS JOIN LATERAL (SELECT price_fen, market_price_fen, net_weight_grams FROM sku
      WHERE product_id = p.id AND active ORDER BY price_fen, position, id LIMIT 1) k
  ON CONFLICT (product_id) DO UPDATE SET (name, photo_key, supplier_id, supplier_name, county_code, county_name, county_path,
    category_slug, category_parent, channels, mechanisms, price_fen, unit_price_fen, market_price_fen, sku_ids, sold_count,
    households, certificate_number, certified_from, certified_to, shelf_to, demo, demo_fields, certificate_demo, listed_at, score, terms,
    words, spelling) = ROW(excluded.name, excluded.photo_key, excluded.supplier_id, excluded.supplier_name, excluded.county_code,
    excluded.county_name, excluded.county_path, excluded.category_slug, excluded.category_parent, excluded.channels,
    excluded.mechanisms, excluded.price_fen, excluded.unit_price_fen, excluded.market_price_fen, excluded.sku_ids,
    excluded.sold_count, excluded.households, excluded.certificate_number, excluded.certified_from, excluded.certified_to,
    excluded.shelf_to, excluded.demo, excluded.demo_fields, excluded.certificate_demo, excluded.listed_at, excluded.score,
    excluded.terms, excluded.words, excluded.spelling)`;

function findable(source: Source) {
  const { countyName, countyPinyin, countyInitials } = source;
  return {
    name: source.name,
    description: source.description,
    packings: source.packings,
    supplierName: source.supplierName,
    categoryNames: [source.categoryName, ...(source.parentName === null ? [] : [source.parentName])],
    county:
      countyName === null
        ? null
        : {
            name: countyName,
            shortName: shortRegionName(countyName),
            pinyin: countyPinyin ?? '',
            initials: countyInitials ?? '',
          },
  };
}

interface WordRow {
  kind: 'product' | 'county' | 'category';
  value: string;
  word: string;
  pinyin: string;
  initials: string;
  uses: number;
}

/** How many listings more or fewer carry each word, county and category. */
class WordCounts {
  private readonly changes = new Map<string, number>();
  private readonly counties = new Map<string, Source>();
  private readonly categories = new Map<string, string>();

  add(listing: { words: readonly string[]; countyCode: string | null; categorySlug: string }, by: 1 | -1): void {
    for (const word of listing.words) this.change(`product|${word}`, by);
    if (listing.countyCode !== null) this.change(`county|${listing.countyCode}`, by);
    this.change(`category|${listing.categorySlug}`, by);
  }

  describe(sources: readonly Source[]): void {
    for (const source of sources) {
      if (source.countyCode !== null) this.counties.set(source.countyCode, source);
      this.categories.set(source.categorySlug, source.categoryName);
    }
  }

  /** Rows are written in one order, so that two writers never wait for each other in a circle. */
  async save(tx: Tx): Promise<void> {
    const rows = [...this.changes].filter(([, uses]) => uses !== 0).map(([key, uses]) => this.row(key, uses));
    if (rows.length === 0) return;
    rows.sort((a, b) => (a.kind + a.value < b.kind + b.value ? -1 : 1));
    await tx.query(
      `INSERT INTO search_word (kind, value, word, pinyin, initials, uses)
       SELECT kind, value, word, pinyin, initials, uses
       FROM jsonb_to_recordset($1::jsonb) AS t (kind text, value text, word text, pinyin text, initials text, uses int)
       ON CONFLICT (kind, value) DO UPDATE SET uses = search_word.uses + excluded.uses`,
      [JSON.stringify(rows)],
    );
  }

  private change(key: string, by: number): void {
    this.changes.set(key, (this.changes.get(key) ?? 0) + by);
  }

  private row(key: string, uses: number): WordRow {
    const at = key.indexOf('|');
    const kind = key.slice(0, at) as WordRow['kind'];
    const value = key.slice(at + 1);
    const county = kind === 'county' ? this.counties.get(value) : undefined;
    const word = county?.countyName ?? (kind === 'category' ? this.categories.get(value) : undefined) ?? value;
    return {
      kind,
      value,
      word,
      pinyin: county?.countyPinyin ?? spell(word),
      initials: county?.countyInitials ?? initialsOf(word),
      uses,
    };
  }
}

/**
 * Still on the shelves today: a condition on listing `l` that every reading of the shelves states, so that a term is honoured to the day even when the
 * worker that takes such listings away is down. The day is read once for the statement.
 */
export const ON_SHELF = `(l.shelf_to IS NULL OR l.shelf_to >= (SELECT ${MARKET_TODAY}))`;

/** On the shelves with a certificate in force today: a condition on listing `l`. */
export const CERTIFIED_SQL = `${MARKET_TODAY} BETWEEN l.certified_from AND l.certified_to`;
