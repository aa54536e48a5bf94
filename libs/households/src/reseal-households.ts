import { Injectable } from '@nestjs/common';
import { Database, NO_ID, PersonalData, sweepBatches, UnitOfWork } from '@yigou/platform';

const BATCH = 500;

interface Old {
  readonly id: string;
  readonly keyId: string;
}

/** Change of the key: rows that an older key sealed are sealed by the present one, so that the old key can leave the ring. */
@Injectable()
export class ResealHouseholds {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /**
   * Goes on until nothing is left, `size` rows to a transaction; killed in the middle it goes on where it was. Returns how many rows it sealed. Throws `SweepFailed`
   * at the end when a row cannot be opened, as when its key was taken out of the ring too early; the others are sealed.
   */
  run(size = BATCH): Promise<number> {
    return sweepBatches({ name: 'reseal-households', size, due: (after?: Old) => this.old(size, after) }, (rows) =>
      this.seal(rows.map(({ id }) => id)),
    );
  }

  private old(limit: number, after: Old | undefined): Promise<Old[]> {
    return this.db.query<Old>(
      `SELECT id, key_id AS "keyId" FROM household WHERE (key_id < $1 OR key_id > $1) AND (key_id, id) > ($3, $4::uuid)
       ORDER BY key_id, id LIMIT $2`,
      [this.keys.currentKey, limit, after?.keyId ?? '', after?.id ?? NO_ID],
    );
  }

  private seal(ids: readonly string[]): Promise<void> {
    return this.uow.run(async (tx) => {
      const current = this.keys.currentKey;
      const rows = await tx.query<{ id: string; name: string; number: string }>(
        `SELECT id, name_sealed AS name, id_number_sealed AS number FROM household
         WHERE id = ANY($2) AND key_id <> $1 ORDER BY id FOR UPDATE`,
        [current, ids],
      );
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
    });
  }
}
