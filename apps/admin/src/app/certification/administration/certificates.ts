import { Component, viewChild } from '@angular/core';
import { CERTIFICATE_CHOICES, CERTIFICATE_LEVELS, CERTIFICATE_STATUSES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../shared/data-table/table';
import { formatCount } from '../../shared/format';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { certificateState } from '../tones';
import { CertificateDetail } from './certificate-detail';

@Component({
  selector: 'yg-certificates',
  imports: [CertificateDetail, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="认定证书" note="辖区内扶贫产品的认定、有效期和带动情况。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-certificate-detail [id]="id" (decided)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Certificates {
  protected readonly list = viewChild.required<DataTable<'listCertificates'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listCertificates',
    noun: '证书',
    drawerWidth: 760,
    testId: 'certificate',
    empty: '还没有证书。可以在“批量导入”中随产品导入。',
    filters: [
      { kind: 'search', key: 'q', label: '搜索证书', placeholder: '编号、产品或供应商' },
      { kind: 'select', key: 'status', label: '状态', options: CERTIFICATE_STATUSES },
      { kind: 'select', key: 'only', label: '到期', options: CERTIFICATE_CHOICES },
      { kind: 'region', key: 'region', label: '产地' },
    ],
    columns: [
      { key: 'number', title: '证书', sort: 'number', cell: (row) => text(row.number, row.demo ? '演示数据' : null) },
      { key: 'product', title: '产品', cell: (row) => text(row.productName, row.supplierName) },
      { key: 'county', title: '产地', cell: (row) => text(row.county?.path) },
      { key: 'level', title: '层级', cell: (row) => text(CERTIFICATE_LEVELS[row.level]) },
      {
        key: 'status',
        title: '状态',
        cell: (row) => tag(certificateState(row).label, certificateState(row).tone),
      },
      { key: 'validTo', title: '有效期至', sort: 'validTo', cell: (row) => text(row.validTo) },
      {
        key: 'households',
        title: '带动户数',
        sort: 'households',
        align: 'right',
        cell: (row) => text(row.households === null ? '未公布' : formatCount(row.households)),
      },
    ],
    drawerTitle: (row) => row?.number ?? '认定证书',
    exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'certificates' }, filters),
  });
}
