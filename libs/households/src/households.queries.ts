import { Injectable } from '@nestjs/common';
import type { HouseholdView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { ActorMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor, PersonalData, type Queryable } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';
import { HOUSEHOLD_COLUMNS, type HouseholdRow, householdView } from './household-row';
import { codesBelow, governs } from './office-by';

/** Lists count this far; more is shown as “over”. */
export const COUNT_LIMIT = 10_000;

/** Registered households as they may be seen: masked. */
@Injectable()
export class Households {
  constructor(
    private readonly db: Database,
    private readonly keys: PersonalData,
  ) {}

  /** Households within the office's jurisdiction by place; one statement. */
  async list(
    office: ActorMembership,
    query: RouteInput<'listHouseholds'>['query'],
  ): Promise<RouteResponse<'listHouseholds'>> {
    const asked = query.region === undefined ? '' : regionPrefix(query.region);
    // Two prefixes of one code: the longer one holds when it begins with the other, and nothing when it does not.
    const [longer, shorter] =
      asked.length > office.regionPrefix.length ? [asked, office.regionPrefix] : [office.regionPrefix, asked];
    if (!longer.startsWith(shorter)) return { items: [], nextCursor: null, total: 0 };
    const [fromCode, fromId] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, ['string', 'id']);
    const rows = await this.db.query<{ total: number } & (HouseholdRow | { id: null })>(
      `WITH found AS NOT MATERIALIZED (
         SELECT h.id, h.region_code FROM household h
         WHERE h.region_code BETWEEN $1 AND $2 AND ($3::text IS NULL OR h.township = $3)
           AND ($4::text IS NULL OR h.township LIKE $4 OR h.village LIKE $4)
           AND ($5::text IS NULL OR h.status = $5)),
       page AS (SELECT id FROM found WHERE $6::text IS NULL OR (region_code, id) > ($6, $7::uuid) ORDER BY region_code, id LIMIT $8)
       SELECT counted.total, shown.* FROM (SELECT count(*)::int AS total FROM (SELECT FROM found LIMIT ${COUNT_LIMIT}) AS few) AS counted
         LEFT JOIN (SELECT ${HOUSEHOLD_COLUMNS}, h.region_code FROM page JOIN household h USING (id) JOIN region r ON r.code = h.region_code)
           AS shown ON true
       ORDER BY shown.region_code, shown.id`,
      [
        ...codesBelow(longer),
        office.township,
        query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null,
        query.status ?? null,
        fromCode,
        fromId,
        query.limit + 1,
      ],
    );
    const found = rows.filter((row): row is { total: number } & HouseholdRow => row.id !== null);
    const items = found.slice(0, query.limit).map(({ total: _total, ...row }) => householdView(strip(row)));
    const last = items.at(-1);
    return {
      items,
      nextCursor: found.length > query.limit && last ? encodeCursor([last.region.code, last.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }

  /** The household of an identity number, by its blind index; null for none within the jurisdiction. */
  async find(office: ActorMembership, idNumber: string): Promise<HouseholdView | null> {
    const [row] = await this.db.query<HouseholdRow>(
      `SELECT ${HOUSEHOLD_COLUMNS} FROM household h JOIN region r ON r.code = h.region_code WHERE h.id_blind = $1`,
      [this.keys.blind(idNumber)],
    );
    const household = row ? householdView(row) : null;
    const place = household && { regionCode: household.region.code, township: household.township };
    return place && governs(office, place) ? household : null;
  }

  /** Throws `not_found` for a household outside the jurisdiction. */
  async get(office: ActorMembership, id: string, db: Queryable = this.db): Promise<HouseholdView> {
    const household = await this.view(id, db);
    if (!household || !governs(office, { regionCode: household.region.code, township: household.township }))
      throw new DomainError('not_found');
    return household;
  }

  /** Whoever asks has to have been let through by the caller. */
  async view(id: string, db: Queryable = this.db): Promise<HouseholdView | undefined> {
    const [row] = await db.query<HouseholdRow>(
      `SELECT ${HOUSEHOLD_COLUMNS} FROM household h JOIN region r ON r.code = h.region_code WHERE h.id = $1`,
      [id],
    );
    return row && householdView(row);
  }
}

/** Without the column that the page was ordered by. */
function strip(row: HouseholdRow & { region_code?: string }): HouseholdRow {
  const { region_code: _code, ...rest } = row;
  return rest;
}
