import { Inject, Injectable } from '@nestjs/common';
import type { OcdsRecord, OcdsRelease, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import {
  afterSql,
  atMarket,
  type Config,
  CONFIG,
  Database,
  earliestFirst,
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
  readonly rank: string;
  readonly stage: OcdsStage;
  readonly from: string;
  readonly at: string;
  readonly id: string;
  readonly orderId: string;
  /** Reference, fen, pieces accepted, short and refused, ending. */
  readonly told: string;
}
const OF_UNIT = 'sales_order o JOIN order_contract x ON x.order_id = o.id WHERE o.unit_id IS NOT NULL';
const PIECES = (column: string): string =>
  `(SELECT sum(l.${column})::int FROM purchasing_acceptance_line l WHERE l.acceptance_id = a.id)`;

/** In the order in which they come when they come at one instant. */
const LEGS: readonly Leg[] = [
  {
    rank: '0',
    stage: 'signed',
    from: 'order_contract x WHERE true',
    at: 'x.signed_at',
    id: 'x.order_id',
    orderId: 'x.order_id',
    told: `'', NULL::bigint, 0, 0, 0, NULL::text`,
  },
  {
    rank: '1',
    stage: 'accepted',
    from: `purchasing_acceptance a JOIN order_contract x ON x.order_id = a.order_id WHERE a.status = 'confirmed'`,
    at: 'a.decided_at',
    id: 'a.id',
    orderId: 'a.order_id',
    told: `a.number, NULL, ${PIECES('accepted')}, ${PIECES('short')}, ${PIECES('refused')}, NULL`,
  },
  {
    rank: '2',
    stage: 'paid',
    from: `${OF_UNIT} AND o.paid_at IS NOT NULL`,
    at: 'o.paid_at',
    id: 'o.id',
    orderId: 'o.id',
    // What is paid on acceptance is paid without what was not taken.
    told: `'', o.total_fen - CASE WHEN o.payment_terms = 'on_acceptance' THEN o.ended_fen ELSE 0 END, 0, 0, 0, NULL`,
  },
  {
    rank: '3',
    stage: 'refunded',
    // Money that came after an order was closed paid nothing, and its way back is nobody’s news.
    from: `refund r JOIN order_contract x ON x.order_id = r.holder WHERE r.status = 'succeeded' AND r.finished_at IS NOT NULL AND r.cause <> 'late_payment'`,
    at: 'r.finished_at',
    id: 'r.id',
    orderId: 'r.holder',
    told: `r.id::text, r.amount_fen, 0, 0, 0, NULL`,
  },
  {
    rank: '4',
    stage: 'ended',
    from: `${OF_UNIT} AND o.completed_at IS NOT NULL`,
    at: 'o.completed_at',
    id: 'o.id',
    orderId: 'o.id',
    told: `'', NULL, 0, 0, 0, o.status`,
  },
  {
    rank: '5',
    stage: 'ended',
    from: `${OF_UNIT} AND o.closed_at IS NOT NULL`,
    at: 'o.closed_at',
    id: 'o.id',
    orderId: 'o.id',
    told: `'', NULL, 0, 0, 0, o.status`,
  },
];
/** By time; the rank keeps apart what one order went through at one instant. */
const keysOf = (at: string, id: string, rank: string): Keyset =>
  keyset('ASC', { sql: at, kind: 'instant' }, { sql: id, kind: 'id' }, { sql: rank, kind: 'number' });
const BY_TIME = keysOf('h.at', 'h.id', 'h.rank');
const BY_SIGNATURE = earliestFirst('x.signed_at', 'x.order_id');

const HAPPENED = `h.stage, to_char(${atMarket('h.at')}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') AS at, h.order_id AS "orderId", h.ref, h.fen AS "amountFen",
  coalesce(h.accepted, 0) AS accepted, coalesce(h.short, 0) AS short, coalesce(h.refused, 0) AS refused, h.ending, jsonb_build_array(h.at, h.id, h.rank) AS position`;
const AS_H = 'AS h (stage, at, id, rank, order_id, ref, fen, accepted, short, refused, ending)';
const legSql = ({ stage, at, id, rank, orderId, told, from }: Leg, where: string, tail = ''): string =>
  `(SELECT '${stage}', ${at}, ${id}, ${rank}, ${orderId}, ${told} FROM ${from} AND ${where} ${tail})`;

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

const monthSql = (at: string, first: string): string =>
  `${at} >= ${startOfMarketDay(`${first}::date`)} AND ${at} < ${startOfMarketDay(`${first}::date + interval '1 month'`)}`;

/** What budget units buy, for everybody, in the Open Contracting Data Standard 1.1: from the signature on, of organisations alone. */
@Injectable()
export class OpenContracting {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL' | 'OCID_PREFIX'>,
  ) {}

  /** What happened in a month, the earliest first. Two statements. Throws `not_found` for a month in which nothing did, `validation_failed` for a cursor that no page gave. */
  async releases(query: Query): Promise<ReleasePackage> {
    const { month, cursor, limit } = query;
    const filter = new Filter();
    const first = filter.bind(`${month}-01`);
    // Each leg is a search of an index by itself.
    const legs = LEGS.map((leg) =>
      legSql(
        leg,
        `${monthSql(leg.at, first)} AND ${afterSql(keysOf(leg.at, leg.id, `${leg.rank}::bigint`), cursor, filter.bind)}`,
        `ORDER BY ${leg.at}, ${leg.id} LIMIT ${limit + 1}`,
      ),
    );
    const found = await this.db.query<Happening>(
      `SELECT ${HAPPENED} FROM (${legs.join(' UNION ALL ')}) ${AS_H} ORDER BY ${orderSql(BY_TIME)} LIMIT ${limit + 1}`,
      filter.values,
    );
    const { rows, nextCursor } = pageOf(BY_TIME, found, limit, ({ position }) => position);
    return this.packaged('releases', query, nextCursor, { releases: await this.told(rows) });
  }

  /** What was contracted in a month, with all that became of it since. Three statements. Throws as `releases`. */
  async records(query: Query): Promise<RecordPackage> {
    const { month, cursor, limit } = query;
    const filter = new Filter();
    filter.and(monthSql('x.signed_at', filter.bind(`${month}-01`)), afterSql(BY_SIGNATURE, cursor, filter.bind));
    const found = await this.db.query<{ orderId: string; position: readonly unknown[] }>(
      `SELECT x.order_id AS "orderId", jsonb_build_array(x.signed_at, x.order_id) AS position FROM order_contract x WHERE ${filter.sql}
       ORDER BY ${orderSql(BY_SIGNATURE)} LIMIT ${limit + 1}`,
      filter.values,
    );
    const { rows, nextCursor } = pageOf(BY_SIGNATURE, found, limit, ({ position }) => position);
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

  private async recordsOf(orderIds: readonly string[]): Promise<OcdsRecord[]> {
    if (orderIds.length === 0) return [];
    const legs = LEGS.map((leg) => legSql(leg, `${leg.orderId} = ANY($1)`));
    const found = await this.db.query<Happening>(
      `SELECT ${HAPPENED} FROM (${legs.join(' UNION ALL ')}) ${AS_H} ORDER BY ${orderSql(BY_TIME)}`,
      [orderIds],
    );
    const releases = await this.told(found);
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
