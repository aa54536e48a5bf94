import { Injectable } from '@nestjs/common';
import { checkInvariant, Database } from '@yigou/platform';
import { ATTRIBUTION_INVARIANTS } from '@yigou/procurement';
import { SHARE_OF_ORDERS } from './unit-orders.invariants';

/** The nightly comparison of the summary of units' purchases with the orders that it is of. */
@Injectable()
export class ShareProof {
  constructor(private readonly db: Database) {}

  /** Throws with the first rows that differ: the job fails, and whoever watches jobs hears of it. */
  async prove(): Promise<void> {
    for (const invariant of [SHARE_OF_ORDERS, ...ATTRIBUTION_INVARIANTS]) {
      const { name, broken, rows } = await checkInvariant(this.db, invariant);
      if (broken > 0) throw new Error(`${name}: ${broken} rows differ; first: ${JSON.stringify(rows.slice(0, 3))}`);
    }
  }
}
