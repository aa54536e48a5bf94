import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { type SeatKind, Session } from './session';

export const HOME: Record<SeatKind, string> = {
  supplier: '/supplier/dashboard',
  administration: '/administration/overview',
};

/** Only for people who are signed in. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const user = await inject(Session).load();
  return user ? true : router.createUrlTree(['/login'], { queryParams: { next: state.url } });
};

/** For the sign-in page: who is signed in already goes straight in. */
export const atTheDoor: CanActivateFn = async () => {
  const router = inject(Router);
  const user = await inject(Session)
    .load()
    .catch(() => null);
  return user ? router.parseUrl('/') : true;
};

/** Leads to the first page of the seat one works from. */
export const toHome: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const session = inject(Session);
  if (!(await session.load())) return router.createUrlTree(['/login'], { queryParams: { next: state.url } });
  const seat = session.seat();
  return router.parseUrl(seat ? HOME[seat.kind] : '/no-seat');
};

/** Only for members of this kind; who has both is switched over, who has the other is led home. */
export const seated =
  (kind: SeatKind): CanActivateFn =>
  async (_route, state) => {
    const router = inject(Router);
    const session = inject(Session);
    if (!(await session.load())) return router.createUrlTree(['/login'], { queryParams: { next: state.url } });
    if (session.seat()?.kind === kind) return true;
    const other = session.seats().find((seat) => seat.kind === kind);
    if (!other) return router.parseUrl(session.seat() ? '/' : '/no-seat');
    session.work(other.organisationId);
    return true;
  };
