import { FetchBackend, type HttpBackend, type HttpEvent, HttpParams, type HttpRequest } from '@angular/common/http';
import { inject, Injectable, REQUEST_CONTEXT } from '@angular/core';
import { type Observable, timeout } from 'rxjs';

/** What the web server says about the page that it asks for. */
export interface PageRequest {
  /** Where the API is, for the server. */
  readonly apiUrl: string;
  /** Where people reach the shop: scheme, host and port. */
  readonly origin: string;
  /** Who asks: what is read for them counts as theirs. */
  readonly ip: string;
  /** Stands for the nonce of the Content-Security-Policy, which each answer gets anew. */
  readonly nonce: string;
}

/** An answer that takes longer makes the page no better: the browser asks again by itself. */
const PATIENCE_MS = 4_000;

/** On the server the API is not where the page is: asks it directly, without anybody's cookies. */
@Injectable()
export class ApiBackend implements HttpBackend {
  private readonly fetch = inject(FetchBackend);
  private readonly page = inject(REQUEST_CONTEXT, { optional: true }) as PageRequest | null;

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (!this.page) throw new Error('asked for nobody');
    const { pathname, search } = new URL(request.urlWithParams, 'http://localhost');
    const sent = request.clone({
      url: this.page.apiUrl + pathname + search,
      params: new HttpParams(),
      withCredentials: false,
      setHeaders: { 'x-yigou-app': 'storefront', 'x-forwarded-for': this.page.ip },
    });
    return this.fetch.handle(sent).pipe(timeout(PATIENCE_MS));
  }
}
