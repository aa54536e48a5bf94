import { type Actor, requireMembership } from '@yigou/identity';

/** A member of a supplier who does something for it. */
export interface SupplierBy {
  readonly actor: Actor;
  readonly supplierId: string;
  /** IP address of the caller. */
  readonly address: string | null;
}

/** Throws `forbidden` for who is no member of a supplier. */
export function supplierBy(actor: Actor, address: string | null): SupplierBy {
  return { actor, supplierId: requireMembership(actor, 'supplier').organisationId, address };
}

/** Who it was, as the audit trail keeps it. */
export const auditOfSupplier = ({ actor, supplierId, address }: SupplierBy) => ({
  actor: { userId: actor.userId, name: actor.name, organisationId: supplierId },
  address,
});
