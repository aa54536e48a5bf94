import { Component, inject, input, output, signal } from '@angular/core';
import { BANK_LINE_STATES, TRANSFER_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatMoney, formatTime } from '../../../shared/format';
import type { FormConfig } from '../../../shared/form-dialog/form';
import { FormDialog } from '../../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../../shared/record';
import { StatusTag } from '../../../shared/status-tag';
import { BANK_LINE_TONES } from '../../../shared/tones';
import { type BankLine, confirmForm, ignoreForm, matchForm, reasonsOf, unmatchForm } from './bank-line-forms';

/** Money that came, and what its supplier makes of it. */
@Component({
  selector: 'yg-bank-line-record',
  imports: [
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
  templateUrl: './bank-line-record.html',
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li + li {
      margin-top: 12px;
    }
    li p {
      margin: 0;
    }
  `,
})
export class BankLineRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getBankLine', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly states = BANK_LINE_STATES;
  protected readonly tones = BANK_LINE_TONES;
  protected readonly transferStatuses = TRANSFER_STATUSES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly reasons = reasonsOf;
  protected readonly forms = { confirm: confirmForm, match: matchForm, unmatch: unmatchForm, ignore: ignoreForm };

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: BankLine): void {
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
