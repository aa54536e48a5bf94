import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a certificate is worth today, in one place: its own status, its term, the standing of its supplier and the supplier's licences. Everything that shows or asks
 * for it calls this function. Without a certificate (nulls) it says what the supplier's standing leaves.
 */
export class CertificationWorth1606000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // STABLE and one SELECT: the planner writes it into the statement, a call costs nothing.
    await runner.query(`
      CREATE FUNCTION certificate_worth(status text, valid_from date, valid_to date, supplier_status text, licences_to date) RETURNS text
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE
          WHEN status IN ('withdrawn', 'exited', 'expired') THEN status
          WHEN valid_to < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'expired'
          WHEN supplier_status IN ('blacklisted', 'removed', 'exited', 'frozen') THEN 'supplier_' || supplier_status
          WHEN supplier_status IS NULL OR supplier_status NOT IN ('admitted', 'rectifying') THEN 'supplier_unadmitted'
          WHEN status = 'suspended' THEN status
          WHEN licences_to < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'licences_expired'
          WHEN valid_from > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'not_begun'
          ELSE 'valid' END
      $$
    `);
    await runner.query(`${view(WORTH_STATUS)}, w.worth
      FROM certificate c JOIN organisation s ON s.id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code
        LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id
        CROSS JOIN LATERAL (SELECT certificate_worth(c.status, c.valid_from, c.valid_to, f.status, f.licences_to) AS worth) w`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW report_certificate');
    await runner.query(`${view(TERM_STATUS)}
      FROM certificate c JOIN organisation s ON s.id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code`);
    await runner.query('DROP FUNCTION certificate_worth');
  }
}

const view = (status: string): string => `CREATE OR REPLACE VIEW report_certificate AS
  SELECT c.id, c.number, c.version, c.product_name, s.name AS supplier_name, c.region_code, r.name AS region_name,
    r.path AS region_path, c.level, c.valid_from, c.valid_to, c.households, c.people, c.mechanisms, c.source_url, c.demo,
    ${status} AS status, c.status_since, c.status_reason, c.variety, c.grade, c.scope, c.issued_by`;
const WORTH_STATUS = `CASE WHEN w.worth IN ('valid', 'expired', 'withdrawn', 'exited') THEN w.worth ELSE 'suspended' END`;
const TERM_STATUS = `CASE WHEN c.status <> 'valid' THEN c.status
  WHEN c.valid_to < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'expired'
  WHEN c.valid_from > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'suspended' ELSE 'valid' END`;
