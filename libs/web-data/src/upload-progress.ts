import { FetchBackend, HttpBackend, type HttpEvent, type HttpRequest, HttpXhrBackend } from '@angular/common/http';
import { inject, Injectable, type Provider } from '@angular/core';
import type { Observable } from 'rxjs';

/** Fetch cannot see how much of a body has gone: a request that asks for it goes by XMLHttpRequest, through the same interceptors. */
@Injectable()
export class ProgressBackend implements HttpBackend {
  private readonly fetch = inject(FetchBackend);
  private readonly xhr = inject(HttpXhrBackend);

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    return (request.reportUploadProgress ? this.xhr : this.fetch).handle(request);
  }
}

/** Lets requests of an app ask for `reportUploadProgress`. Stands behind `provideHttpClient`. */
export const provideUploadProgress = (): Provider[] => [
  ProgressBackend,
  { provide: HttpBackend, useExisting: ProgressBackend },
];
