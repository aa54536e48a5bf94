import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';

/** The seat of an office of the whole country, for what knows no region. Throws `forbidden` for all others. */
export function nationalSeat(caller: Caller): Seat {
  const seat = seatOf(caller, 'administration');
  if (seat.regionPrefix !== '' || seat.township !== null) throw new DomainError('forbidden');
  return seat;
}
