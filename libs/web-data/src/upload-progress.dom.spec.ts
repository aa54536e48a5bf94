import {
  FetchBackend,
  HttpClient,
  type HttpRequest,
  HttpResponse,
  HttpXhrBackend,
  provideHttpClient,
  withInterceptors,
} from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom, of } from 'rxjs';
import { provideUploadProgress } from './upload-progress';

describe('requests that tell how much of their body has gone', () => {
  let sent: { by: string; seat: string | null }[];
  const backend = (by: string) => ({
    handle: (request: HttpRequest<unknown>) => {
      sent.push({ by, seat: request.headers.get('X-Yigou-Seat') });
      return of(new HttpResponse({ body: null }));
    },
  });

  beforeEach(() => {
    sent = [];
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(
          withInterceptors([(request, next) => next(request.clone({ setHeaders: { 'X-Yigou-Seat': 'seat' } }))]),
        ),
        provideUploadProgress(),
        { provide: FetchBackend, useValue: backend('fetch') },
        { provide: HttpXhrBackend, useValue: backend('xhr') },
      ],
    });
  });

  it('go by XMLHttpRequest and through the interceptors; all others by fetch', async () => {
    const http = TestBed.inject(HttpClient);
    await firstValueFrom(http.post('/api/v1/evidence', new FormData(), { reportUploadProgress: true }));
    await firstValueFrom(http.get('/api/v1/home'));
    expect(sent).toEqual([
      { by: 'xhr', seat: 'seat' },
      { by: 'fetch', seat: 'seat' },
    ]);
  });
});
