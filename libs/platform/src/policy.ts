import type { POLICY_VALUES, PolicyName } from '@yigou/contracts';
import type { z } from 'zod';
import { type Queryable, refresh } from './database';
import { startOfMarketDay } from './lists/market-days';

/** Policy parameters and the type of their values. Each has an effective period, a region and a category in the table `policy_parameter`. */
export type PolicyValues = { readonly [Name in PolicyName]: z.output<(typeof POLICY_VALUES)[Name]> };

const FRESH_MS = 5_000;
/** Now, or the moment within the year $4 that is nearest to it. */
const MOMENT = `least(greatest(now(), ${startOfMarketDay('make_date(coalesce($4::int, 2000), 1, 1)')}),
  CASE WHEN $4::int IS NULL THEN now() ELSE ${startOfMarketDay('make_date($4::int + 1, 1, 1)')} - interval '1 microsecond' END)`;

interface Wanted {
  readonly regionCode: string;
  readonly category: string;
  /** Null: now. */
  readonly year: number | null;
}

/**
 * The value that {@link PolicyParameters} reads, as SQL in a statement that needs it of every row: jsonb, or null where none is in force. The region's code and the
 * category's slug are expressions of the row and may be null.
 */
export const policySql = (name: PolicyName, regionCode: string, category = "''"): string =>
  `(SELECT value FROM policy_parameter WHERE name = '${name}' AND coalesce(${regionCode}, '') LIKE region_prefix || '%'
     AND category = ANY(category_line(coalesce(${category}, ''))) AND effective_from <= now() AND now() < effective_to
     ORDER BY length(region_prefix) DESC, array_position(category_line(coalesce(${category}, '')), category), effective_from DESC LIMIT 1)`;

/** Reads policy parameters: the longest matching region prefix wins, then the nearest category (the very one, then what it is a kind of), then the latest start. Values are at most 5 s old. */
export class PolicyParameters {
  private readonly cache = new Map<string, { at: number; value: unknown }>();

  constructor(private readonly db: Queryable) {}

  get<Name extends keyof PolicyValues>(name: Name, regionCode = '', category = ''): Promise<PolicyValues[Name]> {
    return this.read(name, { regionCode, category, year: null });
  }

  /**
   * What holds for a year of the market: in the present year what holds now, for one that is over what held at its last moment, for one to come what is planned
   * for its first.
   */
  ofYear<Name extends keyof PolicyValues>(name: Name, year: number, regionCode = ''): Promise<PolicyValues[Name]> {
    return this.read(name, { regionCode, category: '', year });
  }

  private async read<Name extends keyof PolicyValues>(name: Name, of: Wanted): Promise<PolicyValues[Name]> {
    const { regionCode, category, year } = of;
    const key = `${name}|${regionCode}|${category}|${year ?? ''}`;
    const cached = this.cache.get(key);
    if (cached && Date.now() - cached.at < FRESH_MS) return cached.value as PolicyValues[Name];
    const rows = await refresh(cached, () =>
      this.db.query<{ value: PolicyValues[Name] }>(
        `SELECT value FROM policy_parameter
         WHERE name = $1 AND $2 LIKE region_prefix || '%' AND category = ANY(category_line($3)) AND effective_from <= ${MOMENT} AND ${MOMENT} < effective_to
         ORDER BY length(region_prefix) DESC, array_position(category_line($3), category), effective_from DESC LIMIT 1`,
        [name, regionCode, category, year],
      ),
    );
    const row = rows[0];
    if (!row) throw new Error(`no policy parameter ${name} in force for region "${regionCode}"`);
    if (this.cache.size > 1_000) this.cache.clear();
    this.cache.set(key, { at: Date.now(), value: row.value });
    return row.value;
  }
}
