import { Component, computed, inject, input } from '@angular/core';
import { ApiClient, apiResource, apiUrl, Paged } from '@yigou/web-data';
import { InstantPipe } from '@yigou/web-ui';

/** What the organiser told of the progress of a campaign, the latest first; nothing where nothing was told. */
@Component({
  selector: 'app-progress-reports',
  imports: [InstantPipe],
  template: `
    @if (reports().length) {
      <section aria-labelledby="progress-reports">
        <h2 id="progress-reports">发起人的进展通报</h2>
        @for (report of reports(); track report.id) {
          <article data-testid="progress-report">
            <time class="muted small" [attr.datetime]="report.at">{{ report.at | instant }}</time>
            <p>{{ report.text }}</p>
            @for (photo of report.photos; track photo) {
              <img [src]="photo" alt="进展照片" width="120" height="120" loading="lazy" />
            }
          </article>
        }
        @if (list.cursor()) {
          <button type="button" class="yg-button" [disabled]="list.loading()" (click)="list.more()">再看一些</button>
        }
        @if (list.problem()) {
          <p class="notice notice--bad" role="alert">{{ list.problem() }}</p>
        }
      </section>
    }
  `,
  styles: `
    section {
      margin-block-start: 28px;
    }
    h2 {
      margin-block-end: 12px;
      font-family: var(--yg-font-display);
    }
    article {
      padding-block: 10px;
      border-block-start: 1px solid var(--yg-line);
    }
    p {
      white-space: pre-line;
    }
    img {
      display: inline-block;
      margin: 6px 8px 0 0;
      border-radius: 6px;
      object-fit: cover;
    }
  `,
})
export class ProgressReportsComponent {
  private readonly api = inject(ApiClient);

  readonly campaignId = input.required<string>();

  private readonly answer = apiResource('listCampaignReports', () => ({ params: { id: this.campaignId() } }));
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listCampaignReports', { params: { id: this.campaignId() }, query: { cursor } }),
  );
  protected readonly reports = computed(() =>
    this.list.items().map((report) => ({
      ...report,
      photos: report.photos.map(({ id: photoId }) =>
        apiUrl('campaignReportPhoto', { id: this.campaignId(), photoId }, { size: 'thumb' }),
      ),
    })),
  );
}
