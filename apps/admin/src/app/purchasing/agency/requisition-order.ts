import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { overWeekWords, PAYMENT_TERMS, type PaymentTerm } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm, Fact, FactList, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { formatMoney } from '../../shared/format';
import type { Requisition } from './requisition-forms';

interface Line {
  readonly skuId: string;
  readonly quantity: number;
  readonly minimum: number;
}

/** Orders an approved list to the points that it names, or to an address of whoever orders, once sum, freight and what is left of the budget were shown. */
@Component({
  selector: 'yg-requisition-order',
  imports: [
    Fact,
    FactList,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzOptionComponent,
    NzSelectComponent,
  ],
  templateUrl: './requisition-order.html',
  styleUrl: './requisition-editor.css',
})
export class RequisitionOrder {
  readonly requisition = input.required<Requisition>();
  readonly placed = output<Requisition>();
  readonly closed = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  /** The list names the unit's own points; otherwise it goes to an address of whoever orders. */
  protected readonly toPoints = computed(() => this.requisition().deliveries.length > 0);
  protected readonly addresses = apiResource('listAddresses', () => (this.toPoints() ? undefined : {}));
  private readonly chosen = linkedSignal(() => {
    const items = this.addresses.latest()?.items ?? [];
    return {
      addressId: (items.find(({ isDefault }) => isDefault) ?? items[0])?.id ?? null,
      paymentTerms: 'prepaid' as PaymentTerm,
    };
  });
  protected readonly preview = apiResource('previewCheckout', () => {
    const { addressId } = this.chosen();
    const { items, deliveries } = this.requisition();
    const lines = items.map(({ skuId, quantity }) => ({ skuId, quantity }));
    if (deliveries.length > 0) {
      const points = deliveries.map(({ pointId, deliverOn, lines: own }) => ({ pointId, deliverOn, lines: own }));
      return { body: { lines, addressId: null, deliveries: points } };
    }
    return addressId ? { body: { lines, addressId } } : undefined;
  });
  protected readonly form = contractForm('placeRequisition', this.chosen, {
    guard: false,
    body: ({ addressId, paymentTerms }) => ({
      ...(!this.toPoints() && { addressId }),
      paymentTerms: this.onAcceptance() ? paymentTerms : 'prepaid',
      linesHash: this.requisition().linesHash,
      expectedTotalFen: this.preview.latest()?.totalFen ?? null,
    }),
  });
  /** Days after acceptance, where region and suppliers let the unit pay then. */
  protected readonly onAcceptance = computed(() => {
    const offered = this.preview.latest()?.onAcceptance;
    return offered?.granted ? offered : null;
  });
  protected readonly termNames = PAYMENT_TERMS;
  /** Why nothing can be ordered as it stands; null where it can. */
  protected readonly obstacle = computed(() => {
    const seen = this.preview.latest();
    if (!seen) return null;
    if (this.requisition().items.some(({ currentFen, priceFen }) => currentFen === null || currentFen > priceFen))
      return '有商品涨价、停售或下架，批准的清单买不到了。请点“修改”按现价保存，重新提交审批。';
    if (this.tooFew(seen.groups)) return '有商品的起订量变了，数量不够。请点“修改”增加数量后重新提交审批。';
    if (seen.overWeek.length > 0) {
      const named = seen.overWeek.map((over) => `${this.nameOf(over.skuId)}：${overWeekWords(over)}`).join('；');
      return `${named}。请下周再下单，或点“修改”减少数量后重新提交审批。`;
    }
    if (seen.groups.some(({ deliverable }) => !deliverable)) return '有供应商不送到这个地址，请换一个收货地址。';
    return seen.orderable ? null : '有商品库存不足。请点“修改”减少数量后重新提交审批，或等补货后再下单。';
  });
  private nameOf(skuId: string): string {
    const item = this.requisition().items.find((one) => one.skuId === skuId);
    return item ? `${item.productName} ${item.skuName}` : '';
  }

  /** Fewer of a SKU than its minimum, wherever they go. */
  private tooFew(groups: readonly { readonly lines: readonly Line[] }[]): boolean {
    const all = Map.groupBy(
      groups.flatMap(({ lines }) => lines),
      ({ skuId }) => skuId,
    );
    return [...all.values()].some(
      (lines) => lines.reduce((sum, { quantity }) => sum + quantity, 0) < (lines[0]?.minimum ?? 1),
    );
  }

  /** Of the requisition's budget after this order, freight included; null where it names none. */
  protected readonly afterFen = computed(() => {
    const { budget } = this.requisition();
    const seen = this.preview.latest();
    return budget && seen ? budget.leftFen - seen.totalFen : null;
  });
  protected readonly money = formatMoney;

  protected async place(): Promise<void> {
    const { id } = this.requisition();
    const done = await this.form.send(async ({ body, idempotencyKey }) => {
      const now = await this.api.call('placeRequisition', { params: { id }, body, idempotencyKey });
      this.message.success(
        `已下单，共 ${now.orders.length} 个订单，供应商签署合同后${this.onAcceptance() && this.chosen().paymentTerms === 'on_acceptance' ? '发货，验收后再付款' : '请在商城付款'}。`,
      );
      this.placed.emit(now);
    });
    // What was refused may have changed: prices, stock, the budget.
    if (!done) this.preview.reload();
  }
}
