import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a unit stands is asked at nearly every step; the constraint's own index, which served it, takes twice as long as one that holds the answer itself. */
export class ProcurementUnitPlaces1606000000641 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX budget_unit_place_of_unit ON budget_unit_place (unit_id) INCLUDE (parent_id, region_code, valid_from, valid_to)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX budget_unit_place_of_unit');
  }
}
