import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the whole country starts from; a region sets its own. */
export class ProcurementPolicies1606000000184 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'share.minimum_bp', '1000', '财库〔2021〕19号：预留比例不低于10%'),
        (gen_random_uuid(), 'share.not_below_last_year', 'false', '由各地规定'),
        (gen_random_uuid(), 'share.filing_deadline', '"03-31"', '由各年度通知规定');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM policy_parameter WHERE name LIKE 'share.%'`);
  }
}
