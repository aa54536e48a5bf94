import { Inject, Injectable } from '@nestjs/common';
import type { OcdsRecord, OcdsRelease, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import {
  afterSql,
  atMarket,
  type Config,
  CONFIG,
  Database,
  Filter,
  type Keyset,
  keyset,
  orderSql,
  pageOf,
  startOfMarketDay,
} from '@yigou/platform';
import { type OcdsHappening, type OcdsProcurement, type OcdsStage, recordOf, releaseOf } from './ocds-release';

type Query = RouteInput<'listOcdsReleases'>['query'];
type ReleasePackage = RouteResponse<'listOcdsReleases'>;
type RecordPackage = RouteResponse<'listOcdsRecords'>;
type Happening = OcdsHappening & { readonly orderId: string; readonly position: readonly unknown[] };
type Procurement = OcdsProcurement & { readonly id: string };

/** One kind of what happens, as SQL. Whoever signed nothing bought nothing: each is read beside the contract `x`. */
interface Leg {
  readonly stage: OcdsStage;
  readonly from: string;
  readonly at: string;
  readonly id: string;
  readonly orderId: string;
  readonly columns: string;
}
const NOTHING = { ref: `''`, amount: 'NULL::bigint', pieces: '0, 0, 0', ending: 'NULL::text' };
const told = (said: Partial<typeof NOTHING>): string => {
  const { ref, amount, pieces, ending } = { ...NOTHING, ...said };
  return `${ref}, ${amount}, ${pieces}, ${ending}`;
};
const OF_UNIT = 'sales_order o JOIN order_contract x ON x.order_id = o.id WHERE o.unit_id IS NOT NULL';
const PIECES = (column: string): string =>
  `(SELECT sum(l.${column})::int FROM purchasing_acceptance_line l WHERE l.acceptance_id = a.id)`;

/** In the order in which they come when they come at one instant. */
const LEGS: readonly Leg[] = [
  {
    stage: 'signed',
    from: 'order_contract x WHERE true',
    at: 'x.signed_at',
    id: 'x.order_id',
    orderId: 'x.order_id',
    columns: told({}),
  },
  {
    stage: 'accepted',
    from: `purchasing_acceptance a JOIN order_contract x ON x.order_id = a.order_id WHERE a.status = 'confirmed'`,
    at: 'a.decided_at',
    id: 'a.id',
    orderId: 'a.order_id',
    columns: told({ ref: 'a.number', pieces: `${PIECES('accepted')}, ${PIECES('short')}, ${PIECES('refused')}` }),
  },
  {
    stage: 'paid',
    from: `${OF_UNIT} AND o.paid_at IS NOT NULL`,
    at: 'o.paid_at',
    id: 'o.id',
    orderId: 'o.id',
    // What is paid on acceptance is paid without what was not taken.
    columns: told({
      amount: `o.total_fen - CASE WHEN o.payment_terms = 'on_acceptance' THEN o.ended_fen ELSE 0 END`,
    }),
  },
  {
    stage: 'refunded',
    // Money that came after an order was closed paid nothing, and its way back is nobody’s news.
    from: `refund r JOIN order_contract x ON x.order_id = r.holder WHERE r.status = 'succeeded' AND r.finished_at IS NOT NULL AND r.cause <> 'late_payment'`,
    at: 'r.finished_at',
    id: 'r.id',
    orderId: 'r.holder',
    columns: told({ ref: 'r.id::text', amount: 'r.amount_fen' }),
  },
  ...(['completed_at', 'closed_at'] as const).map((column): Leg => ({
    stage: 'ended',
    from: `${OF_UNIT} AND o.${column} IS NOT NULL`,
    at: `o.${column}`,
    id: 'o.id',
    orderId: 'o.id',
    columns: told({ ending: 'o.status' }),
  })),
];
const rank = (leg: Leg): number => LEGS.indexOf(leg);
/** By time; the rank keeps apart what one order went through at one instant. */
const keysOf = (at: string, id: string, place: string): Keyset =>
  keyset('ASC', { sql: at, kind: 'instant' }, { sql: id, kind: 'id' }, { sql: place, kind: 'number' });
const BY_TIME = keysOf('h.at', 'h.id', 'h.rank');

const legSql = (leg: Leg, where: string, limit?: number): string =>
  `(SELECT '${leg.stage}', ${leg.at}, ${leg.id}, ${rank(leg)}, ${leg.orderId}, ${leg.columns} FROM ${leg.from} AND ${where}
    ${limit === undefined ? '' : `ORDER BY ${leg.at}, ${leg.id} LIMIT ${limit}`})`;
const happeningsSql = (legs: readonly string[]): string =>
  `SELECT h.stage, to_char(${atMarket('h.at')}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') AS at, h.order_id AS "orderId", h.ref, h.fen AS "amountFen",
     coalesce(h.accepted, 0) AS accepted, coalesce(h.short, 0) AS short, coalesce(h.refused, 0) AS refused, h.ending,
     jsonb_build_array(h.at, h.id, h.rank) AS position
   FROM (${legs.join(' UNION ALL ')}) AS h (stage, at, id, rank, order_id, ref, fen, accepted, short, refused, ending)
   ORDER BY ${orderSql(BY_TIME)}`;

/** Who may be a person: by its code a sole trader (个体工商户), or without one by its kind. */
const SOLE_TRADER = `(x.content::jsonb #>> '{supplier,creditCode}') LIKE '92%'
  OR (x.content::jsonb #>> '{supplier,creditCode}') IS NULL AND s.supplier_kind IN ('family_farm', 'workshop')`;
const partySql = (alias: string, key: 'buyer' | 'supplier', soleTrader: string): string =>
  `jsonb_build_object('organisationId', ${alias}.id, 'name', x.content::jsonb #>> '{${key},name}', 'creditCode', x.content::jsonb #>> '{${key},creditCode}',
     'soleTrader', ${soleTrader}, 'place', (SELECT r.path FROM region r WHERE r.code = ${alias}.region_code))`;
/** Of the contract as it was signed; who ordered, and to which door it goes, is not read. */
const PROCUREMENTS = `SELECT o.id, o.number, b.demo OR s.demo AS demo, ${partySql('b', 'buyer', 'false')} AS buyer,
    ${partySql('s', 'supplier', SOLE_TRADER)} AS supplier,
    (SELECT jsonb_agg(jsonb_build_object('productName', l ->> 'productName', 'skuName', l ->> 'skuName', 'quantity', l -> 'quantity',
        'priceFen', l -> 'priceFen', 'byWeight', l ? 'weight') ORDER BY at)
      FROM jsonb_array_elements(x.content::jsonb -> 'lines') WITH ORDINALITY AS t (l, at)) AS lines,
    o.freight_fen AS "freightFen", o.total_fen AS "totalFen", o.payment_terms = 'on_acceptance' AS "onAcceptance",
    (SELECT r.path FROM region r WHERE r.code = o.delivery_region_code) AS destination
  FROM order_contract x JOIN sales_order o ON o.id = x.order_id JOIN organisation b ON b.id = o.unit_id JOIN organisation s ON s.id = o.supplier_id
  WHERE o.id = ANY($1)`;

/** What budget units buy, for everybody, in the Open Contracting Data Standard 1.1: from the signature on, of organisations alone. */
@Injectable()
export class OpenContracting {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL' | 'OCID_PREFIX'>,
  ) {}

  /** What happened in a month, the earliest first. Two statements. Throws `not_found` for a month in which nothing did, `validation_failed` for a cursor that no page gave. */
  async releases(query: Query): Promise<ReleasePackage> {
    const { rows, nextCursor } = await this.happened(LEGS, query);
    return this.packaged('releases', query, nextCursor, { releases: await this.told(rows) });
  }

  /** What was contracted in a month, with all that became of it since. Three statements. Throws as `releases`. */
  async records(query: Query): Promise<RecordPackage> {
    const { rows, nextCursor } = await this.happened(LEGS.slice(0, 1), query);
    const records = await this.recordsOf(rows.map(({ orderId }) => orderId));
    return this.packaged('records', query, nextCursor, { records });
  }

  /** One, by its ocid. Throws `not_found`. Three statements. */
  async record(ocid: string): Promise<RecordPackage> {
    const prefix = `${this.config.OCID_PREFIX}-`;
    const order = ocid.startsWith(prefix)
      ? await this.db.one<{ id: string }>(
          'SELECT o.id FROM sales_order o JOIN order_contract x ON x.order_id = o.id WHERE o.number = $1',
          [ocid.slice(prefix.length)],
        )
      : undefined;
    if (!order) throw new DomainError('not_found');
    return this.packaged(`records/${ocid}`, null, null, { records: await this.recordsOf([order.id]) });
  }

  /** A page of what happened. Each leg is a search of an index by itself. */
  private async happened(legs: readonly Leg[], { month, cursor, limit }: Query) {
    const filter = new Filter();
    const first = `${filter.bind(`${month}-01`)}::date`;
    const sql = legs.map((leg) => {
      const after = afterSql(keysOf(leg.at, leg.id, `${rank(leg)}::bigint`), cursor, filter.bind);
      const within = `${leg.at} >= ${startOfMarketDay(first)} AND ${leg.at} < ${startOfMarketDay(`${first} + interval '1 month'`)}`;
      return legSql(leg, `${within} AND ${after}`, limit + 1);
    });
    const found = await this.db.query<Happening>(`${happeningsSql(sql)} LIMIT ${limit + 1}`, filter.values);
    return pageOf(BY_TIME, found, limit, ({ position }) => position);
  }

  private async recordsOf(orderIds: readonly string[]): Promise<OcdsRecord[]> {
    if (orderIds.length === 0) return [];
    const legs = LEGS.map((leg) => legSql(leg, `${leg.orderId} = ANY($1)`));
    const releases = await this.told(await this.db.query<Happening>(happeningsSql(legs), [orderIds]));
    const byOcid = Map.groupBy(releases, ({ ocid }) => ocid);
    return [...byOcid.values()].map(recordOf);
  }

  private async told(happenings: readonly Happening[]): Promise<OcdsRelease[]> {
    if (happenings.length === 0) return [];
    const found = await this.db.query<Procurement>(PROCUREMENTS, [[...new Set(happenings.map((one) => one.orderId))]]);
    const byId = new Map(found.map((one) => [one.id, one]));
    return happenings.flatMap((happening) => {
      const of = byId.get(happening.orderId);
      return of ? [releaseOf(`${this.config.OCID_PREFIX}-${of.number}`, of, happening)] : [];
    });
  }

  private packaged<T extends { releases: OcdsRelease[] } | { records: OcdsRecord[] }>(
    path: string,
    query: Query | null,
    nextCursor: string | null,
    content: T,
  ): T & Omit<ReleasePackage, 'releases'> {
    const dates = 'releases' in content ? content.releases : content.records.map((one) => one.compiledRelease);
    const publishedDate = dates
      .map(({ date }) => date)
      .sort()
      .at(-1);
    // The standard knows no package with nothing in it.
    if (publishedDate === undefined) throw new DomainError('not_found');
    const site = this.config.STOREFRONT_URL.replace(/\/$/, '');
    const address = (cursor: string | undefined): string => {
      const url = new URL(`${site}/api/v1/open-data/ocds/${path}`);
      for (const [name, said] of Object.entries({ ...query, cursor }))
        if (said !== undefined) url.searchParams.set(name, String(said));
      return url.href;
    };
    return {
      uri: address(query?.cursor),
      version: '1.1',
      publishedDate,
      publisher: { name: '益购', uri: site },
      publicationPolicy: `${site}/help#open-data`,
      ...(nextCursor === null ? {} : { links: { next: address(nextCursor) } }),
      ...content,
    };
  }
}
