import type { MemberDuty, MemberRole, OrganisationKind, ReviewLevel } from './identity/labels.ts';

/**
 * who: `public` anyone · `user` signed in · a kind of organisation: a member of one, from the seat that the request names · `member` a member of an organisation
 * of whichever kind, likewise; its role is up to the command · `console` signed in to the console, from a seat likewise as soon as they have any · `signature` a
 * machine that signs its body.
 */
export type Who = 'public' | 'user' | 'console' | 'member' | OrganisationKind | 'signature';
/** Some of the seats of a kind. */
export interface SeatRule {
  readonly levels?: readonly ReviewLevel[];
  readonly roles?: readonly MemberRole[];
  /** Within a budget unit: those who have this duty, and its managers. */
  readonly duty?: MemberDuty;
  /** Offices of the whole country alone: what belongs to no region. */
  readonly wholeCountry?: true;
}
/** What of a seat the access table asks about. */
export interface SeatPlace {
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  /** Of a clerk in a budget unit. */
  readonly duties: readonly MemberDuty[];
  /** The level at which an office reviews; null for other organisations. */
  readonly level: ReviewLevel | null;
  readonly regionPrefix: string;
  readonly township: string | null;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export interface RoutePath {
  readonly method: Method;
  readonly path: string;
  readonly who: Who;
  /** Which seats of that kind; all of them when nothing is said. */
  readonly seats: SeatRule;
  /** The caller must send an Idempotency-Key: the call makes something, or moves money, stock or quota. */
  readonly idempotent?: true;
}

/** Levels that decide for a region: neither a township's office, which recommends, nor a trade's. */
export const COUNTY_AND_ABOVE = ['county', 'city', 'province', 'national'] as const satisfies readonly ReviewLevel[];
export const WHOLE_COUNTRY = { wholeCountry: true } as const satisfies SeatRule;

/** Whether a seat is one of those that a rule names. */
export const sitsIn = ({ levels, roles, duty, wholeCountry }: SeatRule, seat: Omit<SeatPlace, 'kind'>): boolean =>
  (!levels || (seat.level !== null && levels.includes(seat.level))) &&
  (!roles || roles.includes(seat.role)) &&
  (!duty || seat.role === 'manager' || (seat.role === 'clerk' && seat.duties.includes(duty))) &&
  (!wholeCountry || (seat.regionPrefix === '' && seat.township === null));

/**
 * Whether the access table lets a seat call a route; a viewer's calls what only reads. What becomes of the call beyond that is a matter of the object: whose
 * it is, and whose turn. The API and the console ask this same question.
 */
export function mayCall({ who, method, seats }: Pick<RoutePath, 'who' | 'method' | 'seats'>, seat: SeatPlace): boolean {
  if (who === 'public' || who === 'user' || who === 'console') return true;
  // Among members the command says which roles may do it: who may only look may still leave.
  if (who === 'member') return sitsIn(seats, seat);
  return seat.kind === who && (method === 'GET' || seat.role !== 'viewer') && sitsIn(seats, seat);
}

export const get = (path: string, who: Who, seats: SeatRule = {}) => ({ method: 'GET', path, who, seats }) as const;
export const post = (path: string, who: Who, seats: SeatRule = {}) => ({ method: 'POST', path, who, seats }) as const;
export const once = (path: string, who: Who, seats: SeatRule = {}) =>
  ({ method: 'POST', path, who, seats, idempotent: true }) as const;
export const put = (path: string, who: Who, seats: SeatRule = {}) => ({ method: 'PUT', path, who, seats }) as const;
export const del = (path: string, who: Who, seats: SeatRule = {}) => ({ method: 'DELETE', path, who, seats }) as const;
