import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CARRIERS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { formatTime } from '../shared/format';
import { RecordPage, RecordTemplate } from '../shared/record';

/** What lies in each parcel, one sheet for each, to be printed and put inside. Before anything is shipped: one sheet with the whole order. */
@Component({
  selector: 'yg-packing-slip',
  imports: [Fact, FactList, NzButtonComponent, NzIconDirective, RecordPage, RecordTemplate, RouterLink],
  templateUrl: './packing-slip.html',
  styleUrl: './packing-slip.css',
})
export class PackingSlip {
  readonly id = input.required<string>();
  protected readonly time = formatTime;
  protected readonly order = apiResource('getSupplierOrder', () => ({ params: { id: this.id() } }));
  protected readonly sheets = computed(() => {
    const order = this.order.latest();
    if (!order) return [];
    if (order.parcels.length === 0) {
      const lines = order.lines.map((line) => ({ ...line, orderLineId: line.id }));
      return [{ id: order.id, waybill: '', carrier: '', shippedAt: null, lines }];
    }
    return order.parcels.map((parcel) => ({ ...parcel, carrier: CARRIERS[parcel.carrier] }));
  });

  protected count(lines: readonly { quantity: number }[]): number {
    return lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  protected print(): void {
    window.print();
  }
}
