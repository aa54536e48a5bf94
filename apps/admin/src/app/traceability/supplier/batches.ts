import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, share, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { harvestWords } from '../../shared/weights';
import { BatchDialog } from './batch-dialog';
import { batchRest } from './batch-form';

/** Batches of certified goods: what was harvested, by whom, and how much of it is shipped. */
@Component({
  selector: 'yg-batches',
  imports: [
    BatchDialog,
    DataTable,
    DetailTemplate,
    EvidenceListComponent,
    Fact,
    FactList,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
  ],
  template: `
    <yg-page-header heading="批次" note="每采收一批登记一次。发货时选批次，买家就能看到产品从哪些户、哪天采收来。">
      @if (session.may('createBatch')) {
        <button
          nz-button
          nzType="primary"
          type="button"
          [disabled]="valid().length === 0"
          [title]="valid().length === 0 ? '没有有效的证书，不能登记批次' : ''"
          (click)="adding.set(true)"
          data-testid="batch-add"
        >
          登记批次
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="个批次">
          <ng-template [ygRecord]="row" let-row>
            @let rest = left(row);
            <yg-facts>
              <ng-template ygFact="产品">{{ row.productName }}</ng-template>
              <ng-template ygFact="证书">{{ row.certificateNumber }}</ng-template>
              <ng-template ygFact="采收日期">{{ row.harvestedOn }}</ng-template>
              <ng-template ygFact="数量">{{ weight(row.quantityGrams) }}</ng-template>
              <ng-template ygFact="已发货">
                <progress
                  [value]="rest.percent"
                  max="100"
                  [attr.aria-label]="'已发货 ' + rest.percent + '%'"
                ></progress>
                {{ weight(row.shippedGrams) }}，还剩 {{ weight(rest.left) }}
              </ng-template>
              <ng-template ygFact="供货户">{{ row.households }} 户</ng-template>
              <ng-template ygFact="检验">
                {{ row.inspection || '没有填写' }}
                @if (row.report; as report) {
                  <yg-evidence-list [files]="[report]" />
                }
              </ng-template>
              <ng-template ygFact="备注">{{ row.note || '—' }}</ng-template>
              <ng-template ygFact="登记时间">{{ time(row.createdAt) }}</ng-template>
            </yg-facts>
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (adding()) {
      <yg-batch-dialog [certificates]="valid()" (closed)="done($event)" />
    }
  `,
  styles: `
    progress {
      display: block;
      width: 100%;
      max-width: 280px;
      height: 8px;
      accent-color: var(--color-primary);
    }
  `,
})
export class Batches {
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listBatches'>>(DataTable);
  private readonly certificates = apiResource('listSupplierCertificates');
  protected readonly valid = computed(() =>
    this.certificates.hasValue() ? this.certificates.value().items.filter((one) => one.status === 'valid') : [],
  );
  protected readonly adding = signal(false);
  protected readonly weight = harvestWords;
  protected readonly left = batchRest;
  protected readonly time = formatTime;

  protected readonly table = defineTable({
    route: 'listBatches',
    noun: '批次',
    testId: 'batch',
    empty: '还没有批次。采收以后点“登记批次”。',
    filters: [],
    columns: [
      { key: 'number', title: '批次', cell: (row) => text(row.number, row.productName) },
      { key: 'harvested', title: '采收日期', cell: (row) => text(row.harvestedOn) },
      { key: 'quantity', title: '数量', align: 'right', cell: (row) => text(harvestWords(row.quantityGrams)) },
      {
        key: 'shipped',
        title: '已发货',
        cell: (row) =>
          share(`已发 ${batchRest(row).percent}%，剩 ${harvestWords(batchRest(row).left)}`, batchRest(row).percent),
      },
      { key: 'households', title: '供货户', align: 'right', cell: (row) => text(`${row.households} 户`) },
      { key: 'report', title: '检验报告', cell: (row) => quiet(row.report ? '有' : '—') },
    ],
    drawerTitle: (row) => (row ? `批次 ${row.number}` : '批次'),
  });

  protected done(added: boolean): void {
    this.adding.set(false);
    if (added) this.list().reload();
  }
}
