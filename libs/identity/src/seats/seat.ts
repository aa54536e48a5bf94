import type { MemberDuty, MemberRole, OrganisationKind, ReviewLevel } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Actor, ActorMembership } from '../actor';

/** A place in an organisation that a person acts from. */
export interface Seat {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  /** What a clerk of a budget unit may do there; managers may do all of it. */
  readonly duties: readonly MemberDuty[];
  /** The level at which an administration reviews; null for other organisations. */
  readonly level: ReviewLevel | null;
  /** Prefix of the region codes that an administration governs; empty is the whole country. */
  readonly regionPrefix: string;
  /** A township's administration governs that township of its county alone. */
  readonly township: string | null;
}

/** Who acts, from which seat, and from where. */
export interface Caller {
  readonly actor: Actor;
  /** The seat that the request named, or the only one there is; null for who acts for themselves. */
  readonly seat: Seat | null;
  /** IP address. */
  readonly address: string | null;
}

/** A caller who does sit somewhere: in a seat that was chosen, or, from `holdSeat`, in one that is kept until the transaction ends. */
export interface SeatedCaller extends Caller {
  readonly seat: Seat;
}

/** The seat that a membership gives. */
export function seatIn({ reviewLevel, ...place }: ActorMembership): Seat {
  const { organisationId, organisationName, kind, role, duties, regionPrefix, township } = place;
  return { organisationId, organisationName, kind, role, duties, level: reviewLevel, regionPrefix, township };
}

/** The caller's seat, for reading: what decides or writes asks `holdSeat`. Throws `forbidden` when it is of another kind or there is none. */
export function seatOf(caller: Caller, kind: OrganisationKind): Seat {
  if (caller.seat?.kind !== kind) throw new DomainError('forbidden');
  return caller.seat;
}

/** The id of the supplier that the caller acts for. Throws `forbidden` for who acts for none. */
export const supplierOf = (caller: Caller): string => seatOf(caller, 'supplier').organisationId;

/** The level at which the caller's office reviews. Throws `forbidden` for who sits in none. */
export function levelOf({ level }: Pick<Seat, 'level'>): ReviewLevel {
  if (level === null) throw new DomainError('forbidden');
  return level;
}

/** The caller as a private person, for what they do for themselves whatever seats they have: it is no act of an organisation. */
export const inPerson = (caller: Caller): Caller => ({ ...caller, seat: null });
