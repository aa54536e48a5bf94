import { Injectable } from '@nestjs/common';
import { Database, NO_ID, PersonalData, sweepBatches, UnitOfWork } from '@yigou/platform';

const BATCH = 500;
/** Where it says who objected or complained: a name and a contact, sealed; a complaint may lack both. */
const TABLES = ['objection', 'complaint'] as const;
type Table = (typeof TABLES)[number];
/** $1: what begins all that the present key sealed. */
const OLD = '(NOT starts_with(name_sealed, $1) OR NOT starts_with(contact_sealed, $1))';

interface Reporter {
  readonly id: string;
  readonly name: string | null;
  readonly contact: string | null;
}

/** Change of the key, for who objected and who complained: what an older key sealed is sealed by the present one. */
@Injectable()
export class ResealReporters {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
  ) {}

  /**
   * Goes on until nothing is left, `size` rows to a transaction; killed in the middle it goes on where it was. Returns how many rows it sealed. Throws
   * `SweepFailed` at the end when a row cannot be opened, as when its key was taken out of the ring too early; the others are sealed.
   */
  async run(size = BATCH): Promise<number> {
    let sealed = 0;
    const failures: unknown[] = [];
    for (const table of TABLES) {
      try {
        sealed += await this.table(table, size);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return sealed;
  }

  /** In the order of the ids, so that no batch looks again through what the ones before it have sealed. */
  private table(table: Table, size: number): Promise<number> {
    const due = (after: { readonly id: string } | undefined) =>
      this.db.query<{ id: string }>(`SELECT id FROM ${table} WHERE id > $2::uuid AND ${OLD} ORDER BY id LIMIT $3`, [
        `${this.keys.currentKey}.`,
        after?.id ?? NO_ID,
        size,
      ]);
    return sweepBatches({ name: `reseal-${table}`, size, due }, (rows) =>
      this.seal(
        table,
        rows.map(({ id }) => id),
      ),
    );
  }

  private seal(table: Table, ids: readonly string[]): Promise<void> {
    return this.uow.run(async (tx) => {
      const rows = await tx.query<Reporter>(
        `SELECT id, name_sealed AS name, contact_sealed AS contact FROM ${table} WHERE id = ANY($2) AND ${OLD} ORDER BY id FOR UPDATE`,
        [`${this.keys.currentKey}.`, ids],
      );
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
    });
  }
}
