import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Modal, ModalActions } from '../shared/modal';
import { CountInput } from '../shared/typed-inputs/typed-inputs';

/** Moves stock in or out by a number and a reason, so that the movements always add up to what lies in the store. */
@Component({
  selector: 'yg-stock-dialog',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  template: `
    <yg-modal [heading]="'调整库存：' + sku().name" [width]="440" (closed)="closed.emit(false)">
      <form
        id="stock-form"
        novalidate
        (submit)="$event.preventDefault(); save()"
        aria-label="调整库存"
        data-testid="stock-form"
      >
        @if (stock.problem()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="stock.problem()" role="alert" />
        }
        <p>
          现有 <b>{{ sku().onHand }}</b>，其中订单占用 <b>{{ sku().reserved }}</b>。
        </p>
        <yg-field label="增减数量" hint="入库填正数，出库或盘亏填负数，例如 -5。">
          <input nz-input ygInput ygCount [signed]="true" [formField]="stock.fields.delta" data-testid="stock-delta" />
        </yg-field>
        <yg-field label="原因" hint="例如：新采收入库、盘点、破损。">
          <input nz-input ygInput [formField]="stock.fields.reason" data-testid="stock-reason" />
        </yg-field>
        <p class="after" role="status">
          @if (after() !== null) {
            调整后为 <b>{{ after() }}</b>
          }
        </p>
      </form>
      <ng-container modalActions>
        <button nz-button type="button" (click)="closed.emit(false)">取消</button>
        <button nz-button nzType="primary" form="stock-form" [nzLoading]="stock.busy()" data-testid="stock-submit">
          确认调整
        </button>
      </ng-container>
    </yg-modal>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    p {
      margin: 0;
    }
    .after {
      min-height: 22px;
    }
  `,
})
export class StockDialog {
  readonly sku = input.required<{ id: string; name: string; onHand: number; reserved: number }>();
  /** True when stock was moved. */
  readonly closed = output<boolean>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly stock = contractForm('adjustStock', signal({ delta: null as number | null, reason: '' }), {
    rules: (path) =>
      validate(path.delta, () => {
        const after = this.after();
        return after !== null && after < this.sku().reserved
          ? { kind: 'reserved', message: '调整后会少于已被订单占用的数量' }
          : undefined;
      }),
  });
  protected readonly after = computed(() => {
    const { delta } = this.stock.value();
    return delta === null ? null : this.sku().onHand + delta;
  });

  protected async save(): Promise<void> {
    const { id } = this.sku();
    const sent = await this.stock.send(async (body) => {
      const level = await this.api.call('adjustStock', { params: { id }, ...body });
      this.message.success(`库存已调整为 ${level.onHand}。`);
    }, id);
    if (sent) this.closed.emit(true);
  }
}
