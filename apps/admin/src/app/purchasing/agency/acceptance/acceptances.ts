import { Component, viewChild } from '@angular/core';
import { ACCEPTANCE_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../../shared/data-table/table';
import { DetailTemplate } from '../../../shared/data-table/templates';
import { formatMoney, formatTime } from '../../../shared/format';
import { PageHeader } from '../../../shared/page-header';
import { ACCEPTANCE_TONES } from '../../../shared/tones';
import { AcceptanceRecord } from './acceptance-record';

/** What people of the unit recorded of what came: the second person confirms it here. */
@Component({
  selector: 'yg-acceptances',
  imports: [AcceptanceRecord, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="验收单" note="登记和复核必须是两个人。复核前核对实物，不一致就退回，由登记人重新填写。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-acceptance-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Acceptances {
  protected readonly list = viewChild.required<DataTable<'listAcceptances'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listAcceptances',
    noun: '验收单',
    testId: 'acceptance',
    empty: '还没有验收单。',
    filters: [
      { kind: 'tabs', key: 'mine', label: '范围', options: { 1: '待我复核' } },
      { kind: 'select', key: 'status', label: '状态', options: ACCEPTANCE_STATUSES },
    ],
    columns: [
      { key: 'goods', title: '商品', cell: ({ goods, number }) => text(goods, number) },
      { key: 'supplier', title: '供应商', cell: ({ supplierName }) => text(supplierName) },
      {
        key: 'status',
        title: '状态',
        cell: ({ status }) => tag(ACCEPTANCE_STATUSES[status], ACCEPTANCE_TONES[status]),
      },
      { key: 'first', title: '登记', cell: ({ first, signedAt }) => text(first.name, formatTime(signedAt)) },
      {
        key: 'second',
        title: '复核',
        cell: ({ second, decidedAt }) => text(second?.name, decidedAt && formatTime(decidedAt)),
      },
      {
        key: 'counts',
        title: '收下 / 短缺 / 拒收',
        align: 'right',
        cell: ({ accepted, short, refused }) => text(`${accepted} / ${short} / ${refused}`),
      },
      { key: 'refund', title: '退款', align: 'right', cell: ({ refundFen }) => text(formatMoney(refundFen)) },
    ],
    drawerTitle: (row) => (row ? `验收单 ${row.number}` : '验收单'),
    drawerWidth: 760,
  });
}
