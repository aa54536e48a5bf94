import { Component, inject, input, output, signal } from '@angular/core';
import { NEED_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { NeedFacts } from '../need-facts';
import { closeForm, correctForm, type OwnNeed, withdrawForm } from './need-forms';
import { NEED_TONES } from '../recipients-tones';

/** A need of the own organisation. */
@Component({
  selector: 'yg-own-need',
  imports: [
    FormDialog,
    NeedFacts,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    <yg-record noun="项受赠需求">
      <ng-template [ygRecord]="data" let-one>
        <yg-record-head>
          <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="need-status" />
          <ng-container recordActions>
            @if (one.can.withdraw) {
              <button nz-button type="button" (click)="withdraw(one)" data-testid="need-withdraw">撤回</button>
            }
            @if (one.can.close) {
              <button nz-button type="button" (click)="ask(forms.close, one)" data-testid="need-close">结束需求</button>
            }
            @if (one.can.edit) {
              <button
                nz-button
                nzType="primary"
                type="button"
                (click)="ask(forms.correct, one)"
                data-testid="need-correct"
              >
                修改后重新提交
              </button>
            }
          </ng-container>
        </yg-record-head>
        @if (one.status === 'returned') {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="'被退回：' + one.reason" data-testid="need-returned" />
        }
        <yg-need-facts [need]="one" />
      </ng-template>
    </yg-record>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    nz-alert {
      display: block;
      margin-block-end: 16px;
    }
  `,
})
export class OwnNeedRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getOwnNeed', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly forms = { correct: correctForm, close: closeForm };
  protected readonly statuses = NEED_STATUSES;
  protected readonly tones = NEED_TONES;

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: OwnNeed): void {
    this.dialog.set(
      form(this.api, one, (now) => {
        this.data.set(now);
        this.changed.emit();
      }),
    );
  }

  protected withdraw(one: OwnNeed): void {
    this.dialog.set(
      withdrawForm(this.api, one, () => {
        this.data.reload();
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (!done) this.data.reload();
  }
}
