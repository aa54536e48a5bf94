import { Injectable } from '@nestjs/common';
import { PersonalData, UnitOfWork } from '@yigou/platform';

const BATCH = 500;

/** Change of the key: rows that an older key sealed are sealed by the present one, so that the old key can leave the ring. */
@Injectable()
export class ResealHouseholds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /**
   * Goes on until nothing is left, 500 rows to a transaction; killed in the middle it goes on where it was. Returns how many rows it sealed. Throws when
   * a row's key is not in the ring: the key was taken out too early.
   */
  async run(): Promise<number> {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH; sealed += batch) batch = await this.batch();
    return sealed;
  }

  private batch(): Promise<number> {
    return this.uow.run(async (tx) => {
      const current = this.keys.currentKey;
      const rows = await tx.query<{ id: string; name: string; number: string }>(
        `SELECT id, name_sealed AS name, id_number_sealed AS number FROM household
         WHERE key_id < $1 OR key_id > $1 ORDER BY key_id, id LIMIT ${BATCH} FOR UPDATE`,
        [current],
      );
      if (rows.length === 0) return 0;
      const again = (sealed: string, id: string) => this.keys.seal(this.keys.open(sealed, id), id);
      await tx.query(
        `UPDATE household h SET name_sealed = t.name, id_number_sealed = t.number, key_id = $4
         FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (id, name, number) WHERE h.id = t.id`,
        [
          rows.map(({ id }) => id),
          rows.map(({ id, name }) => again(name, id)),
          rows.map(({ id, number }) => again(number, id)),
          current,
        ],
      );
      return rows.length;
    });
  }
}
