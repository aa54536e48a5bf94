import { Injectable } from '@nestjs/common';
import type { NeedStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, coversSql, type Jurisdiction, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  containing,
  Database,
  Filter,
  keysetPage,
  latestFirst,
  type Listing,
  MARKET_TODAY_OF_TRANSACTION,
  PersonalData,
} from '@yigou/platform';
import { NEED } from './need-status';

type Board = RouteResponse<'listNeeds'>;
type View = RouteResponse<'getNeed'>;
type OwnPage = RouteResponse<'listOwnNeeds'>;
type OwnView = RouteResponse<'getOwnNeed'>;
type ReviewView = RouteResponse<'getNeedReview'>;
type OwnQuery = RouteInput<'listOwnNeeds'>['query'];
interface OwnRow extends Omit<OwnPage['items'][number], 'submittedAt' | 'decidedAt'> {
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
}
interface OwnDetail extends OwnRow {
  readonly why: string;
  readonly sealed: string;
  readonly createdBy: string;
}

const JOINS = `JOIN organisation o ON o.id = n.recipient_id LEFT JOIN region r ON r.code = n.region_code LEFT JOIN category c ON c.slug = n.category_slug`;
const LAST = `LEFT JOIN LATERAL (SELECT s.at, s.reason FROM campaigns_need_step s
  WHERE s.campaigns_need_id = n.id AND s.action IN ('approve', 'return', 'close') ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last ON true`;
const COLUMNS = `n.id, n.number, n.title, CASE WHEN c.slug IS NOT NULL THEN jsonb_build_object('slug', c.slug, 'name', c.name) END AS category,
  n.quantity, n.unit, n.until::text AS until, n.status,
  CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS region,
  jsonb_build_object('id', o.id, 'name', o.name) AS recipient, n.promised, n.delivered`;
const OWN_COLUMNS = `${COLUMNS}, coalesce(last.reason, '') AS reason, n.submitted_at AS "submittedAt", last.at AS "decidedAt"`;
const OWN: Omit<Listing, 'from'> = {
  alias: 'n',
  joins: `${JOINS} ${LAST}`,
  columns: OWN_COLUMNS,
  keyset: latestFirst('n.submitted_at', 'n.id'),
};
/** Open to promises today, of rows `n`. */
export const STARTABLE = `(n.status = 'open' AND n.until >= ${MARKET_TODAY_OF_TRANSACTION} AND n.promised < n.quantity)`;
/** Campaigns of the board are named once somebody may read them. */
const MOST_CAMPAIGNS = 100;

/** Sets on a filter which needs `n` are a recipient's, or of an office's region; gives what stands behind FROM. */
export function needsOf(
  filter: Filter,
  reader: { readonly recipientId: string } | Jurisdiction,
  status?: NeedStatus,
): string {
  filter.and(
    'recipientId' in reader
      ? `n.recipient_id = ${filter.bind(reader.recipientId)}`
      : coversSql({ regionCode: 'n.region_code', township: 'NULL' }, reader, filter.bind),
  );
  filter.equals('n.status', status);
  return 'campaigns_need n';
}

const timed = <T extends { readonly submittedAt: Date; readonly decidedAt: Date | null }>(row: T) => ({
  ...row,
  submittedAt: row.submittedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** Needs, as everybody, their recipient and the offices read them. */
@Injectable()
export class NeedQueries {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  /** The board: what is open and not over, the latest first; one statement. */
  async board(query: RouteInput<'listNeeds'>['query']): Promise<Board> {
    const filter = new Filter().and(`n.status = 'open'`, `n.until >= ${MARKET_TODAY_OF_TRANSACTION}`);
    filter.inRegion('n.region_code', query.region);
    if (query.category !== undefined) {
      const slug = filter.bind(query.category);
      filter.and(
        `n.category_slug = ${slug} OR EXISTS (SELECT FROM category k WHERE k.slug = n.category_slug AND k.parent_slug = ${slug})`,
      );
    }
    if (query.missing) filter.and('n.promised < n.quantity');
    if (query.q) {
      const words = filter.bind(containing(query.q));
      filter.and(
        `n.title ILIKE ${words} OR EXISTS (SELECT FROM organisation w WHERE w.id = n.recipient_id AND w.name ILIKE ${words})`,
      );
    }
    const listing = { alias: 'n', joins: JOINS, columns: COLUMNS, keyset: latestFirst('n.opened_at', 'n.id') };
    const { rows, ...page } = await keysetPage<Board['items'][number]>(
      this.db,
      filter,
      { ...listing, from: 'campaigns_need n' },
      query,
    );
    return { ...page, items: rows };
  }

  /** Also of a need that ended; what nobody may read yet is `not_found`. One statement. */
  async get(id: string): Promise<View> {
    const row = await this.db.one<Omit<View, 'openedAt'> & { readonly openedAt: Date | null }>(
      `SELECT ${COLUMNS}, n.why, n.opened_at AS "openedAt", ${STARTABLE} AS startable,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'promised', p.quantity, 'delivered', p.delivered,
           'open', c.status = 'recruiting') ORDER BY c.opened_at DESC, c.id DESC)
           FROM (SELECT * FROM campaigns_promise h WHERE h.need_id = n.id AND h.held LIMIT ${MOST_CAMPAIGNS}) p
             JOIN campaigns_campaign c ON c.id = p.campaign_id WHERE c.opened_at IS NOT NULL), '[]') AS campaigns
       FROM campaigns_need n ${JOINS} WHERE n.id = $1 AND n.status IN ('open', 'closed')`,
      [id],
    );
    if (!row) throw new DomainError('not_found');
    return { ...row, openedAt: row.openedAt?.toISOString() ?? null };
  }

  /** Of the caller's recipient; one statement. */
  own(caller: Caller, query: OwnQuery): Promise<OwnPage> {
    return this.list({ recipientId: seatOf(caller, 'recipient').organisationId }, query);
  }

  /** Of the office's region; one statement. */
  ofRegion(caller: Caller, query: OwnQuery): Promise<OwnPage> {
    return this.list(seatOf(caller, 'administration'), query);
  }

  /** With its place. Throws `not_found` for another recipient's. One statement. */
  async getOwn(caller: Caller, id: string): Promise<OwnView> {
    const seat = seatOf(caller, 'recipient');
    const row = await this.detail(id, { recipientId: seat.organisationId });
    const writes = seat.role !== 'viewer';
    const { status, promised } = row;
    return {
      ...this.shown(row),
      can: {
        edit: writes && NEED.can(status, 'resubmit'),
        close: writes && NEED.can(status, 'close'),
        withdraw: writes && NEED.can(status, 'withdraw') && promised === 0,
      },
    };
  }

  /** The same for an office. Throws `not_found` outside its region. */
  async review(caller: Caller, id: string): Promise<ReviewView> {
    const seat = seatOf(caller, 'administration');
    const row = await this.detail(id, seat);
    const decide = row.status === 'waiting' && seat.role !== 'viewer' && row.createdBy !== caller.actor.userId;
    return { ...this.shown(row), can: { decide } };
  }

  private async list(reader: Parameters<typeof needsOf>[1], query: OwnQuery): Promise<OwnPage> {
    const filter = new Filter();
    const from = needsOf(filter, reader, query.status);
    const { rows, ...page } = await keysetPage<OwnRow>(this.db, filter, { ...OWN, from }, query);
    return { ...page, items: rows.map(timed) };
  }

  private async detail(id: string, reader: Parameters<typeof needsOf>[1]): Promise<OwnDetail> {
    const filter = new Filter([id]);
    const from = needsOf(filter, reader);
    const row = await this.db.one<OwnDetail>(
      `SELECT ${OWN_COLUMNS}, n.why, n.place_sealed AS sealed, n.created_by AS "createdBy" FROM ${from} ${JOINS} ${LAST}
       WHERE n.id = $1 AND ${filter.sql}`,
      filter.values,
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }

  private shown({ sealed, createdBy: _, ...row }: OwnDetail) {
    const { detail, name, phone } = JSON.parse(this.personal.open(sealed, row.id)) as Record<
      'detail' | 'name' | 'phone',
      string
    >;
    return { ...timed(row), detail, contactName: name, contactPhone: phone };
  }
}
