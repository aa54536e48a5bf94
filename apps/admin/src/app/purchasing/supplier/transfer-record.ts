import { Component, inject, input, output, signal } from '@angular/core';
import { ORDER_STATUSES, TRANSFER_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { StepHistory } from '../../shared/step-history';
import { TRANSFER_TONES } from '../../shared/tones';
import { confirmForm, returnForm, type Transfer, transferSteps } from '../transfer-forms';

/** A voucher of a unit, for its supplier to confirm or send back. */
@Component({
  selector: 'yg-transfer-record',
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
  templateUrl: './transfer-record.html',
})
export class TransferRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getTransfer', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = TRANSFER_STATUSES;
  protected readonly tones = TRANSFER_TONES;
  protected readonly orderStatuses = ORDER_STATUSES;
  protected readonly money = formatMoney;
  protected readonly steps = transferSteps;
  protected readonly forms = { confirm: confirmForm, return: returnForm };

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: Transfer): void {
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
