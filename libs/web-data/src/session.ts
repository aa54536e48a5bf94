import type { HttpInterceptorFn } from '@angular/common/http';
import { HttpErrorResponse } from '@angular/common/http';
import { computed, inject, Injectable, InjectionToken, signal } from '@angular/core';
import type { Me } from '@yigou/contracts';
import type { ErrorCode } from '@yigou/contracts/labels';
import { catchError, throwError } from 'rxjs';
import { ApiClient, toApiError } from './api-client';

/** Who is signed in. The session itself is an HttpOnly cookie; this only mirrors what `me` answered. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(ApiClient);
  private readonly state = signal<Me['user'] | undefined>(undefined);

  /** Null when nobody is signed in, also as long as that is not known. */
  readonly user = computed(() => this.state() ?? null);
  readonly known = computed(() => this.state() !== undefined);
  readonly signedIn = computed(() => this.user() !== null);

  /** Asks the API once; later calls get the same answer until `forget`. */
  private loading: Promise<void> | null = null;
  load(): Promise<void> {
    this.loading ??= this.api.call('me').then(
      (me) => this.set(me),
      (error: unknown) => {
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }

  async reload(): Promise<void> {
    this.loading = null;
    await this.load();
  }

  set(me: Me): void {
    this.state.set(me.user);
    this.loading = Promise.resolve();
  }

  forget(): void {
    this.set({ user: null });
  }

  async logout(): Promise<void> {
    await this.api.call('logout');
    this.forget();
  }
}

/** What an app does when the API says that nobody is signed in (any more): usually, go to the login and come back. */
export const ON_UNAUTHENTICATED = new InjectionToken<() => void>('ON_UNAUTHENTICATED');

/** Refusals that mean “nobody is signed in”. A wrong password or code is a 401 too, but nobody is sent away for it. */
const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_expired'] satisfies ErrorCode[];

/** Turns “nobody is signed in” into `ON_UNAUTHENTICATED`; the call still fails, so that the page can stop waiting. */
export const unauthenticatedInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const leave = inject(ON_UNAUTHENTICATED, { optional: true });
  return next(request).pipe(
    catchError((error: unknown) => {
      if (error instanceof HttpErrorResponse && SIGNED_OUT.includes(toApiError(error).code)) {
        session.forget();
        leave?.();
      }
      return throwError(() => error);
    }),
  );
};
