import {
  HttpEventType,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  HttpXhrBackend,
  HttpXsrfTokenExtractor,
} from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { paths, type RouteId } from '@yigou/contracts/paths';
import { lastValueFrom, tap } from 'rxjs';
import { apiUrl, toApiError } from '@yigou/web-data';

/**
 * Sends one file and tells how much of it has gone (0–1). The fetch behind `ApiClient` cannot see that, so that this goes by
 * XMLHttpRequest, with the CSRF header that interceptors would have set. Throws an `ApiError`.
 */
@Injectable({ providedIn: 'root' })
export class Uploads {
  private readonly backend = inject(HttpXhrBackend);
  private readonly token = inject(HttpXsrfTokenExtractor);

  async send<Id extends RouteId>(id: Id, file: File, progress: (part: number) => void): Promise<RouteResponse<Id>> {
    const body = new FormData();
    body.append('file', file, file.name);
    const token = this.token.getToken();
    const headers = token ? new HttpHeaders({ 'X-XSRF-TOKEN': token }) : new HttpHeaders();
    const request = new HttpRequest<FormData>(paths[id].method as 'POST', apiUrl(id), body, {
      headers,
      reportProgress: true,
    });
    try {
      const events = this.backend.handle(request).pipe(
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress && event.total) progress(event.loaded / event.total);
        }),
      );
      return ((await lastValueFrom(events)) as HttpResponse<RouteResponse<Id>>).body as RouteResponse<Id>;
    } catch (error) {
      throw toApiError(error);
    }
  }
}
