import { Injectable } from '@nestjs/common';
import { checkInvariant, type Tx, UnitOfWork } from '@yigou/platform';
import { ATTRIBUTION_INVARIANTS, SHARE_SUM_INVARIANTS } from '@yigou/procurement';
import { SHARE_OF_ORDERS } from './unit-orders.invariants';

const LONGEST_MS = 30 * 60_000;

/** The nightly comparison of the summary of units' purchases, and of the sums over the tree, with the orders that they are of. */
@Injectable()
export class ShareProof {
  constructor(private readonly uow: UnitOfWork) {}

  /** Throws with the first rows that differ: the job fails, and whoever watches jobs hears of it. */
  async prove(): Promise<void> {
    await this.uow.run((tx) => this.proveIn(tx));
  }

  /** The same in a transaction, whose statements may last longer than others: they read a year of a whole country. */
  async proveIn(tx: Tx): Promise<void> {
    await tx.takeUpTo(LONGEST_MS);
    for (const invariant of [SHARE_OF_ORDERS, ...ATTRIBUTION_INVARIANTS, ...SHARE_SUM_INVARIANTS]) {
      const { name, broken, rows } = await checkInvariant(tx, invariant);
      if (broken > 0) throw new Error(`${name}: ${broken} rows differ; first: ${JSON.stringify(rows.slice(0, 3))}`);
    }
  }
}
