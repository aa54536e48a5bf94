import { isPlatformBrowser } from '@angular/common';
import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { computed, DestroyRef, inject, Injectable, InjectionToken, PLATFORM_ID, signal } from '@angular/core';
import type { Me } from '@yigou/contracts';
import type { OrganisationKind } from '@yigou/contracts/labels';
import { catchError, throwError } from 'rxjs';
import { toApiError } from './api-client';
import { Session } from './session';
import { NO_SEAT, seatOfTab } from './tab-seat';

type Membership = NonNullable<Me['user']>['memberships'][number];

/** What an app's seats are: the kinds of organisations that one works for in it, and the name under which it remembers the choice. */
export const SEATS_OF_APP = new InjectionToken<{
  readonly app: string;
  readonly kinds: readonly OrganisationKind[];
}>('SEATS_OF_APP');

/**
 * For which organisation somebody works in this tab. Each tab keeps its own choice; a new tab begins with the last one. Who has one seat sits in it; who has
 * several and has chosen none has none yet.
 */
@Injectable({ providedIn: 'root' })
export class Seats {
  private readonly account = inject(Session);
  private readonly of = inject(SEATS_OF_APP);
  private readonly key = `yigou.${this.of.app}.seat`;
  /** What is rendered on a server is for nobody in particular. */
  private readonly kept = isPlatformBrowser(inject(PLATFORM_ID)) ? { tab: sessionStorage, device: localStorage } : null;
  private readonly chosen = signal(this.kept?.tab.getItem(this.key) ?? this.kept?.device.getItem(this.key) ?? null);

  readonly all = computed<readonly Membership[]>(
    () => this.account.user()?.memberships.filter(({ kind }) => this.of.kinds.includes(kind)) ?? [],
  );
  readonly current = computed<Membership | null>(() => {
    const all = this.all();
    const chosen = all.find(({ organisationId }) => organisationId === this.chosen());
    return chosen ?? (all.length === 1 ? (all[0] ?? null) : null);
  });

  constructor() {
    if (!this.kept) return;
    // What this tab began with stays its own, whatever another one chooses meanwhile.
    const begun = this.chosen();
    if (begun !== null) this.kept.tab.setItem(this.key, begun);
    // What a browser fetches by itself carries no header: addresses name the seat too.
    seatOfTab.set(computed(() => this.current()?.organisationId ?? null));
    inject(DestroyRef).onDestroy(() => seatOfTab.set(NO_SEAT));
  }

  choose(organisationId: string): void {
    this.kept?.tab.setItem(this.key, organisationId);
    this.kept?.device.setItem(this.key, organisationId);
    this.chosen.set(organisationId);
  }
}

/** What an app does when the API asks for whom somebody acts, or says that they no longer sit there: usually, show the choice. */
export const ON_SEAT_REFUSED = new InjectionToken<() => void>('ON_SEAT_REFUSED');

/** Names the seat of this tab in every call of the API. */
export const seatInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const [seat, session] = [inject(Seats).current(), inject(Session)];
  const refused = inject(ON_SEAT_REFUSED, { optional: true });
  const named = seat ? request.clone({ setHeaders: { 'X-Yigou-Seat': seat.organisationId } }) : request;
  return next(named).pipe(
    catchError((error: unknown) => {
      const code = error instanceof HttpErrorResponse ? toApiError(error).code : null;
      // Who they are is asked again first: the memberships that this tab knows are no longer the ones that count.
      if (code === 'seat_needed' || code === 'seat_not_held')
        void session.reload().then(
          () => refused?.(),
          () => undefined,
        );
      return throwError(() => error);
    }),
  );
};
