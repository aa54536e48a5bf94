import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DELIVERY_MODES, ORDER_STATUSES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../../shared/data-table/table';
import { RowActionsTemplate } from '../../shared/data-table/templates';
import { formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { ORDER_TONES } from '../../shared/tones';

/** Orders that group buys became, of the own supplier: where they go, how much of them is sent, and the addresses of what goes to each. They are sent where all orders are. */
@Component({
  selector: 'yg-campaign-orders',
  imports: [DataTable, NzButtonComponent, PageHeader, RouterLink, RowActionsTemplate],
  template: `
    <yg-page-header
      heading="团购订单"
      note="成团后系统按约定的价格下单并付款，请在“订单与发货”里发货。寄到各人的订单，发货期间可以下载收货名单；名单含个人信息，每次下载都会留下记录。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygRowActions]="table" let-row>
        @if (row.addresses > 0) {
          <a
            nz-button
            nzSize="small"
            [href]="addresses(row)"
            download
            [attr.aria-label]="'下载订单 ' + row.number + ' 的收货名单'"
            data-testid="campaign-addresses"
          >
            收货名单
          </a>
        }
        @if (row.status === 'to_ship' || row.status === 'part_shipped') {
          <a
            nz-button
            nzType="primary"
            nzSize="small"
            routerLink="/supplier/orders"
            [queryParams]="{ q: row.number }"
            [attr.aria-label]="'去发货：订单 ' + row.number"
            >去发货</a
          >
        }
      </ng-template>
    </yg-data-table>
  `,
})
export class CampaignOrders {
  protected readonly table = defineTable({
    route: 'listCampaignOrders',
    noun: '团购订单',
    testId: 'campaign-order',
    empty: '还没有团购订单。您同意参加的团购成团后，订单会出现在这里。',
    filters: [],
    columns: [
      { key: 'number', title: '订单', cell: (row) => text(row.number, row.campaignNumber) },
      { key: 'campaign', title: '团购', cell: (row) => text(row.campaignTitle, row.organiserName) },
      {
        key: 'place',
        title: '送到',
        cell: (row) => text(row.pointName ?? DELIVERY_MODES[row.deliveryMode], `${row.receiver}　${row.place}`),
      },
      { key: 'shares', title: '份数', align: 'right', cell: (row) => text(String(row.shares)) },
      {
        key: 'pieces',
        title: '已发件数',
        align: 'right',
        cell: (row) => text(`${row.shippedPieces} / ${row.pieces}`),
      },
      { key: 'status', title: '状态', cell: (row) => tag(ORDER_STATUSES[row.status], ORDER_TONES[row.status]) },
      { key: 'total', title: '金额', align: 'right', cell: (row) => text(formatMoney(row.totalFen)) },
      { key: 'placed', title: '下单时间', wide: true, cell: (row) => quiet(formatTime(row.placedAt)) },
    ],
  });

  protected addresses(row: RowOf<'listCampaignOrders'>): string {
    return apiUrl('exportCampaignAddresses', { id: row.id });
  }
}
