import { Component, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { REQUISITION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { Drawer } from '../../shared/drawer';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dueCell } from '../../shared/deadlines';
import { formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { REQUISITION_TONES } from '../../shared/tones';
import { newForm } from './requisition-forms';
import { RequisitionRecord } from './requisition-record';
import type { Template } from './template-forms';
import { Templates } from './templates';

/** What the unit wants to order: buyers write it, approvers decide it. */
@Component({
  selector: 'yg-requisitions',
  imports: [DataTable, DetailTemplate, Drawer, FormDialog, NzButtonComponent, PageHeader, RequisitionRecord, Templates],
  template: `
    <yg-page-header heading="采购申请" note="采购员列出要买的商品，审批人批准后才能下单。申请内容一改，就要重新审批。">
      <button nz-button type="button" (click)="keeping.set(true)" data-testid="templates-open">采购模板</button>
      @if (session.may('createRequisition')) {
        <button nz-button nzType="primary" type="button" (click)="begin()" data-testid="requisition-new">
          新建采购申请
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-requisition-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
    <yg-drawer [open]="keeping()" heading="采购模板" (closed)="keeping.set(false)">
      @if (keeping()) {
        <yg-templates (used)="begin($event)" />
      }
    </yg-drawer>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class Requisitions {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listRequisitions'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  /** The templates are looked at. */
  protected readonly keeping = signal(false);
  protected readonly table = defineTable({
    route: 'listRequisitions',
    noun: '采购申请',
    testId: 'requisition',
    empty: '还没有采购申请。',
    filters: [
      { kind: 'tabs', key: 'mine', label: '范围', options: { 1: '待我审批' } },
      { kind: 'select', key: 'status', label: '状态', options: REQUISITION_STATUSES },
    ],
    columns: [
      { key: 'purpose', title: '用途', cell: ({ purpose, lines }) => text(purpose, `${lines} 种商品`) },
      { key: 'requester', title: '申请人', cell: ({ requester }) => text(requester.name) },
      {
        key: 'status',
        title: '状态',
        cell: ({ status }) => tag(REQUISITION_STATUSES[status], REQUISITION_TONES[status]),
      },
      { key: 'approver', title: '审批人', cell: ({ approver }) => text(approver?.name) },
      { key: 'total', title: '合计', align: 'right', cell: ({ totalFen }) => text(formatMoney(totalFen)) },
      { key: 'due', title: '审批时限', cell: ({ expiresAt }) => dueCell(expiresAt) },
      { key: 'created', title: '新建', wide: true, cell: ({ createdAt }) => text(formatTime(createdAt)) },
    ],
    drawerTitle: (row) => row?.purpose ?? '采购申请',
    drawerWidth: 820,
  });

  /** Leads to the new one, whose goods are still to be listed, or to be checked where it begins with a template. */
  protected begin(template?: Template): void {
    const begun = async (id: string): Promise<void> => {
      this.keeping.set(false);
      this.list().reload();
      await this.router.navigate([], { queryParams: { id, from: template ? `template:${template.id}` : null } });
    };
    this.dialog.set(newForm(this.api, begun, template?.name));
  }
}
