import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { CARRIERS, ORDER_STATUSES, PARCEL_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { ORDER_TONES } from '../../shared/tones';
import { DeliveryForm } from './delivery-form';
import { type DeliveryView, KeptDeliveries } from './kept-deliveries';
import { reallocateForm } from './surplus-forms';

/** What was sent to the recipient with one order: signed for by count, and what of it goes on to others. */
@Component({
  selector: 'yg-delivery-record',
  imports: [
    DeliveryForm,
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    NzAlertComponent,
    NzButtonComponent,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    @if (sheet(); as sheet) {
      @if (sheet.state === 'waiting') {
        <nz-alert
          nzType="warning"
          nzShowIcon
          nzMessage="已签收，待发送：保存在本机，有信号后自动发送。请不要清除浏览器数据。"
          role="status"
          data-testid="delivery-waiting"
        />
      }
      @if (editable()) {
        <p>订单 {{ sheet.delivery.number }} · {{ sheet.delivery.supplierName }}</p>
        <yg-delivery-form [sheet]="sheet" />
      }
    }
    @if (!editable()) {
      <yg-record noun="批捐赠物资">
        <ng-template [ygRecord]="data" let-one>
          <yg-record-head>
            <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="delivery-status" />
            <ng-container recordActions>
              @if (one.can.sign && !sheet()) {
                <button
                  nz-button
                  nzType="primary"
                  nzSize="large"
                  type="button"
                  (click)="kept.begin(one)"
                  data-testid="delivery-begin"
                >
                  开始签收
                </button>
              }
            </ng-container>
          </yg-record-head>
          <yg-facts>
            <ng-template ygFact="活动">{{ one.title }}</ng-template>
            <ng-template ygFact="订单号">{{ one.number }}</ng-template>
            <ng-template ygFact="供应商">{{ one.supplierName }}</ng-template>
            @if (one.signedAt) {
              <ng-template ygFact="签收">{{ one.signedBy }}，{{ time(one.signedAt) }}</ng-template>
            }
            @if (one.remark) {
              <ng-template ygFact="备注">{{ one.remark }}</ng-template>
            }
          </yg-facts>
          <yg-record-section heading="物资">
            <ul class="lines">
              @for (line of one.lines; track line.id) {
                <li data-testid="delivery-goods">
                  <div>
                    <b>{{ line.productName }}</b> {{ line.skuName }}
                    <p class="muted">{{ words(line) }}</p>
                    @if (line.photos.length) {
                      <yg-evidence-list [files]="line.photos" />
                    }
                  </div>
                  @if (one.can.reallocate && (line.received ?? 0) > line.offered) {
                    <button nz-button type="button" (click)="reallocate(one, line)" data-testid="reallocate">
                      转给其他单位
                    </button>
                  }
                </li>
              }
            </ul>
          </yg-record-section>
          <yg-record-section heading="包裹">
            <ul class="lines">
              @for (parcel of one.parcels; track parcel.waybill) {
                <li>
                  <div>{{ carriers[parcel.carrier] }} {{ parcel.waybill }}</div>
                  <span>{{ parcels[parcel.status] }}</span>
                </li>
              } @empty {
                <li class="muted">还没有发出。</li>
              }
            </ul>
          </yg-record-section>
        </ng-template>
      </yg-record>
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
  styleUrl: '../../purchasing/agency/acceptance/acceptable-order.css',
})
export class DeliveryRecord {
  readonly id = input.required<string>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  protected readonly kept = inject(KeptDeliveries);
  protected readonly data = apiResource('getDelivery', () => ({ params: { id: this.id() } }));
  protected readonly sheet = computed(() => this.kept.of(this.id()));
  protected readonly editable = computed(() => ['draft', 'refused'].includes(this.sheet()?.state ?? ''));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = ORDER_STATUSES;
  protected readonly tones = ORDER_TONES;
  protected readonly carriers = CARRIERS as Readonly<Record<string, string>>;
  protected readonly parcels = PARCEL_STATUSES;
  protected readonly time = formatTime;

  constructor() {
    let before: string | undefined;
    effect(() => {
      const now = this.sheet()?.state;
      if (before === 'waiting' && now === 'sent') {
        this.data.reload();
        this.changed.emit();
      }
      before = now;
    });
  }

  protected words({
    shipped,
    quantity,
    received,
    short,
    damaged,
    offered,
    note,
  }: DeliveryView['lines'][number]): string {
    if (received === null) return `订 ${quantity} 件，已发 ${shipped} 件`;
    return [
      `收到 ${received} 件`,
      ...(short ? [`短缺 ${short} 件`] : []),
      ...(damaged ? [`破损 ${damaged} 件`] : []),
      ...(offered ? [`转出 ${offered} 件`] : []),
      ...(note ? [note] : []),
    ].join('，');
  }

  protected reallocate(one: DeliveryView, line: DeliveryView['lines'][number]): void {
    void this.api
      .call('findRecipients', { query: {} })
      .then(({ items }) => this.dialog.set(reallocateForm(this.api, one, line, items)));
  }

  protected closed(): void {
    this.dialog.set(null);
    this.data.reload();
    this.changed.emit();
  }
}
