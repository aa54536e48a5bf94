import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Originals of invoices are kept as they came: beside PDF as OFD and XML, which have no pages to look at. */
export class EvidenceOriginals1606000000420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE evidence DROP CONSTRAINT evidence_media_type_check, DROP CONSTRAINT evidence_pages_check,
        ADD CONSTRAINT evidence_media_type_check CHECK (media_type IN
          ('application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'application/ofd', 'application/xml')),
        ADD CONSTRAINT evidence_pages_check CHECK (pages >= 0 AND (pages > 0) = (media_type NOT IN ('application/ofd', 'application/xml')));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE evidence DROP CONSTRAINT evidence_media_type_check, DROP CONSTRAINT evidence_pages_check,
        ADD CONSTRAINT evidence_media_type_check CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
        ADD CONSTRAINT evidence_pages_check CHECK (pages > 0);
    `);
  }
}
