import { Component, computed, effect, inject, input, linkedSignal, output } from '@angular/core';
import { type FieldTree, FormField, validate } from '@angular/forms/signals';
import type { BatchView, OrderView } from '@yigou/contracts';
import { CARRIERS } from '@yigou/contracts/labels';
import { ApiClient, apiGather, apiResource } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { LoadError } from '../shared/load-error';
import { Modal, ModalActions } from '../shared/modal';
import { CountInput } from '../shared/typed-inputs/typed-inputs';
import { harvestWords } from '../shared/weights';
import { lastBatch, rememberBatch } from './last-batch';
import { bodyOf, holdsEnough, nextParcel, type ParcelForm, remaining, unpacked } from './shipment-form';

type Line = OrderView['lines'][number];
interface ShipmentForm {
  readonly parcels: readonly ParcelForm[];
}

/** Hands an order to the carrier in one or several parcels, filled beforehand with all that is left to ship. */
@Component({
  selector: 'yg-ship-dialog',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    NzSkeletonComponent,
  ],
  templateUrl: './ship-dialog.html',
  styleUrl: './ship-dialog.css',
})
export class ShipDialog {
  readonly orderId = input.required<string>();
  /** True when something was shipped. */
  readonly closed = output<boolean>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly carriers = Object.entries(CARRIERS);
  protected readonly remaining = remaining;

  protected readonly order = apiResource('getSupplierOrder', () => ({ params: { id: this.orderId() } }));
  protected readonly lines = computed(() =>
    this.order.hasValue() ? this.order.value().lines.filter((line) => remaining(line) > 0) : [],
  );
  /** Batches with something left, by product. */
  private readonly batches = apiGather(
    () => [...new Set(this.lines().map((line) => line.productId))],
    (productIds) => this.batchesOf(productIds),
  );
  private readonly stock = computed<ReadonlyMap<string, readonly BatchView[]>>(() =>
    this.batches.hasValue() ? this.batches.value() : new Map(),
  );
  private readonly packed = linkedSignal<ShipmentForm>(() => ({ parcels: [nextParcel(this.lines(), [])] }));
  protected readonly form = contractForm('shipOrder', this.packed, {
    body: ({ parcels }: ShipmentForm) => bodyOf(parcels),
    rules: (path) =>
      validate(path.parcels, ({ value }) =>
        this.lines().some((line) => unpacked(line, value()) < 0)
          ? { kind: 'exceeded', message: '装入的数量超过订单剩余数量' }
          : undefined,
      ),
  });
  protected readonly left = computed(() =>
    this.lines().reduce((sum, line) => sum + unpacked(line, this.packed().parcels), 0),
  );

  constructor() {
    // The batches come after the order: what was typed meanwhile stays.
    effect(() => {
      if (!this.batches.hasValue()) return;
      const last = this.lastBatches();
      this.update((parcels) =>
        parcels.map((parcel) => ({
          ...parcel,
          lines: parcel.lines.map((line) => ({ ...line, batchId: line.batchId || (last.get(line.orderLineId) ?? '') })),
        })),
      );
    });
  }

  protected batchesFor(index: number, line: Line) {
    return (this.stock().get(line.productId) ?? []).map((batch) => {
      const left = harvestWords(batch.quantityGrams - batch.shippedGrams);
      const enough = holdsEnough(batch, this.packed().parcels, this.lines(), index, line);
      return {
        id: batch.id,
        enough,
        words: `${batch.number} ${batch.harvestedOn} 采收，剩 ${left}${enough ? '' : '，不够'}`,
      };
    });
  }

  protected remember(line: Line, event: Event): void {
    rememberBatch(line.productId, (event.target as HTMLSelectElement).value);
  }

  /** What is wrong with the contents of a parcel, line by line or as a whole. */
  protected wrongIn(lines: FieldTree<ParcelForm['lines']>): string | null {
    return [...lines].map((line) => errorOf(line.quantity())).find((wrong) => wrong) ?? errorOf(lines());
  }

  /** The batch that was chosen last for a product, while it still holds enough: by order line. */
  private lastBatches(): ReadonlyMap<string, string> {
    const chosen = new Map<string, string>();
    for (const line of this.lines()) {
      const last = this.stock()
        .get(line.productId)
        ?.find((batch) => batch.id === lastBatch(line.productId));
      const { lines, ...parcel } = nextParcel(this.lines(), []);
      const traced = lines.map((one) => ({ ...one, batchId: chosen.get(one.orderLineId) ?? '' }));
      if (last && holdsEnough(last, [{ ...parcel, lines: traced }], this.lines(), 0, line))
        chosen.set(line.id, last.id);
    }
    return chosen;
  }

  private async batchesOf(productIds: readonly string[]): Promise<ReadonlyMap<string, readonly BatchView[]>> {
    const lists = productIds.map(async (productId) => {
      const { items } = await this.api.call('listBatches', { query: { productId, limit: 100 } });
      return [productId, items] as const;
    });
    return new Map(await Promise.all(lists));
  }

  protected add(): void {
    this.update((parcels) => [...parcels, nextParcel(this.lines(), parcels)]);
  }

  protected remove(index: number): void {
    this.update((parcels) => parcels.filter((_, i) => i !== index));
  }

  private update(change: (parcels: readonly ParcelForm[]) => readonly ParcelForm[]): void {
    this.packed.update(({ parcels }) => ({ parcels: change(parcels) }));
  }

  protected async submit(): Promise<void> {
    const id = this.orderId();
    const sent = await this.form.send(async (sent) => {
      await this.api.call('shipOrder', { params: { id }, ...sent });
      this.message.success(`已发货，共 ${sent.body.parcels.length} 个包裹。`);
    }, id);
    if (sent) this.closed.emit(true);
  }
}
