/**
 * SQL of an aggregate that never overflows: past the largest value it stays there. What a seller enters is bounded row by row; what many rows come to
 * is not, and one seller's sum must not break the page of all. The sum itself is taken in PostgreSQL's wider type (`bigint` of integers, `numeric`
 * of bigints); nothing counts as 0.
 */
export const saturatedInt = (sum: string): string => `least(coalesce(${sum}, 0), 2147483647)::int`;

/** The same up to the largest whole number that JavaScript holds exactly, 2⁵³ − 1. */
export const saturatedBigint = (sum: string): string =>
  `least(coalesce(${sum}, 0), ${String(Number.MAX_SAFE_INTEGER)})::bigint`;
