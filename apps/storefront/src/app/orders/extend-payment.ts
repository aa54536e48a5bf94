import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { OrderView } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import { contractForm, DialogComponent, FieldComponent, FieldInputDirective } from '@yigou/web-ui';

/** Puts off the end of a unit's time to pay, once, with a reason. Open as long as it is there. */
@Component({
  selector: 'app-extend-payment',
  imports: [DialogComponent, FieldComponent, FieldInputDirective, FormField],
  template: `
    <yg-dialog heading="延长付款期" [open]="true" (closed)="closed.emit()">
      <form id="extend-form" class="form-grid" novalidate (submit)="submit($event)">
        @if (form.problem(); as problem) {
          <p role="alert">{{ problem }}</p>
        }
        <p>付款期延长 {{ order().contract?.extensionDays }} 天，只能延长一次。到期仍未付款，订单自动关闭。</p>
        <yg-field label="延长原因">
          <textarea ygInput data-testid="extend-reason" [formField]="form.fields.reason"></textarea>
        </yg-field>
      </form>
      <ng-container dialogActions>
        <button type="button" class="yg-button" (click)="closed.emit()">不延长了</button>
        <button
          type="submit"
          form="extend-form"
          class="yg-button yg-button--main"
          data-testid="extend-submit"
          [disabled]="form.busy()"
        >
          延长付款期
        </button>
      </ng-container>
    </yg-dialog>
  `,
})
export class ExtendPaymentDialog {
  readonly order = input.required<OrderView>();
  /** The order as it became. */
  readonly done = output<OrderView>();
  readonly closed = output();

  private readonly api = inject(ApiClient);
  protected readonly form = contractForm('extendPayment', signal({ reason: '' }), {
    guard: false,
    rules: ({ reason }) =>
      validate(reason, ({ value }) => (value().trim() ? undefined : { kind: 'required', message: '请填写原因' })),
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { id } = this.order();
    await this.form.send(async (sent) => {
      this.done.emit(await this.api.call('extendPayment', { params: { id }, ...sent }));
    }, id);
  }
}
