import { Component, viewChild } from '@angular/core';
import { AFTERSALES_CASE_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { CaseRecord } from '../case-record';
import { CASE_COLUMNS } from '../case-table';

/** Cases within the jurisdiction, 售后; those that the platform was asked to decide wait for it. */
@Component({
  selector: 'yg-cases',
  imports: [CaseRecord, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="售后" note="买家与商家没有谈成、申请平台介入的，由产地主管部门裁定。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-case-record [id]="id" route="viewAdminAftersales" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Cases {
  protected readonly list = viewChild.required<DataTable<'listAdminAftersales'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listAdminAftersales',
    noun: '售后',
    testId: 'case',
    empty: '辖区内没有售后申请。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: AFTERSALES_CASE_STATUSES },
      { kind: 'search', key: 'q', label: '搜索售后', placeholder: '编号、订单号、产品或供应商' },
    ],
    columns: [...CASE_COLUMNS, { key: 'supplier', title: '供应商', cell: (row) => text(row.supplierName) }],
    drawerTitle: (row) => (row ? `售后 ${row.number}` : '售后'),
  });
}
