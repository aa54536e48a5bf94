import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers that are shown to people: filled up with zeros to their usual width, and longer once the count no longer fits it. */
export class PlatformGrowingNumbers1606000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // lpad alone cuts what is longer than the width, so that number ten million repeats number one million.
    await runner.query(`
      CREATE FUNCTION zero_padded(value bigint, width integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN lpad(value::text, greatest(width, length(value::text)), '0');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION zero_padded(bigint, integer)');
  }
}
