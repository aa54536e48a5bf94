import { Component, inject, input, output, signal } from '@angular/core';
import { ORDER_STATUSES, REFUND_STATUSES, TRANSFER_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { dueTone, dueWords } from '../../../shared/deadlines';
import { formatMoney, formatTime } from '../../../shared/format';
import type { FormConfig } from '../../../shared/form-dialog/form';
import { FormDialog } from '../../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../../shared/record';
import { StatusTag } from '../../../shared/status-tag';
import { ORDER_TONES, REFUND_TONES, TRANSFER_TONES } from '../../../shared/tones';
import { type Payable, submitForm, withdrawForm } from '../../transfer-forms';

/** An order that is to be paid: where the money goes, and what was said of it. */
@Component({
  selector: 'yg-payable-record',
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
  ],
  templateUrl: './payable-record.html',
  styles: `
    .vouchers {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .vouchers li {
      padding-block: 8px;
      border-block-end: 1px solid var(--color-line);
    }
    .vouchers p {
      margin: 4px 0 0;
    }
  `,
})
export class PayableRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getPayable', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly orders = { words: ORDER_STATUSES, tones: ORDER_TONES };
  protected readonly vouchers = { words: TRANSFER_STATUSES, tones: TRANSFER_TONES };
  protected readonly refunds = { words: REFUND_STATUSES, tones: REFUND_TONES };
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly due = dueWords;
  protected readonly dueTone = dueTone;

  protected submit(one: Payable): void {
    this.dialog.set(submitForm(this.api, one, (now) => this.done(now)));
  }

  protected withdraw({ transfers: [latest] }: Payable): void {
    if (latest) this.dialog.set(withdrawForm(this.api, latest.id, (now) => this.done(now)));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // After a refusal too: somebody may have been faster.
    if (!done) this.data.reload();
  }

  private done(now: Payable): void {
    this.data.set(now);
    this.changed.emit();
  }
}
