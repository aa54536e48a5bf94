import { startOfMarketDay } from './market-days';
import { codesBelow, regionPrefix } from './region-prefix';

/** Gives the $n that stands for a value in a statement. */
export type Bind = (value: unknown) => string;

/** Words as a LIKE pattern that finds them anywhere, taken literally. */
export const containing = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Conditions that all hold, as one. */
export function allOf(conditions: readonly string[]): string {
  const parts = conditions.filter((condition) => condition !== 'true');
  return parts.length > 0 ? parts.map((condition) => `(${condition})`).join(' AND ') : 'true';
}

/** Codes below a prefix of region codes: a range of them, so that an index in any collation serves it. What has no code lies in the whole country alone. */
export function belowSql(bind: Bind, column: string, prefix: string): string {
  if (prefix === '') return 'true';
  const [lowest, highest] = codesBelow(prefix);
  return lowest === highest ? `${column} = ${bind(lowest)}` : `${column} BETWEEN ${bind(lowest)} AND ${bind(highest)}`;
}

/** Instants within calendar days of the market, both included. PostgreSQL's calendar has no year 0. */
export function onDaysSql(bind: Bind, column: string, from: string | undefined, to: string | undefined): string {
  const known = (day: string | undefined): day is string => day !== undefined && day >= '0001';
  return allOf([
    ...(known(from) ? [`${column} >= ${startOfMarketDay(`${bind(from)}::date`)}`] : []),
    ...(known(to) ? [`${column} < ${startOfMarketDay(`${bind(to)}::date + 1`)}`] : []),
  ]);
}

/** Conditions of a statement with the values that they are bound to. What is undefined sets no condition. */
export class Filter {
  readonly values: unknown[];
  private readonly conditions: string[] = [];

  /** `values`: what stands for $1 and so on already. */
  constructor(values: readonly unknown[] = []) {
    this.values = [...values];
  }

  /** NUL, which PostgreSQL holds in no text, is left out of one. */
  readonly bind: Bind = (value) =>
    `$${this.values.push(typeof value === 'string' ? value.replaceAll('\0', '') : value)}`;

  and(...conditions: readonly string[]): this {
    this.conditions.push(...conditions);
    return this;
  }

  equals(column: string, value: string | undefined): this {
    return value === undefined ? this : this.and(`${column} = ${this.bind(value)}`);
  }

  /** Words that any of the columns contains. */
  contains(words: string | undefined, ...columns: readonly string[]): this {
    if (!words) return this;
    const pattern = this.bind(containing(words));
    return this.and(columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR '));
  }

  /** Codes of a region and of what lies in it. */
  inRegion(column: string, regionCode: string | undefined): this {
    return regionCode === undefined ? this : this.and(belowSql(this.bind, column, regionPrefix(regionCode)));
  }

  /** Instants within calendar days of the market, both included. */
  onDays(column: string, from: string | undefined, to: string | undefined): this {
    return this.and(onDaysSql(this.bind, column, from, to));
  }

  get sql(): string {
    return allOf(this.conditions);
  }
}
