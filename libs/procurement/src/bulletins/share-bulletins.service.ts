import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { bulletinEnd, bulletinTitle, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type Seat, seatOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  Filter,
  type IdempotencyClaim,
  keysetPage,
  latestFirst,
  type Listing,
  marketDay,
  publish,
  regionPrefix,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { BulletinPublished } from '../procurement.events';
import { bulletinFigures } from './bulletin-figures';

type Page = RouteResponse<'listShareBulletins'>;
type Row = Omit<Page['items'][number], 'publishedAt' | 'title'> & { readonly publishedAt: Date };
type Bulletin = RouteResponse<'getShareBulletin'>;
type Publish = RouteInput<'publishShareBulletin'>['body'];
type Part = RouteInput<'previewShareBulletin'>['query'];

const COLUMNS = `b.id, b.year::int, b.period, b.part::int, b.version, b.reason, b.published_at AS "publishedAt", o.name AS organisation,
  coalesce(r.path, '全国') AS region,
  NOT EXISTS (SELECT FROM share_bulletin n WHERE n.region_prefix = b.region_prefix AND n.year = b.year AND n.period = b.period AND n.part = b.part
    AND n.version > b.version) AS latest`;
const JOINS = `JOIN organisation o ON o.id = b.organisation_id
  LEFT JOIN LATERAL region_at('share_bulletin', b.id, rpad(nullif(b.region_prefix, ''), 6, '0'), b.published_at) r ON true`;
const LISTING: Listing = {
  alias: 'b',
  from: 'share_bulletin b',
  joins: JOINS,
  columns: COLUMNS,
  keyset: latestFirst('b.published_at', 'b.id'),
};

/** Monthly, quarterly and half-yearly bulletins (通报) of finance departments (R11): computed once, and from then on what was published. */
@Injectable()
export class ShareBulletins {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Publishes what the finance department's region comes to at the end of a period; answers the bulletin's id. One that is published already is corrected by
   * the next version, which says why. Throws `forbidden` for who does not manage a finance department, `validation_failed` for a period that is not over or a
   * correction without a reason.
   */
  async publish(caller: Caller, { year, period, part, reason }: Publish, claim: IdempotencyClaim): Promise<string> {
    const month = lastMonth({ year, period, part });
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'finance', roles: ['manager'] });
      const { regionPrefix, organisationId } = by.seat;
      const version = await nextVersion(tx, [regionPrefix, year, period, part]);
      if (version > 1 && reason === '') throw invalid('reason', '该时段的通报已经发布，更正请写明原因');
      const content = await bulletinFigures(tx, { regionPrefix, year, month });
      const id = newId();
      await tx.query(
        `INSERT INTO share_bulletin (id, region_prefix, year, period, part, version, reason, content, organisation_id, published_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          regionPrefix,
          year,
          period,
          part,
          version,
          version > 1 ? reason : '',
          JSON.stringify(content),
          organisationId,
          by.actor.userId,
        ],
      );
      const title = bulletinTitle({ year, period, part });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.bulletin_published',
        subjectKind: 'share_bulletin',
        subjectId: id,
        summary: `发布${title}${version > 1 ? `（第 ${version} 版）` : ''}`,
        data: { year, period, part, version, reason },
      });
      await publish(tx, BulletinPublished, { bulletinId: id });
      return id;
    });
  }

  /** What would be published now, and as which version. Throws `forbidden`, `validation_failed` for a period that is not over. Three statements. */
  async preview(caller: Caller, { year, period, part }: Part): Promise<RouteResponse<'previewShareBulletin'>> {
    const { regionPrefix } = seatOf(caller, 'finance');
    const month = lastMonth({ year, period, part });
    const content = await bulletinFigures(this.db, { regionPrefix, year, month });
    const row = await this.db.one<{ version: number; region: string }>(
      `SELECT 1 + (${VERSIONS}) AS version, coalesce((SELECT r.path FROM region r WHERE $1 <> '' AND r.code = rpad($1, 6, '0')), '全国') AS region`,
      [regionPrefix, year, period, part],
    );
    return {
      title: bulletinTitle({ year, period, part }),
      version: row?.version ?? 1,
      region: row?.region ?? '',
      ...content,
    };
  }

  /** For everybody, the latest first; of a region those that cover it or lie in it. Two statements at most. */
  async listPublic({ region, ...query }: RouteInput<'listPublicBulletins'>['query']): Promise<Page> {
    const filter = new Filter();
    if (region !== undefined) around(filter, regionPrefix(region));
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LISTING, query);
    return { ...page, items: rows.map(named) };
  }

  /** One, for everybody. Throws `not_found`. One statement. */
  async getPublic(id: string): Promise<RouteResponse<'getPublicBulletin'>> {
    const filter = new Filter();
    filter.and(`b.id = ${filter.bind(id)}`);
    return named(await this.one(filter));
  }

  /** Published ones, the latest first: a unit reads those that cover where it stands, a finance department those of its region and around it. Two statements at most. */
  async list(caller: Caller, query: RouteInput<'listShareBulletins'>['query']): Promise<Page> {
    const filter = new Filter();
    within(filter, caller.seat);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LISTING, query);
    return { ...page, items: rows.map(named) };
  }

  /** One of those. Throws `not_found`. One statement. */
  async get(caller: Caller, id: string): Promise<Bulletin> {
    const filter = new Filter();
    within(filter, caller.seat);
    filter.and(`b.id = ${filter.bind(id)}`);
    const { latestId: _, ...row } = await this.one(filter);
    return named(row);
  }

  private async one(filter: Filter) {
    const row = await this.db.one<Row & Pick<Bulletin, 'totals' | 'counties'> & { readonly latestId: string }>(
      `SELECT ${COLUMNS}, b.content -> 'totals' AS totals, b.content -> 'counties' AS counties,
         (SELECT n.id FROM share_bulletin n WHERE n.region_prefix = b.region_prefix AND n.year = b.year AND n.period = b.period AND n.part = b.part
            ORDER BY n.version DESC LIMIT 1) AS "latestId"
       FROM share_bulletin b ${JOINS} WHERE ${filter.sql}`,
      [...filter.values],
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }
}

function named<T extends Row>(
  row: T,
): Omit<T, 'publishedAt'> & { readonly publishedAt: string; readonly title: string } {
  return { ...row, title: bulletinTitle(row), publishedAt: row.publishedAt.toISOString() };
}

/** What is published holds no secret; each reads what concerns where they are. */
function within(filter: Filter, seat: Seat | null): void {
  if (seat?.kind === 'agency')
    filter.and(
      `EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = ${filter.bind(seat.organisationId)} AND (l.region_code LIKE b.region_prefix || '%'
         OR rpad(b.region_prefix, 6, '0') IN (SELECT region_former_codes(l.region_code))) AND ${HOLDS('l')})`,
    );
  else if (seat) around(filter, seat.regionPrefix);
}

/** Of a region and what lies in it, and those that cover it; of what lay there under a code that was given up, too. */
function around(filter: Filter, regionPrefix: string): void {
  const prefix = filter.bind(regionPrefix);
  filter.and(`(b.region_prefix LIKE ${prefix} || '%' OR ${prefix} LIKE b.region_prefix || '%'
    OR rpad(b.region_prefix, 6, '0') IN (SELECT region_former_codes(${prefix})))`);
}

/** The month that a period ends with. Throws `validation_failed` where there is none, or it is not over. */
function lastMonth({ year, period, part }: Part): number {
  const month = bulletinEnd(period, part);
  if (!(month >= 1 && month <= 12)) throw invalid('part', '没有这个时段');
  if (`${year}-${String(month).padStart(2, '0')}` >= marketDay(new Date()).slice(0, 7))
    throw invalid('part', '该时段还没有结束，结束后再发布');
  return month;
}

const VERSIONS = `SELECT count(*)::int FROM share_bulletin WHERE region_prefix = $1 AND year = $2 AND period = $3 AND part = $4`;

/** Whoever publishes the same period of a region waits here, also where nothing is published yet. */
async function nextVersion(tx: Tx, key: readonly [string, number, string, number]): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`share-bulletin|${key.join('|')}`]);
  const row = await tx.one<{ version: number }>(`SELECT 1 + (${VERSIONS}) AS version`, [...key]);
  return row?.version ?? 1;
}

const invalid = (field: string, message: string): DomainError =>
  new DomainError('validation_failed', { fields: { [field]: message } });
