import { Component, inject, input, output, signal } from '@angular/core';
import { ACCEPTANCE_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney, formatTime } from '../../../shared/format';
import type { FormConfig } from '../../../shared/form-dialog/form';
import { FormDialog } from '../../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../../shared/record';
import { StatusTag } from '../../../shared/status-tag';
import { StepHistory } from '../../../shared/step-history';
import { ACCEPTANCE_TONES } from '../../../shared/tones';
import { type AcceptanceSheet, confirmForm, detailsOf, returnForm, stepsOf } from './acceptance-forms';

/** A sheet: what the first person recorded, for the second to confirm or send back. */
@Component({
  selector: 'yg-acceptance-record',
  imports: [
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './acceptance-record.html',
  styleUrl: './acceptable-order.css',
})
export class AcceptanceRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getAcceptance', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = ACCEPTANCE_STATUSES;
  protected readonly tones = ACCEPTANCE_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly steps = stepsOf;
  protected readonly details = detailsOf;
  protected readonly forms = { confirm: confirmForm, return: returnForm };
  protected readonly pdf = (id: string): string => apiUrl('acceptancePdf', { id });

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: AcceptanceSheet): void {
    this.dialog.set(
      form(this.api, one, (now) => {
        this.data.set(now);
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // After a refusal too: somebody may have been faster.
    if (!done) this.data.reload();
  }
}
