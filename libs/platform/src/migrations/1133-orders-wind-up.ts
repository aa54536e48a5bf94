import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders whose supplier has left: by when what is paid is to be shipped, after which it is given back by itself. */
export class OrdersWindUp1606000001133 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_wind_up (
        order_id uuid PRIMARY KEY REFERENCES sales_order (id),
        cause text NOT NULL CHECK (cause IN ('exited', 'removed', 'blacklisted')),
        begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ship_by timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX order_wind_up_due ON order_wind_up (ship_by, order_id) WHERE ended_at IS NULL;
      INSERT INTO policy_parameter (id, name, value, source) VALUES (gen_random_uuid(), 'order.wind_up_days', '7', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'order.wind_up_days';
      DROP TABLE order_wind_up;
    `);
  }
}
