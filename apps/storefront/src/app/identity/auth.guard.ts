import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Session } from '@yigou/web-data';

export function goToLogin(router: Router): void {
  if (router.url.startsWith('/login')) return;
  void router.navigate(['/login'], { queryParams: { return: router.url } });
}

/** Waits for `me`, and sends to the login and back whoever is not signed in. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  // When the answer does not come, the page itself says what is wrong and offers to try again.
  await session.load().catch(() => undefined);
  if (session.signedIn() || !session.known()) return true;
  return router.createUrlTree(['/login'], { queryParams: { return: state.url } });
};
