import { Component, computed, effect, inject, input, linkedSignal, output, resource, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { BatchView, OrderView } from '@yigou/contracts';
import { CARRIERS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, IntentKey, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Field, FieldControl } from '../shared/field';
import { LoadError } from '../shared/load-error';
import { Modal, ModalActions } from '../shared/modal';
import { harvestWords } from '../shared/weights';
import { lastBatch, rememberBatch } from './last-batch';
import { checkShipment, holdsEnough, nextParcel, type ParcelDraft, remaining, unpacked } from './shipment-draft';

type Line = OrderView['lines'][number];

/** Hands an order to the carrier in one or several parcels, filled beforehand with all that is left to ship. */
@Component({
  selector: 'yg-ship-dialog',
  imports: [
    Field,
    FieldControl,
    FormsModule,
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
  private readonly batches = resource({
    params: () => [...new Set(this.lines().map((line) => line.productId))],
    loader: ({ params }) => this.batchesOf(params),
  });
  private readonly stock = computed<ReadonlyMap<string, readonly BatchView[]>>(() =>
    this.batches.hasValue() ? this.batches.value() : new Map(),
  );
  protected readonly parcels = linkedSignal<ParcelDraft[]>(() => [nextParcel(this.lines(), [])]);
  protected readonly left = computed(() => this.lines().reduce((sum, line) => sum + unpacked(line, this.parcels()), 0));
  protected readonly busy = signal(false);
  protected readonly errors = signal<Readonly<Record<string, string>>>({});
  protected readonly failure = signal('');
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  constructor() {
    // The batches come after the order: what was typed meanwhile stays.
    effect(() => {
      if (!this.batches.hasValue()) return;
      const batches = this.lastBatches();
      this.parcels.update((parcels) => parcels.map((parcel) => ({ ...parcel, batches: parcel.batches ?? batches })));
    });
  }

  protected patch(index: number, change: Partial<ParcelDraft>): void {
    this.parcels.update((parcels) => parcels.map((one, i) => (i === index ? { ...one, ...change } : one)));
  }

  protected setQuantity(index: number, lineId: string, quantity: string): void {
    this.patch(index, { quantities: { ...this.parcels()[index]?.quantities, [lineId]: quantity } });
  }

  protected batchesFor(index: number, line: Line) {
    return (this.stock().get(line.productId) ?? []).map((batch) => {
      const left = harvestWords(batch.quantityGrams - batch.shippedGrams);
      const enough = holdsEnough(batch, this.parcels(), this.lines(), index, line);
      return {
        id: batch.id,
        enough,
        words: `${batch.number} ${batch.harvestedOn} 采收，剩 ${left}${enough ? '' : '，不够'}`,
      };
    });
  }

  protected setBatch(index: number, line: Line, batchId: string): void {
    rememberBatch(line.productId, batchId);
    this.patch(index, { batches: { ...this.parcels()[index]?.batches, [line.id]: batchId } });
  }

  /** The batch that was chosen last for a product, while it still holds enough. */
  private lastBatches(): Record<string, string> {
    const chosen: Record<string, string> = {};
    for (const line of this.lines()) {
      const last = this.stock()
        .get(line.productId)
        ?.find((batch) => batch.id === lastBatch(line.productId));
      const parcel = { ...nextParcel(this.lines(), []), batches: chosen };
      if (last && holdsEnough(last, [parcel], this.lines(), 0, line)) chosen[line.id] = last.id;
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
    this.parcels.update((parcels) => [...parcels, nextParcel(this.lines(), parcels)]);
  }

  protected remove(index: number): void {
    this.parcels.update((parcels) => parcels.filter((_, i) => i !== index));
  }

  protected async submit(): Promise<void> {
    const { body, errors } = checkShipment(this.lines(), this.parcels());
    this.errors.set(errors);
    this.failure.set('');
    if (!body) return;
    this.busy.set(true);
    try {
      await this.api.call('shipOrder', { params: { id: this.orderId() }, body, idempotencyKey: this.intent.for(body) });
      this.message.success(`已发货，共 ${body.parcels.length} 个包裹。`);
      this.closed.emit(true);
    } catch (error) {
      const refused = toApiError(error);
      if (refused.code !== 'network') this.intent.renew();
      this.failure.set([refused.message, ...Object.values(refused.fields)].join(' '));
    } finally {
      this.busy.set(false);
    }
  }
}
