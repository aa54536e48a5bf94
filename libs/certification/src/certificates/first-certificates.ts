import type { BenefitMechanism, CertificateLevel } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** A certificate of a published list, issued elsewhere before the market began. */
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
  /** What was made up for it, 演示, by columns of the product file: with any, it is a demo. */
  readonly demoFields: readonly string[];
}

/**
 * Enters certificates that were issued before the market began, with the products that it begins with. A number that is there is left as it is. Returns
 * the ids, by number, of those that belong to the supplier named.
 */
export async function issueFirstCertificates(
  tx: Tx,
  certificates: readonly IssuedCertificate[],
): Promise<Map<string, string>> {
  if (certificates.length === 0) return new Map();
  const rows = [...certificates].sort((a, b) => (a.number < b.number ? -1 : 1)).map((c) => ({ ...c, id: newId() }));
  await tx.query(
    `INSERT INTO certificate (id, number, supplier_id, status, product_name, region_code, level, valid_from, valid_to, households, people,
       mechanisms, source_url, demo, demo_fields)
     SELECT id, number, "supplierId", 'valid', "productName", "regionCode", level, "validFrom", "validTo", households, people,
       ARRAY(SELECT jsonb_array_elements_text(mechanisms)), "sourceUrl", "demoFields" <> '[]', ARRAY(SELECT jsonb_array_elements_text("demoFields"))
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, number text, "supplierId" uuid, "productName" text, "regionCode" text,
       level text, "validFrom" date, "validTo" date, households int, people int, mechanisms jsonb, "sourceUrl" text, "demoFields" jsonb)
     ON CONFLICT (number) DO NOTHING`,
    [JSON.stringify(rows)],
  );
  const known = await tx.query<{ number: string; id: string }>(
    `SELECT c.number, c.id FROM certificate c
     JOIN unnest($1::text[], $2::uuid[]) AS t (number, supplier_id) USING (number, supplier_id)`,
    [rows.map((row) => row.number), rows.map((row) => row.supplierId)],
  );
  return new Map(known.map(({ number, id }) => [number, id]));
}
