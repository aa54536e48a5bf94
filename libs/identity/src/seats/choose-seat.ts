import type { OrganisationKind } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Actor } from '../actor';
import { type Seat, seatIn } from './seat';

/**
 * The seat that a request acts from, out of the memberships that the session has at this moment. `named` is the organisation that the request names, `kind`
 * what its route is for (`any`: for members of whatever organisation; `any_or_none`: for those too who are a member of none yet; null: for anybody who is signed
 * in, whatever their seats). Who has one seat of the kind need not name it. Throws `seat_not_held` for a named seat that the person does not have, `forbidden`
 * for one of another kind and for who has none, and `seat_needed` with the seats to choose from for who has several.
 */
export function chooseSeat(
  actor: Actor,
  named: string | undefined,
  kind: OrganisationKind | 'any' | 'any_or_none' | null,
): Seat | null {
  const open = kind === null || kind === 'any' || kind === 'any_or_none';
  const fits = (seat: Seat): boolean => open || seat.kind === kind;
  const seats = actor.memberships.map(seatIn);
  if (named !== undefined) {
    const seat = seats.find(({ organisationId }) => organisationId === named);
    if (!seat) throw new DomainError('seat_not_held');
    if (!fits(seat)) throw new DomainError('forbidden');
    return seat;
  }
  const fitting = seats.filter(fits);
  const [first] = fitting;
  if (first && fitting.length === 1) return first;
  if (kind === null || (kind === 'any_or_none' && !first)) return null;
  if (!first) throw new DomainError('forbidden');
  throw new DomainError('seat_needed', {
    seats: fitting.map(({ organisationId, organisationName, kind: its, role }) => ({
      organisationId,
      organisationName,
      kind: its,
      role,
    })),
  });
}
