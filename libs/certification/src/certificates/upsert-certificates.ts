import type { BenefitMechanism, CertificateLevel } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** A certificate as it comes from an import, already issued. */
export interface IssuedCertificate {
  readonly number: string;
  readonly productName: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly level: CertificateLevel;
  /** ISO dates, both included. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly households: number | null;
  readonly people: number | null;
  readonly mechanisms: readonly BenefitMechanism[];
  readonly sourceUrl: string | null;
  readonly demo: boolean;
}
export interface SavedCertificate {
  readonly number: string;
  readonly id: string;
  /** False: it was there and says the same. */
  readonly changed: boolean;
}

const FIELDS =
  'product_name, region_code, level, valid_from, valid_to, households, people, mechanisms, source_url, demo';
const excluded = FIELDS.replaceAll(/\w+/g, (field) => `excluded.${field}`);
const current = FIELDS.replaceAll(/\w+/g, (field) => `certificate.${field}`);

/**
 * Writes certificates in one statement. A number that exists is changed (and its version counted up) only where the new text differs, and only
 * when it belongs to the same supplier: a number of somebody else's is left out of the answer. Numbers must not repeat.
 * The status of an existing certificate is left alone: an import does not lift a suspension.
 */
export async function upsertCertificates(
  tx: Tx,
  certificates: readonly IssuedCertificate[],
): Promise<SavedCertificate[]> {
  const rows = [...certificates].sort((a, b) => (a.number < b.number ? -1 : 1)).map((c) => ({ ...c, id: newId() }));
  const written = await tx.query<{ number: string; id: string }>(
    `INSERT INTO certificate (id, number, supplier_id, status, ${FIELDS})
     SELECT id, number, "supplierId", 'valid', "productName", "regionCode", level, "validFrom", "validTo", households, people,
       ARRAY(SELECT jsonb_array_elements_text(mechanisms)), "sourceUrl", demo
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, number text, "supplierId" uuid, "productName" text, "regionCode" text,
       level text, "validFrom" date, "validTo" date, households int, people int, mechanisms jsonb, "sourceUrl" text, demo boolean)
     ON CONFLICT (number) DO UPDATE SET (version, ${FIELDS}) = ROW(certificate.version + 1, ${excluded})
     WHERE certificate.supplier_id = excluded.supplier_id AND (${current}) IS DISTINCT FROM (${excluded})
     RETURNING number, id`,
    [JSON.stringify(rows)],
  );
  const changed = new Set(written.map((row) => row.number));
  const saved = await tx.query<{ number: string; id: string }>(
    `SELECT c.number, c.id FROM certificate c
     JOIN unnest($1::text[], $2::uuid[]) AS t (number, supplier_id) USING (number, supplier_id)`,
    [rows.map((row) => row.number), rows.map((row) => row.supplierId)],
  );
  return saved.map((row) => ({ ...row, changed: changed.has(row.number) }));
}
