import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import {
  claimsOf,
  contractForm,
  EvidenceUploadComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
} from '@yigou/web-ui';
import { ReceivedComponent } from '../supervision/received';

/** Objects to a publication; no account needed. Who objects is known to the office that examines, and to nobody else. */
@Component({
  selector: 'app-objection-form',
  imports: [EvidenceUploadComponent, FieldComponent, FieldInputDirective, FormField, IconComponent, ReceivedComponent],
  template: `
    @if (number(); as tracked) {
      <app-received
        heading="异议已收到，公示计时已停"
        text="县里会核查您说的情况。核查有了结论，公示才会继续或终止。"
        [number]="tracked"
      />
    } @else {
      <p class="lead">提交后公示计时立即停下，由县里核查。您的姓名和联系方式加密保存，只有核查人员能看到。</p>
      <form class="form-grid" novalidate (submit)="submit($event)">
        @if (objection.problem(); as problem) {
          <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
        }
        <yg-field label="哪里不符，您怎么知道的" hint="写明时间、地点和人，便于核查">
          <textarea ygInput rows="5" data-testid="objection-reason" [formField]="objection.fields.reason"></textarea>
        </yg-field>
        <div class="files">
          <span class="label">佐证材料 <span class="muted small">选填</span></span>
          <yg-evidence-upload
            label="佐证材料"
            route="uploadPublicEvidence"
            [max]="10"
            [(files)]="files"
            [(busy)]="uploading"
          />
        </div>
        <yg-field label="姓名">
          <input
            ygInput
            type="text"
            autocomplete="name"
            data-testid="objection-name"
            [formField]="objection.fields.name"
          />
        </yg-field>
        <yg-field label="电话或邮箱" hint="核查人员可能要向您了解情况">
          <input
            ygInput
            type="text"
            autocomplete="tel"
            data-testid="objection-contact"
            [formField]="objection.fields.contact"
          />
        </yg-field>
        <button
          type="submit"
          class="yg-button yg-button--main yg-button--large"
          data-testid="objection-submit"
          [disabled]="objection.busy() || uploading()"
        >
          {{ uploading() ? '等待文件上传' : objection.busy() ? '正在提交' : '提交异议' }}
        </button>
      </form>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 14px;
    }
    .lead {
      color: var(--yg-ink-2);
      font-size: 15px;
    }
    .files {
      display: grid;
      gap: 6px;
    }
    .label {
      font-size: 15px;
      font-weight: 500;
    }
    .label .small {
      font-weight: 400;
    }
    textarea {
      min-height: 132px;
    }
  `,
})
export class ObjectionFormComponent {
  private readonly api = inject(ApiClient);

  readonly publicityId = input.required<string>();
  readonly filed = output<void>();
  /** The publication is over, or was stopped meanwhile: what the page shows is old. */
  readonly refused = output<void>();

  protected readonly files = signal<readonly RouteResponse<'uploadPublicEvidence'>[]>([]);
  protected readonly uploading = signal(false);
  protected readonly number = signal('');
  protected readonly objection = contractForm('objectToPublicity', signal({ reason: '', name: '', contact: '' }), {
    body: (filled) => ({ ...filled, evidence: claimsOf(this.files()) }),
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.uploading()) return;
    await this.objection.send(async (sent) => {
      try {
        const params = { id: this.publicityId() };
        this.number.set((await this.api.call('objectToPublicity', { params, ...sent })).number);
        this.filed.emit();
      } catch (error) {
        if (toApiError(error).code === 'publicity_over') this.refused.emit();
        throw error;
      }
    }, this.publicityId());
  }
}
