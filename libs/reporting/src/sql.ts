/** Values of one statement and the $n that stand for them. */
export class Sql {
  readonly values: unknown[] = [];

  /** NUL, which PostgreSQL holds in no text, is left out of one. */
  bind(value: unknown): string {
    return `$${this.values.push(typeof value === 'string' ? value.replaceAll('\0', '') : value)}`;
  }

  /** The pattern of “contains these words”, taken literally. */
  bindContains(words: string): string {
    return this.bind(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
  }
}

export const TIME_ZONE = 'Asia/Shanghai';

/** Which regions a reader may see: a prefix of their codes; empty is the whole country, with what has no region. */
export interface RegionScope {
  readonly regionPrefix: string;
}

/** The digits of a region code that say where: 620000 → 62, 621200 → 6212. */
export function prefixOf(regionCode: string): string {
  return regionCode.replace(/(00){1,2}$/, '');
}

/** Conditions that keep a column of region codes within the reader's scope and the region asked for. */
export function inRegion(sql: Sql, column: string, scope: RegionScope, region?: string): string[] {
  const prefixes = [scope.regionPrefix, region === undefined ? '' : prefixOf(region)].filter((prefix) => prefix !== '');
  return prefixes.map((prefix) => `${column} LIKE ${sql.bind(`${prefix}%`)}`);
}

/** Conditions that keep an instant within calendar days of the market. */
export function onDays(sql: Sql, column: string, from?: string, to?: string): string[] {
  return [
    // PostgreSQL's calendar has no year 0.
    ...(from && from >= '0001' ? [`${column} >= ${sql.bind(from)}::date::timestamp AT TIME ZONE '${TIME_ZONE}'`] : []),
    ...(to && to >= '0001' ? [`${column} < (${sql.bind(to)}::date + 1)::timestamp AT TIME ZONE '${TIME_ZONE}'`] : []),
  ];
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length > 0 ? conditions.map((condition) => `(${condition})`).join(' AND ') : 'true';
}
