import { newId } from '@yigou/kernel';
import type { ApiHarness } from './api.harness';
import { COUNTY } from './fixtures';

/** A form as it may be saved: nothing is filled in yet. */
export const EMPTY_APPLICATION = {
  productName: '',
  categorySlug: null,
  variety: '',
  grade: '',
  specifications: [],
  annualOutputKg: null,
  productionBase: '',
  qualityStandard: '',
  description: '',
  mechanismIds: [],
  priceReason: '',
  priceConfirmed: false,
  commitment: false,
};

export interface ApplicationIds {
  readonly applicationId: string;
  readonly certificateId: string;
  readonly objectionId: string;
}

/** An application of a supplier that the county has to decide, an objection, and the supplier's certificate. */
export async function application(api: ApiHarness, supplierId: string): Promise<ApplicationIds> {
  const [applicationId, objectionId] = [newId(), newId()];
  const { db } = api.test;
  await db.query(
    `INSERT INTO application (id, number, kind, supplier_id, region_code, status, round, form)
     VALUES ($1, $2, 'initial', $3, $4, 'county_review', 1, $5)`,
    [applicationId, `SQ-${applicationId}`, supplierId, COUNTY, JSON.stringify(EMPTY_APPLICATION)],
  );
  await db.query(
    `INSERT INTO objection (id, number, application_id, status, name_sealed, contact_sealed, reason) VALUES ($1, $2, $3, 'open', 'x', 'x', '不实')`,
    [objectionId, `YY-${objectionId}`, applicationId],
  );
  const certificate = await db.one<{ id: string }>('SELECT id FROM certificate WHERE supplier_id = $1 LIMIT 1', [
    supplierId,
  ]);
  return { applicationId, objectionId, certificateId: certificate?.id ?? '' };
}
