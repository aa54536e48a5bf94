import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { APPLICATION_KINDS, APPLICATION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { dueCell } from '../../shared/deadlines';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { APPLICATION_TONES } from '../../shared/tones';
import { startConfig } from './start';

/** States in which nobody has to do anything by a date. */
const CLOSED: readonly string[] = ['draft', 'issued', 'refused', 'terminated', 'withdrawn'];

/** Own applications for a certificate, each with who has it now. */
@Component({
  selector: 'yg-applications',
  imports: [DataTable, FormDialog, NzButtonComponent, PageHeader],
  template: `
    <yg-page-header heading="认定申请" note="产品通过认定、拿到证书才能上架。每一步到了谁手里，这里都能看到。">
      @if (session.may('createApplication')) {
        <button
          nz-button
          nzType="primary"
          type="button"
          [nzLoading]="starting() && certificates.isLoading()"
          (click)="starting.set(true)"
          data-testid="application-start"
        >
          申请认定
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table" />
    @if (starting() && dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="starting.set(false)" />
    }
  `,
})
export class Applications {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly starting = signal(false);
  protected readonly certificates = apiResource('listSupplierCertificates');

  protected readonly dialog = computed(() =>
    this.certificates.isLoading()
      ? null
      : startConfig(this.certificates.hasValue() ? this.certificates.value().items : [], async (sent) => {
          const started = await this.api.call('createApplication', sent);
          await this.router.navigate(['/supplier/applications', started.id]);
        }),
  );

  protected readonly table = defineTable({
    route: 'listApplications',
    noun: '申请',
    testId: 'application',
    empty: '还没有申请。单位入驻以后，点“申请认定”为产品申请证书。',
    filters: [{ kind: 'select', key: 'status', label: '状态', options: APPLICATION_STATUSES }],
    columns: [
      { key: 'product', title: '产品', cell: (row) => text(row.productName || '（还没有填写产品）', row.number) },
      { key: 'kind', title: '类型', cell: (row) => text(APPLICATION_KINDS[row.kind]) },
      {
        key: 'status',
        title: '状态',
        cell: (row) => tag(APPLICATION_STATUSES[row.status], APPLICATION_TONES[row.status]),
      },
      { key: 'holder', title: '在谁手里', cell: (row) => text(row.holder) },
      { key: 'since', title: '从何时起', cell: (row) => quiet(formatTime(row.statusSince)) },
      { key: 'due', title: '办理时限', cell: (row) => dueCell(row.dueAt, CLOSED.includes(row.status)) },
    ],
    link: (row) => ['/supplier/applications', row.id],
  });
}
