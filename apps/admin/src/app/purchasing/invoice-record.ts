import { Component, inject, input, output, signal } from '@angular/core';
import { FILE_TYPES, INVOICE_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../shared/record';
import { StatusTag } from '../shared/status-tag';
import { StepHistory } from '../shared/step-history';
import { INVOICE_TONES } from '../shared/tones';
import { type Invoice, objectForm, receiveForm, redLetterForm, stepsOf, withdrawForm } from './invoice-forms';

/** One invoice in a drawer: the original, what it is for, and what each side may do. */
@Component({
  selector: 'yg-invoice-record',
  imports: [
    Fact,
    FactList,
    FormDialog,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './invoice-record.html',
  styles: `
    nz-alert {
      display: block;
      margin-block-end: 16px;
    }
    .hash {
      overflow-wrap: anywhere;
    }
  `,
})
export class InvoiceRecord {
  readonly id = input.required<string>();
  readonly source = input.required<'getInvoice' | 'getIssuedInvoice'>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource(
    () => this.source(),
    () => ({ params: { id: this.id() } }),
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly forms = {
    receive: receiveForm,
    object: objectForm,
    redLetter: redLetterForm,
    withdraw: withdrawForm,
  };
  protected readonly statuses = INVOICE_STATUSES;
  protected readonly tones = INVOICE_TONES;
  protected readonly types = FILE_TYPES;
  protected readonly money = formatMoney;
  protected readonly steps = stepsOf;
  protected readonly original = (id: string): string =>
    apiUrl(this.source() === 'getInvoice' ? 'invoiceFile' : 'issuedInvoiceFile', { id });

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: Invoice): void {
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
