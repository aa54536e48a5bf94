import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import {
  claimsOf,
  contractForm,
  EvidenceUploadComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  InstantPipe,
  Toast,
} from '@yigou/web-ui';
import type { Mine } from './draft-model';

/** What the organiser tells everybody of the progress of a campaign, and owes by a date. */
@Component({
  selector: 'app-progress-reports',
  imports: [EvidenceUploadComponent, FieldComponent, FieldInputDirective, FormField, IconComponent, InstantPipe],
  template: `
    <section class="yg-card" aria-labelledby="progress-title">
      <h2 id="progress-title">进展</h2>
      <p class="muted small">公开显示在活动页面上，请不要写个人信息。</p>
      <form class="form-grid" novalidate data-testid="progress-form" (submit)="submit($event)">
        @if (report.problem(); as problem) {
          <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
        }
        <yg-field label="进展说明" hint="到货、分发的情况，至少 10 个字">
          <textarea ygInput rows="4" data-testid="progress-text" [formField]="report.fields.text"></textarea>
        </yg-field>
        <yg-evidence-upload
          label="照片"
          route="uploadPublicEvidence"
          [max]="9"
          [(files)]="photos"
          [(busy)]="uploading"
        />
        <div>
          <button
            type="submit"
            class="yg-button yg-button--main"
            data-testid="progress-submit"
            [disabled]="report.busy() || uploading()"
          >
            {{ uploading() ? '等待照片上传' : '发布进展' }}
          </button>
        </div>
      </form>
      <ul>
        @for (one of campaign().reports; track one.id) {
          <li>
            <p class="muted small">{{ one.at | instant }}</p>
            <p class="text">{{ one.text }}</p>
            @if (one.photos.length > 0) {
              <p class="muted small">{{ one.photos.length }} 张照片</p>
            }
          </li>
        } @empty {
          <li class="muted">还没有发布过进展。</li>
        }
      </ul>
    </section>
  `,
  styles: `
    section {
      padding: 20px;
      margin-block-start: 20px;
    }
    h2 {
      font-size: 18px;
    }
    form {
      margin-block: 12px 20px;
    }
    ul {
      display: grid;
      gap: 16px;
    }
    .text {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProgressReportsComponent {
  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);

  readonly campaign = input.required<Mine>();
  readonly changed = output<Mine>();

  protected readonly photos = signal<readonly RouteResponse<'uploadPublicEvidence'>[]>([]);
  protected readonly uploading = signal(false);
  private readonly model = signal({ text: '' });
  protected readonly report = contractForm('fileCampaignReport', this.model, {
    body: ({ text }) => ({ text, photos: claimsOf(this.photos()) }),
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.uploading()) return;
    const { id } = this.campaign();
    const done = await this.report.send(
      async (sent) => this.changed.emit(await this.api.call('fileCampaignReport', { params: { id }, ...sent })),
      id,
    );
    if (!done) return;
    this.report.reset({ text: '' });
    this.photos.set([]);
    this.toast.say('进展已发布');
  }
}
