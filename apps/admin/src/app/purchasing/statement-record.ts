import { Component, computed, inject, input, output, signal } from '@angular/core';
import { STATEMENT_ENTRIES, STATEMENT_INVOICES, STATEMENT_STATUSES } from '@yigou/contracts/labels';
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
import { STATEMENT_TONES } from '../shared/tones';
import { balanceWords } from './statement-columns';
import {
  answerForm,
  confirmForm,
  objectForm,
  type Statement,
  STATEMENT_ROUTES,
  type StatementSide,
  stepsOf,
} from './statement-forms';

/** One statement of account in a drawer: its lines, and what each side may do. */
@Component({
  selector: 'yg-statement-record',
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
  templateUrl: './statement-record.html',
  styles: `
    nz-alert {
      display: block;
      margin-block-end: 16px;
    }
    .hash {
      overflow-wrap: anywhere;
    }
    .day,
    .number {
      white-space: nowrap;
    }
    .balance td {
      font-weight: 600;
    }
  `,
})
export class StatementRecord {
  readonly id = input.required<string>();
  readonly side = input.required<StatementSide>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly routes = computed(() => STATEMENT_ROUTES[this.side()]);
  protected readonly data = apiResource(
    () => this.routes().get,
    () => ({ params: { id: this.id() } }),
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly forms = { confirm: confirmForm, object: objectForm, answer: answerForm };
  protected readonly statuses = STATEMENT_STATUSES;
  protected readonly tones = STATEMENT_TONES;
  protected readonly entries = STATEMENT_ENTRIES;
  protected readonly invoices = STATEMENT_INVOICES;
  protected readonly money = formatMoney;
  protected readonly steps = stepsOf;
  protected readonly balance = (fen: number): string => balanceWords(this.side(), fen);
  protected readonly file = (kind: 'pdf' | 'book', id: string): string => apiUrl(this.routes()[kind], { id });
  /** What the other side says is wrong, while it waits for an answer. */
  protected readonly objection = ({ status, history }: Statement): string | null => {
    const last = status.endsWith('objected') ? history.findLast(({ action }) => action.startsWith('object')) : null;
    return last ? [last.line === null ? '' : `第 ${last.line} 行`, last.reason].filter(Boolean).join('：') : null;
  };

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: Statement): void {
    this.dialog.set(
      form(this.api, this.side(), one, (now) => {
        this.data.set(now);
        this.changed.emit();
      }),
    );
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) return;
    // After a refusal too: it may have been made anew, or somebody may have been faster.
    this.data.reload();
    this.changed.emit();
  }
}
