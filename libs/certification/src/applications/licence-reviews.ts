import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { claimEvent, type PayloadOf, UnitOfWork } from '@yigou/platform';
import { recomputeTerm, type SupplierLicenceChanged } from '@yigou/suppliers';
import { ChangeReviews } from './change-reviews';

/** A licence of a supplier changed, 证照变动: what it is certified for is looked at again. */
@Injectable()
export class LicenceReviews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: ChangeReviews,
  ) {}

  /** Opens a change review of each certificate that the supplier uses; of a licence that had ended, one that keeps them from being sold. The same event does it once. */
  async open(
    event: { readonly id: string; readonly hearer: string },
    { supplierId, reason, lapsed = false }: PayloadOf<typeof SupplierLicenceChanged>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const used = await tx.query<{ id: string }>(
        `SELECT id FROM certificate WHERE supplier_id = $1 AND region_code IS NOT NULL AND status IN ('valid', 'suspended') ORDER BY id`,
        [supplierId],
      );
      for (const { id } of used)
        await this.changes.open(tx, { certificateId: id, causes: ['licence'], by: SYSTEM, reason, stops: lapsed });
      if (lapsed) await recomputeTerm(tx, supplierId);
    });
  }
}
