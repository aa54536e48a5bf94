import type { Queryable } from './database';

/** Policy parameters and the type of their values. Each has an effective period and a region in the table `policy_parameter`. */
export interface PolicyValues {
  /** Minutes until an unpaid public order closes. */
  'order.payment_minutes': number;
  /** Days after delivery until receipt counts as confirmed. */
  'order.auto_confirm_days': number;
  /** At or below this many pieces the shelf says that stock runs low. */
  'stock.low_pieces': number;
}

const FRESH_MS = 5_000;

/** Reads policy parameters: the longest matching region prefix wins, then the latest start. Values are at most 5 s old. */
export class PolicyParameters {
  private readonly cache = new Map<string, { at: number; value: unknown }>();

  constructor(private readonly db: Queryable) {}

  async get<Name extends keyof PolicyValues>(name: Name, regionCode = ''): Promise<PolicyValues[Name]> {
    const key = `${name}|${regionCode}`;
    const cached = this.cache.get(key);
    if (cached && Date.now() - cached.at < FRESH_MS) return cached.value as PolicyValues[Name];
    const rows = await this.db.query<{ value: PolicyValues[Name] }>(
      `SELECT value FROM policy_parameter
       WHERE name = $1 AND $2 LIKE region_prefix || '%' AND effective_from <= now() AND now() < effective_to
       ORDER BY length(region_prefix) DESC, effective_from DESC LIMIT 1`,
      [name, regionCode],
    );
    const row = rows[0];
    if (!row) throw new Error(`no policy parameter ${name} in force for region "${regionCode}"`);
    if (this.cache.size > 1_000) this.cache.clear();
    this.cache.set(key, { at: Date.now(), value: row.value });
    return row.value;
  }
}
