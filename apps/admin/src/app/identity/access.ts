import { mayCall, paths, type RouteId } from '@yigou/contracts/paths';
import type { Seat } from './session';

/** The access table's answer for a seat: the same one that the API gives. */
export const maySeat = (route: RouteId, seat: Seat): boolean =>
  mayCall(paths[route], { ...seat, level: seat.reviewLevel });
