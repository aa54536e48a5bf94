/**
 * Whether an application `a` may be approved together with others, as SQL: submitted once, never objected to, no price that the watch flagged. That all
 * evidence is there was seen when it was submitted.
 */
export const BULK_SAFE = `(a.round = 1 AND coalesce(a.price_verdict, 'within') IN ('within', 'no_reference')
  AND NOT EXISTS (SELECT FROM objection b WHERE b.application_id = a.id))`;
