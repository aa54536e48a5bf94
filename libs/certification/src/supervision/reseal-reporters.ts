import { Injectable } from '@nestjs/common';
import { PersonalData, UnitOfWork } from '@yigou/platform';

const BATCH = 500;
/** Where it says who objected or complained: a name and a contact, sealed; a complaint may lack both. */
const TABLES = ['objection', 'complaint'] as const;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface Reporter {
  readonly id: string;
  readonly name: string | null;
  readonly contact: string | null;
}

/** Change of the key, for who objected and who complained: what an older key sealed is sealed by the present one. */
@Injectable()
export class ResealReporters {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /**
   * Goes on until nothing is left, `batch` rows to a transaction; killed in the middle it goes on where it was. Returns how many rows it sealed. Throws when
   * a row's key is not in the ring: the key was taken out too early.
   */
  async run(batch = BATCH): Promise<number> {
    let sealed = 0;
    for (const table of TABLES) sealed += await this.table(table, batch);
    return sealed;
  }

  /** In the order of the ids, so that no batch looks again through what the ones before it have sealed. */
  private async table(table: (typeof TABLES)[number], batch: number): Promise<number> {
    let sealed = 0;
    for (let after: string | undefined = FIRST; after !== undefined;) {
      const ids = await this.batch(table, after, batch);
      sealed += ids.length;
      after = ids.length < batch ? undefined : ids.at(-1);
    }
    return sealed;
  }

  private batch(table: (typeof TABLES)[number], after: string, limit: number): Promise<string[]> {
    return this.uow.run(async (tx) => {
      const rows = await tx.query<Reporter>(
        `SELECT id, name_sealed AS name, contact_sealed AS contact FROM ${table}
         WHERE id > $2 AND (NOT starts_with(name_sealed, $1) OR NOT starts_with(contact_sealed, $1)) ORDER BY id LIMIT $3 FOR UPDATE`,
        [`${this.keys.currentKey}.`, after, limit],
      );
      if (rows.length === 0) return [];
      const again = (sealed: string | null, id: string) => sealed && this.keys.seal(this.keys.open(sealed, id), id);
      await tx.query(
        `UPDATE ${table} r SET name_sealed = t.name, contact_sealed = t.contact
         FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (id, name, contact) WHERE r.id = t.id`,
        [
          rows.map(({ id }) => id),
          rows.map(({ id, name }) => again(name, id)),
          rows.map(({ id, contact }) => again(contact, id)),
        ],
      );
      return rows.map(({ id }) => id);
    });
  }
}
