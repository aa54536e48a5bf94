import { Component, viewChild } from '@angular/core';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { STATEMENT_FILTERS, statementColumns } from '../statement-columns';
import { StatementRecord } from '../statement-record';
import { AccountTabs } from './account-tabs';

/** Monthly statements of account of the unit with each supplier: whoever does its finance confirms them or objects. */
@Component({
  selector: 'yg-unit-statements',
  imports: [AccountTabs, DataTable, DetailTemplate, PageHeader, StatementRecord],
  template: `
    <yg-page-header
      heading="对账单"
      note="每月结束后按订单、付款、退款和发票自动出具。财务人员核对后确认，有不符的写明原因提出异议。"
    />
    <yg-account-tabs />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-statement-record side="agency" [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class UnitStatements {
  protected readonly list = viewChild.required<DataTable<'listStatements'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listStatements',
    noun: '对账单',
    testId: 'statement',
    empty: '没有对账单。与供应商有往来的月份结束后自动出具。',
    filters: [...STATEMENT_FILTERS],
    columns: statementColumns('agency', {
      key: 'who',
      title: '供应商',
      cell: ({ supplierName }) => text(supplierName),
    }),
    drawerTitle: (row) => (row ? `${row.month} 对账单` : '对账单'),
    drawerWidth: 760,
  });
}
