import { newId } from '@yigou/kernel';
import { anOrganisation } from '@yigou/identity/testing';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { SupplierFile } from '../supplier-file.entity';

/** What may be said of a supplier: of its organisation and of its file. */
export type SaidOfSupplier = Partial<SupplierFile> & { readonly name?: string };

/** A cooperative with its file, admitted to the market unless the file says otherwise. */
export async function anAdmittedSupplier(
  db: Queryable,
  { supplierId = newId(), name = `合作社 ${supplierId}`, regionCode = '640422', ...file }: SaidOfSupplier = {},
): Promise<SupplierFile> {
  await anOrganisation(db, { id: supplierId, kind: 'supplier', supplierKind: 'cooperative', name, regionCode });
  return given(db, SupplierFile, { supplierId, status: 'admitted', regionCode, ...file });
}
