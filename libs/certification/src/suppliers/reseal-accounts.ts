import { Injectable } from '@nestjs/common';
import { PersonalData, UnitOfWork } from '@yigou/platform';

const BATCH = 500;

/** Change of the key, for the bank accounts of suppliers: what an older key sealed is sealed by the present one. */
@Injectable()
export class ResealAccounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /** Goes on until nothing is left, 500 rows to a transaction; killed in the middle it goes on where it was. Returns how many it sealed. */
  async run(): Promise<number> {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH; sealed += batch) batch = await this.batch();
    return sealed;
  }

  private batch(): Promise<number> {
    return this.uow.run(async (tx) => {
      const rows = await tx.query<{ id: string; account: string }>(
        `SELECT supplier_id AS id, bank_account_sealed AS account FROM supplier_file
         WHERE NOT starts_with(bank_account_sealed, $1) ORDER BY supplier_id LIMIT ${BATCH} FOR UPDATE`,
        [`${this.keys.currentKey}.`],
      );
      if (rows.length === 0) return 0;
      await tx.query(
        `UPDATE supplier_file f SET bank_account_sealed = t.account FROM unnest($1::uuid[], $2::text[]) AS t (id, account)
         WHERE f.supplier_id = t.id`,
        [rows.map(({ id }) => id), rows.map(({ id, account }) => this.keys.seal(this.keys.open(account, id), id))],
      );
      return rows.length;
    });
  }
}
