import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others show of a batch: where goods came from, without who the households are. */
export class TraceabilityPublished1606000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Figures are scalar subqueries in the select list: who does not ask for them does not pay.
      CREATE VIEW batch_origin AS
        SELECT b.id, b.certificate_id, b.number, b.harvested_on, b.quantity_grams, nullif(b.inspection, '') AS inspection,
          (SELECT count(*) FROM batch_household h WHERE h.batch_id = b.id) AS households,
          (SELECT coalesce(jsonb_agg(DISTINCT u.village ORDER BY u.village), '[]')
            FROM batch_household h JOIN household u ON u.id = h.household_id WHERE h.batch_id = b.id) AS villages
        FROM batch b;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW batch_origin');
  }
}
