import { Component, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import {
  AFTERSALES_DEFAULTS,
  AFTERSALES_ENDINGS,
  AFTERSALES_KINDS,
  AFTERSALES_REASONS,
  AFTERSALES_CASE_STATUSES,
  AFTERSALES_TURNS,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import {
  Confirm,
  contractForm,
  DialogComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';

const TURNS = { buyer: '轮到您处理', supplier: '等待商家处理', platform: '等待平台裁定' } as const;

/** One of a buyer's cases, 售后详情: whose turn it is and until when, what was said, and what they may do. */
@Component({
  selector: 'app-case-detail',
  imports: [
    DialogComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    FormField,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './case-detail.html',
  styleUrl: './case-detail.scss',
})
export class CaseDetailPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  /** Bound from the address. */
  readonly id = input.required<string>();
  protected readonly answer = apiResource('viewAftersales', () => ({ params: { id: this.id() } }));
  protected readonly dialog = signal<'return' | 'intervention' | null>(null);
  protected readonly busy = signal(false);
  protected readonly statuses = AFTERSALES_CASE_STATUSES;
  protected readonly endings = AFTERSALES_ENDINGS;
  protected readonly kinds = AFTERSALES_KINDS;
  protected readonly reasons = AFTERSALES_REASONS;
  protected readonly defaults = AFTERSALES_DEFAULTS;
  protected readonly turns = AFTERSALES_TURNS;
  protected readonly turnWords = TURNS;
  protected readonly returning = contractForm('sendBackAftersales', signal({ carrier: '', waybill: '' }), {
    guard: false,
  });
  protected readonly asking = contractForm('escalateAftersales', signal({ words: '' }), { guard: false });

  protected async withdraw(): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '撤销售后',
      text: '撤销后这件售后结案。还在期限内的，可以重新申请。',
      action: '撤销',
      keep: '不撤销',
    });
    if (!sure) return;
    this.busy.set(true);
    try {
      this.answer.set(await this.api.call('withdrawAftersales', { params: { id: this.id() } }));
      this.toast.say('已撤销');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
      this.answer.reload();
    } finally {
      this.busy.set(false);
    }
  }

  protected async sendBack(event: Event): Promise<void> {
    event.preventDefault();
    await this.returning.send(async (sent) => {
      this.answer.set(await this.api.call('sendBackAftersales', { params: { id: this.id() }, ...sent }));
      this.dialog.set(null);
    }, this.id());
  }

  protected async escalate(event: Event): Promise<void> {
    event.preventDefault();
    await this.asking.send(async (sent) => {
      this.answer.set(await this.api.call('escalateAftersales', { params: { id: this.id() }, ...sent }));
      this.dialog.set(null);
    }, this.id());
  }
}
