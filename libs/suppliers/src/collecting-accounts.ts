import { Injectable } from '@nestjs/common';
import { Database, PersonalData } from '@yigou/platform';

/** Where money for a supplier goes. */
export interface CollectingAccount {
  readonly holder: string;
  readonly bankName: string;
  readonly account: string;
}

/** The accounts that suppliers are admitted with. They lie sealed, and are opened for whoever is about to pay into one. */
@Injectable()
export class CollectingAccounts {
  constructor(
    private readonly db: Database,
    private readonly keys: PersonalData,
  ) {}

  /** Null where the supplier has named none; its end alone where it is not asked for as a whole. One statement. */
  async of(supplierId: string, { whole }: { readonly whole: boolean }): Promise<CollectingAccount | null> {
    const file = await this.db.one<{ holder: string; bankName: string; last4: string; sealed: string }>(
      `SELECT o.name AS holder, f.bank_name AS "bankName", f.bank_account_last4 AS last4, f.bank_account_sealed AS sealed
       FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id
       WHERE f.supplier_id = $1 AND f.bank_name IS NOT NULL AND f.bank_account_last4 IS NOT NULL AND f.bank_account_sealed IS NOT NULL`,
      [supplierId],
    );
    if (!file) return null;
    const { holder, bankName, last4, sealed } = file;
    return { holder, bankName, account: whole ? this.keys.open(sealed, supplierId) : `尾号 ${last4}` };
  }
}
