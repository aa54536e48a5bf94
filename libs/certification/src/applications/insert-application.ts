import type { ApplicationForm, ApplicationKind, ChangeCause } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { writeApplicationStep } from './move-application';

export interface NewApplication {
  readonly kind: ApplicationKind;
  readonly causes: readonly ChangeCause[];
  readonly supplierId: string;
  readonly certificateId: string | null;
  readonly regionCode: string;
  readonly township: string | null;
  readonly form: ApplicationForm;
  readonly stopsSales: boolean;
  readonly by: By;
  readonly reason: string;
}

/** What an application is not when it stands in the way of another for the same certificate; the words of the unique index. */
const OPEN = "status NOT IN ('issued', 'refused', 'terminated', 'withdrawn')";

/** Writes a draft with its first step. Throws `application_open` with `details.id` when the certificate has one that is under way. */
export async function insertApplication(tx: Tx, application: NewApplication): Promise<{ id: string; number: string }> {
  const { kind, causes, supplierId, certificateId, regionCode, township, form, by } = application;
  const row = await tx.one<{ id: string; number: string }>(
    `INSERT INTO application (id, number, kind, causes, supplier_id, certificate_id, region_code, township, status, form, product_name,
       category_slug, stops_sales, created_by)
     VALUES ($1, 'SQ' || extract(year FROM ${MARKET_TODAY}) || zero_padded(nextval('application_number'), 8), $2, $3, $4, $5, $6, $7, 'draft',
       $8, $9, (SELECT slug FROM goods_category WHERE slug = $10), $11, $12)
     ON CONFLICT (certificate_id) WHERE certificate_id IS NOT NULL AND ${OPEN} DO NOTHING RETURNING id, number`,
    [
      newId(),
      kind,
      [...causes],
      supplierId,
      certificateId,
      regionCode,
      township,
      JSON.stringify(form),
      form.productName,
      form.categorySlug,
      application.stopsSales,
      signatureOf(by).userId,
    ],
  );
  if (!row) {
    const open = await tx.one<{ id: string }>(`SELECT id FROM application WHERE certificate_id = $1 AND ${OPEN}`, [
      certificateId,
    ]);
    throw new DomainError('application_open', { id: open?.id ?? null });
  }
  await writeApplicationStep(tx, {
    applicationId: row.id,
    action: 'create',
    from: null,
    to: 'draft',
    by,
    reason: application.reason,
    round: 0,
  });
  return row;
}
