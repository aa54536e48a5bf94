import { Component, viewChild } from '@angular/core';
import { REGISTRABLE_KINDS, REGISTRANT_TYPES, REGISTRATION_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { REGISTRATION_TONES } from '../recipients-tones';
import { RegistrationRecord } from './registration-record';

/** Organisations of the region that register to organise campaigns or to be given goods. */
@Component({
  selector: 'yg-registrations',
  imports: [DataTable, DetailTemplate, PageHeader, RegistrationRecord],
  template: `
    <yg-page-header
      heading="单位登记"
      note="发起团购的单位和受赠单位自行登记。核对名称、代码和证明后通过或退回；通过后登记人就是该单位的负责人。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-registration-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Registrations {
  protected readonly list = viewChild.required<DataTable<'listRegistrations'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listRegistrations',
    noun: '登记',
    testId: 'registration',
    empty: '没有单位登记。企业、工会、医院、学校等可以在商城的“我的账号”里登记。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: REGISTRATION_STATUSES },
      { kind: 'select', key: 'kind', label: '登记为', options: REGISTRABLE_KINDS },
      { kind: 'search', key: 'q', label: '查找', placeholder: '单位名称或代码' },
    ],
    columns: [
      { key: 'name', title: '单位', cell: ({ name, creditCode }) => text(name, creditCode) },
      {
        key: 'kind',
        title: '登记为',
        cell: ({ kind, type }) => text(kind === 'recipient' ? '受赠单位' : '发起单位', REGISTRANT_TYPES[type]),
      },
      { key: 'region', title: '所在地', wide: true, cell: ({ region }) => text(region?.path) },
      {
        key: 'status',
        title: '状态',
        cell: ({ status }) => tag(REGISTRATION_STATUSES[status], REGISTRATION_TONES[status]),
      },
      { key: 'applicant', title: '登记人', wide: true, cell: ({ applicant }) => text(applicant) },
      { key: 'at', title: '提交时间', cell: ({ submittedAt }) => quiet(formatTime(submittedAt)) },
    ],
    drawerTitle: (row) => row?.name ?? '单位登记',
  });
}
