import { CERTIFICATE_IN_FORCE } from '@yigou/certification';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { requireAdmitted } from '@yigou/suppliers';

interface Readiness {
  supplierId: string;
  skus: boolean;
  photos: boolean;
  certificateId: string | null;
  certified: boolean;
  licencesTo: string | null;
  licensed: boolean;
}

/** Throws `product_incomplete` with `details.missing` for a product without a SKU on sale or without a photo. */
function assertComplete({ skus, photos }: Readiness): void {
  if (skus && photos) return;
  throw new DomainError('product_incomplete', { missing: [...(skus ? [] : ['skus']), ...(photos ? [] : ['photos'])] });
}

/**
 * What a product needs to go on the shelves (domain R16, R29): it is complete, its certificate is in force, its supplier is admitted, and stays so until the
 * transaction ends, with its licences in force. Throws `product_incomplete`, `certificate_invalid`, `supplier_not_admitted`.
 */
export async function assertPublishable(tx: Tx, productId: string): Promise<void> {
  const state = await readiness(tx, productId);
  assertComplete(state);
  await requireAdmitted(tx, state.supplierId);
  if (!state.licensed) {
    const details = { licencesTo: state.licencesTo };
    throw new DomainError('supplier_not_admitted', details, '经营所需证照已过期，请先登记新的证照。');
  }
  if (!state.certified) throw new DomainError('certificate_invalid');
}

/**
 * What a listed product must keep when it is changed. Under the same certificate it may be changed although that is suspended or over: it is not on the
 * shelves then, and a price that led to a review can be put right. Throws `product_incomplete`, `certificate_invalid`.
 */
export async function assertStaysListed(tx: Tx, productId: string, certificateBefore: string | null): Promise<void> {
  const state = await readiness(tx, productId);
  assertComplete(state);
  const same = state.certificateId !== null && state.certificateId === certificateBefore;
  if (!state.certified && !same) throw new DomainError('certificate_invalid');
}

async function readiness(tx: Tx, productId: string): Promise<Readiness> {
  const state = await tx.one<Readiness>(
    `SELECT p.supplier_id AS "supplierId", EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active) AS skus,
       EXISTS (SELECT 1 FROM product_photo f WHERE f.product_id = p.id) AS photos, p.certificate_id AS "certificateId",
       ${CERTIFICATE_IN_FORCE} IS TRUE AS certified,
       f.licences_to AS "licencesTo", (f.licences_to < ${MARKET_TODAY}) IS NOT TRUE AS licensed
     FROM product p LEFT JOIN certificate c ON c.id = p.certificate_id LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id
     WHERE p.id = $1`,
    [productId],
  );
  if (!state) throw new DomainError('not_found');
  return state;
}
