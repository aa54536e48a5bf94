import { Component, viewChild } from '@angular/core';
import { AFTERSALES_CASE_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { CaseRecord } from '../case-record';
import { CASE_COLUMNS } from '../case-table';

/** Cases of a supplier's goods, 售后: what waits for its answer first, by the filter. */
@Component({
  selector: 'yg-own-cases',
  imports: [CaseRecord, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="售后" note="买家申请的退款和退货。逾期未处理的，系统按规定视为同意。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-case-record [id]="id" route="viewSupplierAftersales" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class OwnCases {
  protected readonly list = viewChild.required<DataTable<'listSupplierAftersales'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listSupplierAftersales',
    noun: '售后',
    testId: 'case',
    empty: '没有售后申请。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: AFTERSALES_CASE_STATUSES },
      { kind: 'search', key: 'q', label: '搜索售后', placeholder: '编号、订单号或产品' },
    ],
    columns: CASE_COLUMNS,
    drawerTitle: (row) => (row ? `售后 ${row.number}` : '售后'),
  });
}
