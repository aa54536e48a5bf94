import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when a unit is warned that it lags behind its year. */
export class ProcurementPace1606000000252 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'share.pace_tolerance_bp', '1500', '由各地规定：防止年底集中采购');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM policy_parameter WHERE name = 'share.pace_tolerance_bp'`);
  }
}
