import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { UnitSelect } from '../../shared/unit-select';

type Unit = RouteResponse<'getUnit'>;

/** Of a unit that stands nowhere yet: for whom it waits, why it was sent back, and how it asks again (R21). */
@Component({
  selector: 'yg-admission-note',
  imports: [FieldComponent, FieldInputDirective, FormField, NzAlertComponent, NzButtonComponent, UnitSelect],
  template: `
    <nz-alert [nzType]="refused() ? 'warning' : 'info'" nzShowIcon [nzMessage]="words()" data-testid="admission-note" />
    @if (waits()) {
      @if (session.may('withdrawUnitAdmission')) {
        <button nz-button type="button" [nzLoading]="busy()" (click)="withdraw()" data-testid="admission-withdraw">
          撤回申请
        </button>
      }
    } @else if (session.may('askUnitAdmission')) {
      <form novalidate (submit)="$event.preventDefault(); ask()" aria-label="重新申请登记">
        @if (form.problem()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="form.problem()" role="alert" />
        }
        <yg-field label="主管单位" [optional]="true" hint="审核本单位填报的上级单位；没有就留空，填报直接报财政部门。">
          <yg-unit-select ygInput [formField]="form.fields.parentId" [known]="known()" />
        </yg-field>
        <button nz-button nzType="primary" [nzLoading]="form.busy()" data-testid="admission-ask">重新申请</button>
      </form>
    }
  `,
  styles: `
    :host,
    form {
      display: grid;
      justify-items: start;
      gap: 16px;
    }
    nz-alert,
    yg-field {
      width: 100%;
    }
  `,
})
export class AdmissionNote {
  readonly unit = input.required<Unit>();
  readonly changed = output<Unit>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly busy = signal(false);
  private readonly admission = computed(() => this.unit().admission);
  protected readonly waits = computed(() => this.admission()?.status === 'waiting');
  protected readonly refused = computed(() => this.admission()?.status === 'refused');
  protected readonly known = computed(() => this.admission()?.parent ?? null);
  protected readonly words = computed(() => {
    const admission = this.admission();
    if (admission?.status === 'waiting')
      return `已申请列为“${admission.parent.name}”的下级单位，等对方或当地财政部门同意后，就可以填报和下单。`;
    if (admission?.status === 'refused')
      return `登记申请被退回：${admission.reason}。请核对主管单位后重新申请，同意前不能填报和下单。`;
    return '本单位还没有列入预算单位，请选择主管单位重新申请。';
  });
  private readonly wanted = signal<{ readonly parentId: string | null }>({ parentId: null });
  protected readonly form = contractForm('askUnitAdmission', this.wanted, {
    blames: { unit_parent_unknown: 'parentId' },
  });

  protected async ask(): Promise<void> {
    await this.form.send(async ({ body }) => this.changed.emit(await this.api.call('askUnitAdmission', { body })));
  }

  protected async withdraw(): Promise<void> {
    this.busy.set(true);
    try {
      this.changed.emit(await this.api.call('withdrawUnitAdmission'));
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
