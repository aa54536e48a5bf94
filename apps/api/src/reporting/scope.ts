import { type Actor, type ActorMembership, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { RegionScope } from '@yigou/reporting';

/** The region that an administrator sees. */
export function regionOf(actor: Actor): RegionScope {
  return { regionPrefix: requireMembership(actor, 'administration').regionPrefix };
}

/** Throws `forbidden` for an administrator of a part of the country. */
export function requireNational(actor: Actor): ActorMembership {
  const membership = requireMembership(actor, 'administration');
  if (membership.regionPrefix !== '') throw new DomainError('forbidden');
  return membership;
}
