import type { Caller } from './seat';

/** Who did something, as a history of steps keeps it. Made of a caller by {@link signatureOf}; written out only for what nobody calls for at that moment. */
export interface Signature {
  /** Null: no person, such as a deadline or the public. */
  readonly userId: string | null;
  readonly name: string;
  /** The organisation that they acted for. */
  readonly seat: string;
}

/** A deadline or another rule that acts by itself. */
export const SYSTEM: Signature = { userId: null, name: '系统', seat: '系统' };
/** Anybody, without an account. */
export const PUBLIC: Signature = { userId: null, name: '公众', seat: '公众' };

/** Somebody without an account, by the name that a history keeps: a provider, an office. */
export const signedAs = (name: string): Signature => ({ userId: null, name, seat: name });

/** Who moves something: whoever calls, or, where nobody does at that moment, what its history is to say. */
export type By = Caller | Signature;

export const signatureOf = (by: By): Signature =>
  'actor' in by
    ? { userId: by.actor.userId, name: by.actor.name, seat: by.seat?.organisationName ?? '' }
    : { userId: by.userId, name: by.name, seat: by.seat };

/** Who it was, as the audit trail keeps it. */
export function auditOf(by: Caller): {
  actor: { userId: string; name: string; organisationId: string | null };
  address: string | null;
};
export function auditOf(by: By): {
  actor: { userId: string; name: string; organisationId: string | null } | null;
  address: string | null;
};
export function auditOf(by: By) {
  if ('actor' in by) {
    const { actor, seat, address } = by;
    return { actor: { userId: actor.userId, name: actor.name, organisationId: seat?.organisationId ?? null }, address };
  }
  const { userId, name } = by;
  return { actor: userId === null ? null : { userId, name, organisationId: null }, address: null };
}
