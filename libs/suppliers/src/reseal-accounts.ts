import { Injectable } from '@nestjs/common';
import { Database, NO_ID, PersonalData, sweepBatches, UnitOfWork } from '@yigou/platform';

const BATCH = 500;

interface Row {
  readonly id: string;
}

/** Change of the key, for the bank accounts of suppliers: what an older key sealed is sealed by the present one. */
@Injectable()
export class ResealAccounts {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /**
   * Goes on until nothing is left, `size` rows to a transaction; killed in the middle it goes on where it was. Returns how many it sealed. Throws `SweepFailed`
   * at the end when one cannot be opened; the others are sealed.
   */
  run(size = BATCH): Promise<number> {
    return sweepBatches({ name: 'reseal-accounts', size, due: (after?: Row) => this.old(size, after) }, (rows) =>
      this.seal(rows.map(({ id }) => id)),
    );
  }

  private old(limit: number, after?: Row): Promise<Row[]> {
    return this.db.query(
      `SELECT supplier_id AS id FROM supplier_file WHERE NOT starts_with(bank_account_sealed, $1) AND supplier_id > $3::uuid
       ORDER BY supplier_id LIMIT $2`,
      [`${this.keys.currentKey}.`, limit, after?.id ?? NO_ID],
    );
  }

  private seal(ids: readonly string[]): Promise<void> {
    return this.uow.run(async (tx) => {
      const rows = await tx.query<{ id: string; account: string }>(
        `SELECT supplier_id AS id, bank_account_sealed AS account FROM supplier_file
         WHERE supplier_id = ANY($2) AND NOT starts_with(bank_account_sealed, $1) ORDER BY supplier_id FOR UPDATE`,
        [`${this.keys.currentKey}.`, ids],
      );
      await tx.query(
        `UPDATE supplier_file f SET bank_account_sealed = t.account FROM unnest($1::uuid[], $2::text[]) AS t (id, account)
         WHERE f.supplier_id = t.id`,
        [rows.map(({ id }) => id), rows.map(({ id, account }) => this.keys.seal(this.keys.open(account, id), id))],
      );
    });
  }
}
