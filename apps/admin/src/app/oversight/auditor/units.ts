import { Component } from '@angular/core';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { SHARE_COLUMNS, shareFilters } from '../../procurement/share-table';
import { dayAhead } from '../../shared/deadlines';
import { UnitRecord } from './unit-record';

/** Deadlines and reminders are the business of others. */
const NOT_OURS = new Set(['due', 'reminded']);

/** Units of the auditor's region with the figures of a year; each with what its procurement left behind, and its audit pack. */
@Component({
  selector: 'yg-audited-units',
  imports: [DataTable, DetailTemplate, PageHeader, UnitRecord],
  template: `
    <yg-page-header
      heading="被审计单位"
      note="本地区各预算单位的年度数字。点开一个单位，可以查看它的填报、预算、申请、订单、合同、验收、发票和付款，并下载审计资料包。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-unit-record [id]="id" />
      </ng-template>
    </yg-data-table>
  `,
})
export class AuditedUnits {
  protected readonly table = defineTable({
    route: 'listAuditedUnits',
    noun: '单位',
    testId: 'audited-unit',
    empty: '没有符合条件的单位。',
    filters: shareFilters(Number(dayAhead(0).slice(0, 4))),
    columns: SHARE_COLUMNS.filter(({ key }) => !NOT_OURS.has(key)),
    drawerTitle: (row) => row?.unit.name ?? '单位',
    drawerWidth: 900,
  });
}
