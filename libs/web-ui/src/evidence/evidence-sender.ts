import { HttpClient, HttpEventType } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { apiUrl, toApiError } from '@yigou/web-data';
import { fromEvent, lastValueFrom, takeUntil, tap } from 'rxjs';

/** Who has an account sends by the first; a visitor gets a claim by the second. */
export type EvidenceRoute = 'uploadEvidence' | 'uploadPublicEvidence';

/** Sends a file of evidence and tells how far it is: a photo over a village's network takes a while. */
@Injectable({ providedIn: 'root' })
export class EvidenceSender {
  private readonly http = inject(HttpClient);

  /** `progress` gets whole percent. Throws ApiError: `evidence_invalid`, `evidence_infected`, `payload_too_large`, …; also when it is called off. */
  async send<Route extends EvidenceRoute>(
    route: Route,
    file: File,
    progress: (percent: number) => void,
    calledOff: AbortSignal,
  ): Promise<RouteResponse<Route>> {
    const body = new FormData();
    body.append('file', file, file.name);
    const events = this.http
      .post<RouteResponse<Route>>(apiUrl(route), body, { reportUploadProgress: true, observe: 'events' })
      .pipe(
        takeUntil(fromEvent(calledOff, 'abort')),
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress && event.total)
            progress(Math.floor((event.loaded / event.total) * 100));
        }),
      );
    try {
      const last = await lastValueFrom(events);
      if (last.type !== HttpEventType.Response) throw toApiError(null);
      return last.body as RouteResponse<Route>;
    } catch (error) {
      throw toApiError(error);
    }
  }
}
