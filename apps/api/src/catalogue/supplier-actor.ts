import type { SupplierActor } from '@yigou/catalogue';
import { type Actor, membershipOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { ApiRequest } from '../http/request';

/** The supplier that the caller is a member of; the guard has seen that there is one. */
export function supplierIdOf(actor: Actor): string {
  const membership = membershipOf(actor, 'supplier');
  if (!membership) throw new DomainError('forbidden');
  return membership.organisationId;
}

/** Who does something to a supplier's products, for the audit trail. */
export function supplierActor(actor: Actor, request: ApiRequest): SupplierActor {
  return { userId: actor.userId, name: actor.name, supplierId: supplierIdOf(actor), address: request.ip };
}
