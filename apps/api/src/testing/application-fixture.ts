import { newId } from '@yigou/kernel';
import { anApplication } from '@yigou/certification/testing';
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
  const objectionId = newId();
  const { db } = api.test;
  const said = { supplierId, regionCode: COUNTY, round: 1, form: EMPTY_APPLICATION };
  const { id: applicationId } = await anApplication(db, { status: 'county_review', ...said });
  await db.query(
    `INSERT INTO objection (id, number, application_id, status, name_sealed, contact_sealed, reason) VALUES ($1, $2, $3, 'open', 'x', 'x', '不实')`,
    [objectionId, `YY-${objectionId}`, applicationId],
  );
  const certificate = await db.one<{ id: string }>('SELECT id FROM certificate WHERE supplier_id = $1 LIMIT 1', [
    supplierId,
  ]);
  return { applicationId, objectionId, certificateId: certificate?.id ?? '' };
}
