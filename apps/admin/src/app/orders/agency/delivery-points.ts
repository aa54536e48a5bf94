import { Component, inject, signal } from '@angular/core';
import type { DeliveryPoint } from '@yigou/contracts';
import { receivingWords } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { deliveryPointForm } from './delivery-point-form';

/** Where the unit takes goods in, 收货点: its manager keeps them, its buyers choose among them. */
@Component({
  selector: 'yg-delivery-points',
  imports: [Fact, FactList, FormDialog, NzButtonComponent, PageHeader, RecordPage, RecordSection, RecordTemplate],
  templateUrl: './delivery-points.html',
  styleUrl: '../../shared/column.css',
})
export class DeliveryPoints {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly points = apiResource('listDeliveryPoints');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly receiving = receivingWords;

  protected edit(one: DeliveryPoint | null): void {
    this.dialog.set(deliveryPointForm(this.api, one));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.points.reload();
  }
}
