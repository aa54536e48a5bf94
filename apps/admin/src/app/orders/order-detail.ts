import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CARRIERS, ORDER_STATUSES, PARCEL_STATUSES, PAYMENT_STATUSES, REFUND_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { NzTimelineComponent, NzTimelineItemComponent } from 'ng-zorro-antd/timeline';
import { Session } from '../identity/session';
import { formatMoney, formatTime } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { StatusTag } from '../shared/status-tag';
import { ORDER_TONES, PARCEL_TONES, PAYMENT_TONES, REFUND_TONES } from '../shared/tones';

/** One order in a drawer: what was bought, by whom, how it was paid, where its parcels are, and all that happened. */
@Component({
  selector: 'yg-order-detail',
  imports: [
    LoadError,
    NzButtonComponent,
    NzSkeletonComponent,
    NzTimelineComponent,
    NzTimelineItemComponent,
    RouterLink,
    StatusTag,
  ],
  templateUrl: './order-detail.html',
  styleUrl: './order-detail.css',
})
export class OrderDetail {
  readonly id = input.required<string>();
  readonly source = input.required<'getAdminOrder' | 'getSupplierOrder'>();
  /** The supplier asks to ship this order. */
  readonly ship = output<string>();

  private readonly session = inject(Session);
  protected readonly order = apiResource(
    () => this.source(),
    () => ({ params: { id: this.id() } }),
  );
  protected readonly isSupplier = computed(() => this.source() === 'getSupplierOrder');
  protected readonly mayShip = computed(
    () => this.isSupplier() && this.session.may('shipOrder') && this.order.hasValue() && this.order.value().can.ship,
  );
  /** The newest first: what is the case now stands on top. */
  protected readonly steps = computed(() => (this.order.hasValue() ? this.order.value().steps.toReversed() : []));

  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly words = {
    order: ORDER_STATUSES,
    parcel: PARCEL_STATUSES,
    payment: PAYMENT_STATUSES,
    refund: REFUND_STATUSES,
    carrier: CARRIERS,
  };
  protected readonly tones = {
    order: ORDER_TONES,
    parcel: PARCEL_TONES,
    payment: PAYMENT_TONES,
    refund: REFUND_TONES,
  };

  reload(): void {
    this.order.reload();
  }
}
