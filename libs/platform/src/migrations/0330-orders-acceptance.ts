import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a unit's order two of its people accepted, and what they did not; and how long they may take. */
export class OrdersAcceptance1606000000330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_line
        ADD COLUMN accepted_quantity integer NOT NULL DEFAULT 0,
        ADD COLUMN refused_quantity integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT order_line_accepted CHECK (accepted_quantity >= 0 AND refused_quantity >= 0 AND accepted_quantity + refused_quantity <= shipped_quantity);
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.unit_accept_days', '15', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'order.unit_accept_days';
      ALTER TABLE order_line DROP COLUMN refused_quantity, DROP COLUMN accepted_quantity;
    `);
  }
}
