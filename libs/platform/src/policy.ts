import type { POLICY_VALUES, PolicyName } from '@yigou/contracts';
import type { z } from 'zod';
import type { Queryable } from './database';

/** Policy parameters and the type of their values. Each has an effective period, a region and a category in the table `policy_parameter`. */
export type PolicyValues = { readonly [Name in PolicyName]: z.output<(typeof POLICY_VALUES)[Name]> };

const FRESH_MS = 5_000;

/** Reads policy parameters: the longest matching region prefix wins, then one for the very category, then the latest start. Values are at most 5 s old. */
export class PolicyParameters {
  private readonly cache = new Map<string, { at: number; value: unknown }>();

  constructor(private readonly db: Queryable) {}

  async get<Name extends keyof PolicyValues>(name: Name, regionCode = '', category = ''): Promise<PolicyValues[Name]> {
    const key = `${name}|${regionCode}|${category}`;
    const cached = this.cache.get(key);
    if (cached && Date.now() - cached.at < FRESH_MS) return cached.value as PolicyValues[Name];
    const rows = await this.db.query<{ value: PolicyValues[Name] }>(
      `SELECT value FROM policy_parameter
       WHERE name = $1 AND $2 LIKE region_prefix || '%' AND category IN ('', $3) AND effective_from <= now() AND now() < effective_to
       ORDER BY length(region_prefix) DESC, category DESC, effective_from DESC LIMIT 1`,
      [name, regionCode, category],
    );
    const row = rows[0];
    if (!row) throw new Error(`no policy parameter ${name} in force for region "${regionCode}"`);
    if (this.cache.size > 1_000) this.cache.clear();
    this.cache.set(key, { at: Date.now(), value: row.value });
    return row.value;
  }
}
