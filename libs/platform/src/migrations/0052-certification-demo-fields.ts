import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which of its facts were made up for a certificate of the demo, by the columns of the product file. Of those that are there the product's own marks tell;
 * where they name nothing that a certificate says, everything counts as made up.
 */
export class CertificationDemoFields1606000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE certificate ADD COLUMN demo_fields text[] NOT NULL DEFAULT '{}'");
    await runner.query(`
      WITH marked AS (
        SELECT c.id, array_agg(DISTINCT t.field) FILTER (WHERE t.field IN ('全部', '省份', '地市', '县', '县代码', '供应商', '产品', '证书编号', '认定层级',
          '有效期起', '有效期止', '带动户数', '带动人数', '带贫机制', '来源')) AS fields
        FROM certificate c LEFT JOIN product p ON p.certificate_id = c.id LEFT JOIN LATERAL unnest(p.demo_fields) AS t (field) ON true
        WHERE c.demo GROUP BY c.id)
      UPDATE certificate c SET demo_fields = CASE WHEN '全部' = ANY(coalesce(m.fields, '{全部}')) THEN '{全部}' ELSE m.fields END
      FROM marked m WHERE m.id = c.id
    `);
    await runner.query(
      "ALTER TABLE certificate ADD CONSTRAINT certificate_demo_named CHECK (demo = (demo_fields <> '{}'))",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE certificate DROP COLUMN demo_fields');
  }
}
