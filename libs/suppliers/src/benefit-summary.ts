import { MARKET_TODAY, type Queryable, saturatedInt } from '@yigou/platform';

/** A condition on `benefit_mechanism m`: it is in force today, 带贫机制有效. */
export const LIVE_MECHANISM = `(m.ended_at IS NULL AND (m.ends_on IS NULL OR m.ends_on >= ${MARKET_TODAY}))`;
/** A condition on `benefit_link l`: it counts. What the household disputes does not. */
export const COUNTED_LINK = `(l.ended_at IS NULL AND l.status <> 'disputed')`;

export interface BenefitSummary {
  readonly households: number;
  readonly people: number;
}

/**
 * How many households, and people in them, these mechanisms of a supplier carry: each household once, over links that it does not dispute, of
 * mechanisms in force. Mechanisms of others count nothing. One statement.
 */
export async function benefitSummary(
  db: Queryable,
  supplierId: string,
  mechanismIds: readonly string[],
): Promise<BenefitSummary> {
  const [row] = await db.query<BenefitSummary>(
    `SELECT count(*)::int AS households, ${saturatedInt('sum(h.people)')} AS people FROM household h
     WHERE EXISTS (SELECT FROM benefit_link l JOIN benefit_mechanism m ON m.id = l.mechanism_id
       WHERE l.household_id = h.id AND ${COUNTED_LINK} AND m.supplier_id = $1 AND m.id = ANY($2) AND ${LIVE_MECHANISM})`,
    [supplierId, [...mechanismIds]],
  );
  return row ?? { households: 0, people: 0 };
}

/**
 * How many households, and people in them, these mechanisms carry, of whichever suppliers: each household once, over links that stand and that it does not dispute. One statement.
 */
export async function benefitReach(db: Queryable, mechanismIds: readonly string[]): Promise<BenefitSummary> {
  const [row] = await db.query<BenefitSummary>(
    `SELECT count(*)::int AS households, ${saturatedInt('sum(h.people)')} AS people FROM household h
     WHERE EXISTS (SELECT FROM benefit_link l WHERE l.household_id = h.id AND ${COUNTED_LINK} AND l.mechanism_id = ANY($1))`,
    [[...mechanismIds]],
  );
  return row ?? { households: 0, people: 0 };
}
