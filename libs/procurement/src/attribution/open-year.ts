import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** Holds the years of units against their end until the transaction is over. Throws `share_year_closed` where one was closed already. */
export async function holdOpenYears(tx: Tx, unitIds: readonly string[], year: number): Promise<void> {
  const filings = await tx.query<{ closed: boolean }>(
    `SELECT status IN ('fulfilled', 'unfulfilled') AS closed FROM share_filing WHERE unit_id = ANY($1) AND year = $2 ORDER BY id FOR SHARE`,
    [unitIds, year],
  );
  if (filings.some(({ closed }) => closed)) throw new DomainError('share_year_closed', { year });
}
