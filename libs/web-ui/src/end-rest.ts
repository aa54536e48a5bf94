import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { OrderView } from '@yigou/contracts';
import { ApiClient, toApiError } from '@yigou/web-data';
import { contractForm, type Sent } from './contract-form';
import { DialogComponent } from './dialog';
import { Fact, FactList } from './facts';
import { FieldComponent, FieldInputDirective } from './field';
import { FenPipe } from './pipes';
import { QuantityStepperComponent } from './quantity-stepper';
import { ending, owed, type Pieces, refundFen } from './rest';

type Side = 'buyer' | 'supplier';
const WORDS = {
  buyer: {
    heading: '未发的不要了',
    intro: '选择不再要的产品和件数。已经发出的不受影响，照常收货。',
    reasons: ['等待时间太长', '不再需要了', '规格或数量选错了'],
  },
  supplier: {
    heading: '结束未发部分',
    intro: '选择不再发货的产品和件数。买家会收到退款，占用的库存会释放。',
    reasons: ['产品缺货', '已与买家商量不再发货', '品质达不到要求'],
  },
} as const;

/** Ends what a part-shipped order still owes: which pieces and why, what goes back, a look at both, and then the confirmation. Open as long as it is there. */
@Component({
  selector: 'yg-end-rest',
  imports: [
    DialogComponent,
    Fact,
    FactList,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    FormField,
    QuantityStepperComponent,
  ],
  templateUrl: './end-rest.html',
  styleUrl: './end-rest.css',
})
export class EndRestComponent {
  readonly order = input.required<OrderView>();
  readonly side = input.required<Side>();
  /** The order as it became. */
  readonly done = output<OrderView>();
  readonly closed = output();
  /** The API refused: the order may have changed meanwhile, and is to be read again. */
  readonly refused = output();

  private readonly api = inject(ApiClient);
  private readonly pieces = signal<Pieces>({});
  private readonly model = signal({ reason: '' });
  private readonly route = computed(() => (this.side() === 'buyer' ? 'endOrderRest' : 'endSupplierOrderRest'));
  protected readonly form = contractForm(() => this.route(), this.model, {
    guard: false,
    body: ({ reason }) => ({
      lines: this.chosen().map((line) => ({ orderLineId: line.id, quantity: line.ending })),
      reason,
    }),
    rules: ({ reason }) =>
      validate(reason, ({ value }) => (value().trim() ? undefined : { kind: 'required', message: '请选择或填写原因' })),
  });
  protected readonly words = computed(() => WORDS[this.side()]);
  protected readonly nothing = signal('');
  /** Chosen and looked at once more before it is done. */
  protected readonly checking = signal(false);

  protected readonly lines = computed(() =>
    this.order()
      .lines.filter((line) => owed(line) > 0)
      .map((line) => ({ ...line, owed: owed(line), ending: ending(line, this.pieces()) })),
  );
  protected readonly chosen = computed(() => this.lines().filter((line) => line.ending > 0));
  protected readonly goodsFen = computed(() =>
    this.chosen().reduce((sum, line) => sum + line.priceFen * line.ending, 0),
  );
  protected readonly refundFen = computed(() => refundFen(this.chosen(), this.pieces()));
  /** The pieces' part of what was taken off the price. */
  protected readonly discountFen = computed(() => this.goodsFen() - this.refundFen());

  protected choose(id: string, quantity: number): void {
    this.nothing.set('');
    this.pieces.update((pieces) => ({ ...pieces, [id]: quantity }));
  }

  protected say(reason: string): void {
    this.model.set({ reason });
  }

  /** The first press checks, the second one ends. */
  protected async next(event: Event): Promise<void> {
    event.preventDefault();
    if (this.chosen().length === 0) {
      this.nothing.set('请至少选择一件');
      return;
    }
    const { id } = this.order();
    const checked = this.checking();
    await this.form.send(async (sent) => {
      if (checked) this.done.emit(await this.end(id, sent));
      else this.checking.set(true);
    }, id);
  }

  private async end(id: string, sent: Sent<'endOrderRest'>): Promise<OrderView> {
    try {
      return await this.api.call(this.route(), { params: { id }, ...sent });
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code !== 'network' && refusal.code !== 'idempotency_in_progress') {
        this.checking.set(false);
        this.refused.emit();
      }
      throw error;
    }
  }
}
