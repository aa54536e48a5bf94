import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { type SeatKind, Session } from './session';

export const HOME: Record<SeatKind, string> = {
  supplier: '/supplier/dashboard',
  administration: '/administration/overview',
  agency: '/agency/share',
  finance: '/finance/shares',
  auditor: '/auditor/units',
  recipient: '/recipient/needs',
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

/** For the page on which strangers make an account to register an organisation: who has one goes on to that. */
export const toRegistration: CanActivateFn = async (route) => {
  const router = inject(Router);
  const user = await inject(Session)
    .load()
    .catch(() => null);
  return user ? router.createUrlTree(['/no-seat'], { queryParams: { as: route.queryParamMap.get('as') } }) : true;
};

/** Leads to the first page of the seat one works from. */
export const toHome: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const session = inject(Session);
  if (!(await session.load())) return router.createUrlTree(['/login'], { queryParams: { next: state.url } });
  const seat = session.seat();
  return seat ? router.parseUrl(HOME[seat.kind]) : toChoice(router, session, '/');
};

/** Where one goes who sits nowhere at the moment: to the choice among several seats, or to what there is without one. */
const toChoice = (router: Router, session: Session, next: string) =>
  session.seats().length > 0 ? router.createUrlTree(['/seat'], { queryParams: { next } }) : router.parseUrl('/no-seat');

/** Only for members of this kind; who has both is switched over, who has the other is led home. */
export const seated =
  (kind: SeatKind): CanActivateFn =>
  async (_route, state) => {
    const router = inject(Router);
    const session = inject(Session);
    if (!(await session.load())) return router.createUrlTree(['/login'], { queryParams: { next: state.url } });
    if (session.seat()?.kind === kind) return true;
    const others = session.seats().filter((seat) => seat.kind === kind);
    const [other] = others;
    if (!other) return session.seat() ? router.parseUrl('/') : toChoice(router, session, '/');
    if (others.length > 1) return toChoice(router, session, state.url);
    session.work(other.organisationId);
    return true;
  };
