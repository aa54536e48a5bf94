import { type Actor, membershipOf } from '@yigou/identity';

/** Who moved something, as its history keeps it: the person, and the office or organisation that they acted for. */
export interface Doer {
  /** Null: the system, by a deadline. */
  readonly userId: string | null;
  readonly name: string;
  readonly seat: string;
}

export const SYSTEM: Doer = { userId: null, name: '系统', seat: '系统' };

/** A person as a member of the administration. */
export function officeOf(actor: Actor): Doer {
  return {
    userId: actor.userId,
    name: actor.name,
    seat: membershipOf(actor, 'administration')?.organisationName ?? '',
  };
}

/** A person as a member of a supplier. */
export function supplierDoer(actor: Actor): Doer {
  return { userId: actor.userId, name: actor.name, seat: membershipOf(actor, 'supplier')?.organisationName ?? '' };
}
