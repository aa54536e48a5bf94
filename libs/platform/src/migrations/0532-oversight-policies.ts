import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where on the fraud watch speaks up; a region sets its own. */
export class OversightPolicies1606000000532 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'oversight.outlier_times', '8', '平台规则：错一位小数约为十倍，留出正常波动'),
        (gen_random_uuid(), 'oversight.history_orders', '3', '平台规则'),
        (gen_random_uuid(), 'oversight.round_yuan', '1000', '平台规则：整千元'),
        (gen_random_uuid(), 'oversight.round_orders', '5', '平台规则'),
        (gen_random_uuid(), 'oversight.concentration_bp', '7000', '平台规则'),
        (gen_random_uuid(), 'oversight.concentration_orders', '10', '平台规则'),
        (gen_random_uuid(), 'oversight.backdate_days', '3', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM policy_parameter WHERE name LIKE 'oversight.%'`);
  }
}
