import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { ORDER_STATUSES, REQUISITION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { dueTone, dueWords } from '../../shared/deadlines';
import { formatMoney } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { StepHistory } from '../../shared/step-history';
import { REQUISITION_TONES } from '../../shared/tones';
import { earlierOf } from './earlier';
import { RequisitionEditor } from './requisition-editor';
import {
  approveForm,
  passOnForm,
  repeatForm,
  type Requisition,
  returnForm,
  splitWords,
  stepsOf,
  submitForm,
  withdrawForm,
} from './requisition-forms';
import { RequisitionOrder } from './requisition-order';
import { keepForm } from './template-forms';

/** One requisition: its goods, what it does to budget and share, and what may be done with it by whom. */
@Component({
  selector: 'yg-requisition-record',
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
    RequisitionEditor,
    RequisitionOrder,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './requisition-record.html',
  styleUrl: './requisition-record.css',
})
export class RequisitionRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly router = inject(Router);
  private readonly address = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  private readonly api = inject(ApiClient);
  protected readonly data = apiResource('getRequisition', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<FormConfig | null>(null);
  /** The earlier list that the address names, for one that has no goods yet. */
  protected readonly earlier = computed(
    () => {
      const one = this.data.latest();
      return one?.may.edit && one.items.length === 0 ? earlierOf(this.address().get('from')) : null;
    },
    { equal: (a, b) => a?.from === b?.from && a?.id === b?.id },
  );
  protected readonly editing = linkedSignal(() => this.earlier() !== null);
  protected readonly ordering = signal(false);
  protected readonly orderStatuses = ORDER_STATUSES;
  protected readonly statuses = REQUISITION_STATUSES;
  protected readonly tones = REQUISITION_TONES;
  protected readonly money = formatMoney;
  protected readonly steps = stepsOf;
  protected readonly split = splitWords;
  protected readonly due = (at: string): string => dueWords(at);
  protected readonly dueTone = (at: string) => dueTone(at);
  protected readonly forms = {
    submit: submitForm,
    withdraw: withdrawForm,
    approve: approveForm,
    return: returnForm,
    passOn: passOnForm,
  };

  protected keep(one: Requisition): void {
    this.dialog.set(keepForm(this.api, one));
  }

  protected ask(form: (typeof this.forms)[keyof typeof this.forms], one: Requisition): void {
    this.dialog.set(form(this.api, one, (now) => this.settle(now)));
  }

  /** Leads to the new one. */
  protected repeat(one: Requisition): void {
    this.dialog.set(
      repeatForm(this.api, one, async (id) => {
        this.changed.emit();
        const from = `requisition:${one.id}`;
        await this.router.navigate([], { queryParams: { id, from }, queryParamsHandling: 'merge' });
      }),
    );
  }

  protected settle(now: Requisition): void {
    this.editing.set(false);
    this.ordering.set(false);
    this.data.set(now);
    this.changed.emit();
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    // After a refusal too: somebody may have been faster.
    if (!done) this.data.reload();
  }
}
