import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given, inDays } from '@yigou/testing';
import { Certificate } from '../certificates/certificate.entity';

/** A certificate of a county for millet, in force for a hundred days and for another year. */
export function aCertificate(
  db: Queryable,
  said: Partial<Certificate> & Pick<Certificate, 'supplierId'>,
): Promise<Certificate> {
  const id = said.id ?? newId();
  return given(db, Certificate, {
    id,
    number: `证-${id}`,
    productName: '小米',
    regionCode: '640422',
    level: 'county',
    status: 'valid',
    validFrom: inDays(-100),
    validTo: inDays(365),
    ...said,
  });
}
