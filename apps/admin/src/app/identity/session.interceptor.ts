import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { Session } from './session';

const isEnded = (error: unknown): boolean => {
  if (!(error instanceof HttpErrorResponse) || error.status !== 401) return false;
  const code = (error.error as { error?: { code?: string } } | null)?.error?.code;
  return code === 'unauthenticated' || code === 'session_expired' || code === 'console_session_needed';
};

/** When the session ended while somebody worked, the sign-in page comes up and leads back to where they were. */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const router = inject(Router);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (isEnded(error) && session.user()) {
        session.forget();
        void router.navigate(['/login'], { queryParams: { next: router.url, ended: 1 } });
      }
      return throwError(() => error);
    }),
  );
};
