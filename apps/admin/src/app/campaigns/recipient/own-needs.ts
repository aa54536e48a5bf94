import { Component, inject, signal, viewChild } from '@angular/core';
import { NEED_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { needColumns } from '../need-columns';
import { publishForm } from './need-forms';
import { OwnNeedRecord } from './own-need-record';

/** What the recipient needs: it publishes, corrects and ends its own needs. */
@Component({
  selector: 'yg-own-needs',
  imports: [DataTable, DetailTemplate, FormDialog, NzButtonComponent, OwnNeedRecord, PageHeader],
  template: `
    <yg-page-header
      heading="受赠需求"
      note="写明需要什么、多少、什么时候用。公开后有人为它发起以购代捐时，会先请您确认。"
    >
      @if (session.may('createNeed')) {
        <button nz-button nzType="primary" type="button" (click)="publish()" data-testid="need-publish">
          发布需求
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-own-need [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class OwnNeeds {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listOwnNeeds'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listOwnNeeds',
    noun: '需求',
    testId: 'need',
    empty: '还没有发布过需求。点“发布需求”，写明需要什么、多少、什么时候用。',
    filters: [{ kind: 'tabs', key: 'status', label: '状态', options: NEED_STATUSES }],
    columns: needColumns({ key: 'place', title: '收货地', wide: true, cell: ({ region }) => text(region?.path) }),
    drawerTitle: (row) => row?.title ?? '受赠需求',
  });

  protected publish(): void {
    this.dialog.set(publishForm(this.api, () => this.list().reload()));
  }
}
