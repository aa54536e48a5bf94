import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ApiClient, IntentKey, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Field, FieldControl } from '../shared/field';
import { Modal, ModalActions } from '../shared/modal';
import { parseCount } from '../shared/typed-amounts';

/** Moves stock in or out by a number and a reason, so that the movements always add up to what lies in the store. */
@Component({
  selector: 'yg-stock-dialog',
  imports: [
    Field,
    FieldControl,
    FormsModule,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  template: `
    <yg-modal [heading]="'调整库存：' + sku().name" [width]="440" (closed)="closed.emit(false)">
      <form id="stock-form" (ngSubmit)="save()" aria-label="调整库存" data-testid="stock-form">
        @if (failure()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
        }
        <p>
          现有 <b>{{ sku().onHand }}</b>，其中订单占用 <b>{{ sku().reserved }}</b>。
        </p>
        <yg-field
          control="delta"
          label="增减数量"
          hint="入库填正数，出库或盘亏填负数，例如 -5。"
          [error]="errors()['delta']"
        >
          <input nz-input ygControl name="delta" autocomplete="off" [(ngModel)]="delta" data-testid="stock-delta" />
        </yg-field>
        <yg-field control="reason" label="原因" hint="例如：新采收入库、盘点、破损。" [error]="errors()['reason']">
          <input nz-input ygControl name="reason" maxlength="200" [(ngModel)]="reason" data-testid="stock-reason" />
        </yg-field>
        <p class="after" role="status">
          @if (after() !== null) {
            调整后为 <b>{{ after() }}</b>
          }
        </p>
      </form>
      <ng-container modalActions>
        <button nz-button type="button" (click)="closed.emit(false)">取消</button>
        <button nz-button nzType="primary" form="stock-form" [nzLoading]="busy()" data-testid="stock-submit">
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
  protected readonly delta = signal('');
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly errors = signal<Record<string, string>>({});
  protected readonly after = computed(() => {
    const delta = parseCount(this.delta());
    return delta === null ? null : this.sku().onHand + delta;
  });
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  protected async save(): Promise<void> {
    const delta = parseCount(this.delta());
    const errors: Record<string, string> = {};
    if (!delta) errors['delta'] = '请填写不为 0 的整数';
    else if (this.sku().onHand + delta < this.sku().reserved) errors['delta'] = '调整后会少于已被订单占用的数量';
    if (!this.reason().trim()) errors['reason'] = '请填写原因';
    this.errors.set(errors);
    this.failure.set('');
    if (!delta || Object.keys(errors).length > 0) return;
    this.busy.set(true);
    try {
      const level = await this.api.call('adjustStock', {
        params: { id: this.sku().id },
        body: { delta, reason: this.reason().trim() },
        idempotencyKey: this.intent.for([delta, this.reason()]),
      });
      this.message.success(`库存已调整为 ${level.onHand}。`);
      this.closed.emit(true);
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code !== 'network') this.intent.renew();
      this.errors.set(refused.fields);
      this.failure.set(refused.message);
    } finally {
      this.busy.set(false);
    }
  }
}
