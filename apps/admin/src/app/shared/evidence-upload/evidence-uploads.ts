import { HttpClient, HttpEventType } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import { apiUrl, toApiError } from '@yigou/web-data';
import { lastValueFrom, tap } from 'rxjs';

/** Uploads evidence and tells how far it is: a photo over a village's network takes a while. */
@Injectable({ providedIn: 'root' })
export class EvidenceUploads {
  private readonly http = inject(HttpClient);

  /** `progress` gets whole percent. Throws ApiError: `evidence_invalid`, `evidence_infected`, `payload_too_large`, … */
  async send(file: File, progress: (percent: number) => void): Promise<EvidenceView> {
    const body = new FormData();
    body.append('file', file, file.name);
    const events = this.http
      .post<EvidenceView>(apiUrl('uploadEvidence'), body, { reportProgress: true, observe: 'events' })
      .pipe(
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress && event.total)
            progress(Math.round((event.loaded / event.total) * 100));
        }),
      );
    try {
      const last = await lastValueFrom(events);
      if (last.type !== HttpEventType.Response || !last.body) throw toApiError(null);
      return last.body;
    } catch (error) {
      throw toApiError(error);
    }
  }
}
