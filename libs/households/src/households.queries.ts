import { Injectable } from '@nestjs/common';
import type { HouseholdView, RouteInput, RouteResponse } from '@yigou/contracts';
import { covers, type Jurisdiction } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  belowSql,
  Database,
  Filter,
  keyset,
  keysetPage,
  type Listing,
  narrowedPrefix,
  PersonalData,
  type Queryable,
} from '@yigou/platform';
import { HOUSEHOLD_COLUMNS, type HouseholdRow, householdView } from './household-row';

/** By place. */
const LIST: Listing = {
  from: 'household h',
  alias: 'h',
  joins: 'JOIN region r ON r.code = h.region_code',
  columns: HOUSEHOLD_COLUMNS,
  keyset: keyset('ASC', { sql: 'h.region_code', kind: 'text' }, { sql: 'h.id', kind: 'id' }),
};

/** Registered households as they may be seen: masked. */
@Injectable()
export class Households {
  constructor(
    private readonly db: Database,
    private readonly keys: PersonalData,
  ) {}

  /** Households within the office's jurisdiction by place; one statement. */
  async list(
    office: Jurisdiction,
    query: RouteInput<'listHouseholds'>['query'],
  ): Promise<RouteResponse<'listHouseholds'>> {
    const prefix = narrowedPrefix(office.regionPrefix, query.region);
    if (prefix === null) return { items: [], nextCursor: null, total: 0 };
    const filter = new Filter();
    filter.and(belowSql(filter.bind, 'h.region_code', prefix)).equals('h.township', office.township ?? undefined);
    filter.contains(query.q, 'h.township', 'h.village').equals('h.status', query.status);
    const { rows, ...page } = await keysetPage<HouseholdRow>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(householdView) };
  }

  /** The household of an identity number, by its blind index; null for none within the jurisdiction. */
  async find(office: Jurisdiction, idNumber: string): Promise<HouseholdView | null> {
    const [row] = await this.db.query<HouseholdRow>(
      `SELECT ${HOUSEHOLD_COLUMNS} FROM household h JOIN region r ON r.code = h.region_code WHERE h.id_blind = $1`,
      [this.keys.blind(idNumber)],
    );
    const household = row ? householdView(row) : null;
    const place = household && { regionCode: household.region.code, township: household.township };
    return place && covers(office, place) ? household : null;
  }

  /** Throws `not_found` for a household outside the jurisdiction. */
  async get(office: Jurisdiction, id: string, db: Queryable = this.db): Promise<HouseholdView> {
    const household = await this.view(id, db);
    if (!household || !covers(office, { regionCode: household.region.code, township: household.township }))
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
