import { coversSql, type Jurisdiction, type PlaceSql } from '@yigou/identity';

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

/** The digits of a region code that say where: 620000 → 62, 621200 → 6212. */
export function prefixOf(regionCode: string): string {
  return regionCode.replace(/(00){1,2}$/, '');
}

/** Conditions that keep a row of a place within the reader's jurisdiction and the region asked for. */
export function inRegion(sql: Sql, place: PlaceSql, scope: Jurisdiction, region?: string): string[] {
  const bind = (value: unknown) => sql.bind(value);
  const asked = region === undefined ? [] : [{ regionPrefix: prefixOf(region), township: null }];
  return [scope, ...asked].map((within) => coversSql(place, within, bind)).filter((condition) => condition !== 'true');
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
