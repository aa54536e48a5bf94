import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { type BulkTerms, bulkPriceFen, bulkWords } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { formatMoney } from '../../shared/format';
import { CountInput } from '../../shared/typed-inputs/typed-inputs';
import { type AcceptedGood, BulkListPanel } from './bulk-list';
import { type Good, GoodsSelect } from './goods-select';
import type { Requisition } from './requisition-forms';

interface Line {
  readonly skuId: string;
  readonly label: string;
  /** Everybody's, and what units pay for many. */
  readonly priceFen: number;
  readonly bulk: BulkTerms | null;
  readonly quantity: number | null;
}
interface Written {
  readonly purpose: string;
  readonly deliverOn: string;
  readonly deliverTo: string;
  readonly poNumber: string;
  readonly budgetId: string | null;
  readonly lines: readonly Line[];
}

const writtenOf = ({ purpose, deliverOn, deliverTo, poNumber, budgetId, items }: Requisition): Written => ({
  purpose,
  deliverOn,
  deliverTo,
  poNumber,
  budgetId,
  // What stands there at another price is taken at that of today.
  lines: items.map(({ skuId, productName, skuName, quantity, priceFen, offer }) => ({
    skuId,
    label: `${productName} ${skuName}`,
    priceFen: offer?.priceFen ?? priceFen,
    bulk: offer?.bulk ?? null,
    quantity,
  })),
});

/** Writes a requisition's list: goods by search, how many of each, where and when, and out of which budget. */
@Component({
  selector: 'yg-requisition-editor',
  imports: [
    BulkListPanel,
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    GoodsSelect,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
  ],
  templateUrl: './requisition-editor.html',
  styleUrl: './requisition-editor.css',
})
export class RequisitionEditor {
  readonly requisition = input.required<Requisition>();
  readonly saved = output<Requisition>();
  readonly closed = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  private readonly written = linkedSignal<Written>(() => writtenOf(this.requisition()));
  protected readonly form = contractForm('saveRequisition', this.written, {
    body: ({ lines, ...said }) => ({
      ...said,
      lines: lines.map(({ skuId, quantity }) => ({ skuId, quantity })),
      lockVersion: this.requisition().lockVersion,
    }),
    names: { 'lines.*.skuId': 'lines.*.quantity' },
  });
  protected readonly sum = computed(() =>
    this.written().lines.reduce((sum, line) => sum + this.price(line) * (line.quantity ?? 0), 0),
  );
  protected readonly money = formatMoney;

  /** Of a piece, at the quantity that stands there. */
  protected price(line: Line): number {
    return bulkPriceFen(line, line.quantity ?? 0);
  }

  protected terms({ bulk }: Line): string {
    return bulk ? bulkWords(bulk, formatMoney) : '';
  }

  protected addAll(goods: readonly AcceptedGood[]): void {
    for (const { good, quantity } of goods) this.add(good, quantity);
  }

  /** What is listed already gets so many more. */
  protected add({ skuId, productName, skuName, priceFen, bulk }: Good, pieces: number): void {
    const label = `${productName} ${skuName}`;
    this.form.fields
      .lines()
      .value.update((lines) =>
        lines.some((line) => line.skuId === skuId)
          ? lines.map((line) => (line.skuId === skuId ? { ...line, quantity: (line.quantity ?? 0) + pieces } : line))
          : [...lines, { skuId, label, priceFen, bulk, quantity: Math.max(pieces, bulk?.minimum ?? 1) }],
      );
  }

  protected remove(index: number): void {
    this.form.fields.lines().value.update((lines) => lines.filter((_, at) => at !== index));
  }

  protected async save(): Promise<void> {
    const { id } = this.requisition();
    await this.form.send(async ({ body }) => {
      const now = await this.api.call('saveRequisition', { params: { id }, body });
      this.message.success('采购申请已保存。');
      this.saved.emit(now);
    });
  }
}
