import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, startOfMarketDay, type Tx } from '@yigou/platform';

/**
 * The end of a calendar day where the market is. Throws `validation_failed` at `field` when the day is not after today by the database's clock, or more
 * than a hundred years off.
 */
export async function endOfDay(tx: Tx, day: string, field: string): Promise<Date> {
  const wrong = new DomainError('validation_failed', { fields: { [field]: '请选择今天以后的日期。' } });
  // PostgreSQL's calendar has no year 0.
  if (day < '2000-01-01' || day > '2999-12-31') throw wrong;
  const row = await tx.one<{ ends: Date; good: boolean }>(
    `SELECT ${startOfMarketDay('$1::date + 1')} AS ends,
       $1::date > ${MARKET_TODAY} AND $1::date < ${MARKET_TODAY} + 36525 AS good`,
    [day],
  );
  if (!row?.good) throw wrong;
  return row.ends;
}
