import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, contractForm, FieldComponent, FieldInputDirective, IconComponent, Toast } from '@yigou/web-ui';

/** To which unit what a person buys for themselves counts (R8): bound by the unit's code, left at will. */
@Component({
  selector: 'app-staff-binding',
  imports: [FieldComponent, FieldInputDirective, FormField, IconComponent],
  template: `
    @if (binding.failure(); as error) {
      <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ error.message }}</p>
    } @else if (binding.latest(); as one) {
      @if (one.unit; as unit) {
        <p data-testid="staff-unit">您自己买的东西，收货后计入“{{ unit.name }}”。</p>
        <p class="muted small">
          以下单时的绑定为准。单位只看到全体职工的人数和合计金额，看不到您是谁、买了什么；绑定的人很少时，合计可能接近您个人的金额。
        </p>
        <button type="button" class="yg-button" (click)="leave(unit.name)" data-testid="staff-leave">解除绑定</button>
      } @else {
        <p class="muted">
          在这里输入单位给的绑定码，您自己买的东西收货后计入单位的采购完成额。单位只看到人数和合计金额，看不到您买了什么；可以随时解除。
        </p>
        @if (form.problem(); as words) {
          <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ words }}</p>
        }
        <form class="form-grid narrow" novalidate (submit)="bind($event)">
          <yg-field label="绑定码" hint="10 位字母和数字，不分大小写">
            <input ygInput type="text" autocomplete="off" data-testid="staff-code" [formField]="form.fields.code" />
          </yg-field>
          <div>
            <button type="submit" class="yg-button" [disabled]="form.busy()" data-testid="staff-bind">绑定单位</button>
          </div>
        </form>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      justify-items: start;
    }
    form {
      width: 100%;
    }
  `,
})
export class StaffBindingComponent {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  protected readonly binding = apiResource('getStaffBinding');
  protected readonly form = contractForm('bindStaff', signal({ code: '' }), {
    guard: false,
    blames: { staff_code_unknown: 'code' },
  });

  protected async bind(event: Event): Promise<void> {
    event.preventDefault();
    const sent = await this.form.send(async (body) => this.binding.set(await this.api.call('bindStaff', body)));
    if (!sent) return;
    this.form.reset({ code: '' });
    this.toast.say('已绑定，以后您自己下的订单计入该单位');
  }

  protected async leave(unit: string): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '解除绑定',
      text: `以后下的订单不再计入“${unit}”；已经下的订单仍然计入。`,
      action: '解除绑定',
    });
    if (!sure) return;
    try {
      await this.api.call('leaveStaff');
      this.toast.say('已解除绑定');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
    this.binding.reload();
  }
}
