import { Component, viewChild } from '@angular/core';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { STATEMENT_FILTERS, statementColumns } from '../statement-columns';
import { StatementRecord } from '../statement-record';

/** Monthly statements of account of the supplier with each unit. */
@Component({
  selector: 'yg-supplier-statements',
  imports: [DataTable, DetailTemplate, PageHeader, StatementRecord],
  template: `
    <yg-page-header
      heading="对账单"
      note="每月结束后按订单、收款、退款和发票自动出具。核对后确认，有不符的写明原因提出异议。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-statement-record side="supplier" [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class SupplierStatements {
  protected readonly list = viewChild.required<DataTable<'listSupplierStatements'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listSupplierStatements',
    noun: '对账单',
    testId: 'statement',
    empty: '没有对账单。与采购单位有往来的月份结束后自动出具。',
    filters: [...STATEMENT_FILTERS],
    columns: statementColumns('supplier', {
      key: 'who',
      title: '采购单位',
      cell: ({ unitName }) => text(unitName),
    }),
    drawerTitle: (row) => (row ? `${row.month} 对账单` : '对账单'),
    drawerWidth: 760,
  });
}
