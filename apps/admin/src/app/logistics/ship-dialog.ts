import { Component, computed, inject, input, linkedSignal, output, resource, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { CARRIERS } from '@yigou/contracts/labels';
import { ApiClient, IntentKey, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Field, FieldControl } from '../shared/field';
import { LoadError } from '../shared/load-error';
import { checkShipment, nextParcel, type ParcelDraft, remaining, unpacked } from './shipment-draft';

/** Hands an order to the carrier in one or several parcels, filled beforehand with all that is left to ship. */
@Component({
  selector: 'yg-ship-dialog',
  imports: [
    Field,
    FieldControl,
    FormsModule,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzModalComponent,
    NzModalContentDirective,
    NzOptionComponent,
    NzSelectComponent,
    NzSkeletonComponent,
  ],
  providers: [NzModalService],
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

  protected readonly order = resource({
    params: () => this.orderId(),
    loader: ({ params }) => this.api.call('getSupplierOrder', { params: { id: params } }),
  });
  protected readonly lines = computed(() =>
    this.order.hasValue() ? this.order.value().lines.filter((line) => remaining(line) > 0) : [],
  );
  protected readonly parcels = linkedSignal<ParcelDraft[]>(() => [nextParcel(this.lines(), [])]);
  protected readonly left = computed(() => this.lines().reduce((sum, line) => sum + unpacked(line, this.parcels()), 0));
  protected readonly busy = signal(false);
  protected readonly errors = signal<Readonly<Record<string, string>>>({});
  protected readonly failure = signal('');
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  protected patch(index: number, change: Partial<ParcelDraft>): void {
    this.parcels.update((parcels) => parcels.map((one, i) => (i === index ? { ...one, ...change } : one)));
  }

  protected setQuantity(index: number, lineId: string, quantity: string): void {
    this.patch(index, { quantities: { ...this.parcels()[index]?.quantities, [lineId]: quantity } });
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
