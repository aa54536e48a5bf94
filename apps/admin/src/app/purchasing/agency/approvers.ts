import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective, guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Session } from '../../identity/session';
import { formatMoney } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { YuanInput } from '../../shared/typed-inputs/typed-inputs';
import { type ApproverList, delegateForm } from './approver-forms';

interface Limits {
  readonly userId: string | null;
  readonly perOrderFen: number | null;
  readonly perMonthFen: number | null;
}

/** Who approves the unit's requisitions, in order and up to what: its manager says so; an approver names who stands in. */
@Component({
  selector: 'yg-approvers',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormDialog,
    FormField,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    NzSkeletonComponent,
    PageHeader,
    YuanInput,
  ],
  templateUrl: './approvers.html',
  styleUrl: './approvers.css',
})
export class Approvers {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly money = formatMoney;

  protected readonly saved = apiResource('getApprovers');
  private readonly stored = computed(() => ({
    approvers: (this.saved.latest()?.approvers ?? []).map(({ userId, perOrderFen, perMonthFen }): Limits => ({
      userId,
      perOrderFen,
      perMonthFen,
    })),
  }));
  private readonly filled = linkedSignal<{ approvers: readonly Limits[] }>(() => this.stored());
  protected readonly form = contractForm('setApprovers', this.filled, { guard: false });
  private readonly changed = computed(() => JSON.stringify(this.filled()) !== JSON.stringify(this.stored()));
  protected readonly dialog = signal<FormConfig | null>(null);

  constructor() {
    guardLeaving(computed(() => this.changed() && !this.form.busy()));
  }

  protected add(): void {
    const nobody: Limits = { userId: null, perOrderFen: null, perMonthFen: null };
    this.form.fields.approvers().value.update((list) => [...list, nobody]);
  }

  protected remove(index: number): void {
    this.form.fields.approvers().value.update((list) => list.filter((_, at) => at !== index));
  }

  protected async save(): Promise<void> {
    await this.form.send(async ({ body }) => {
      this.saved.set(await this.api.call('setApprovers', { body }));
      this.message.success('审批限额已保存，新提交的申请按此办理。');
    });
  }

  protected delegate(list: ApproverList): void {
    const self = this.session.user()?.id ?? '';
    this.dialog.set(delegateForm(this.api, list, self, (now) => this.saved.set(now)));
  }
}
