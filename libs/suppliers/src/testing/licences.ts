import { aFile } from '@yigou/evidence/testing';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { SupplierLicence } from '../supplier-licence.entity';

/** A business licence since 2019 without an end. */
export const aLicence = (
  db: Queryable,
  said: Partial<SupplierLicence> & Pick<SupplierLicence, 'supplierId' | 'evidenceId'>,
): Promise<SupplierLicence> =>
  given(db, SupplierLicence, { kind: 'business_licence', validFrom: '2019-01-01', ...said });

/** The same with its scan, which somebody uploaded. */
export async function aScannedLicence(
  db: Queryable,
  uploadedBy: string,
  said: Partial<SupplierLicence> & Pick<SupplierLicence, 'supplierId'>,
): Promise<SupplierLicence> {
  return aLicence(db, { evidenceId: (await aFile(db, { uploadedBy })).id, ...said });
}
