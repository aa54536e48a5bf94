import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { dayAhead } from '../shared/deadlines';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { PageHeader } from '../shared/page-header';
import { publishForm } from './bulletin-forms';
import { BulletinRecord } from './bulletin-record';

/** Published bulletins (通报) of where the own organisation is; a finance department publishes its own. */
@Component({
  selector: 'yg-bulletin-list',
  imports: [BulletinRecord, DataTable, DetailTemplate, FormDialog, NzButtonComponent, PageHeader, RouterLink],
  template: `
    <yg-page-header
      heading="预留份额通报"
      note="按月、季度、半年发布的执行情况，在商城公开；发布后不再改动，更正另发一版。"
    >
      @if (publishes()) {
        <a nz-button routerLink="/finance/bulletins/preview" data-testid="bulletin-preview">发布前预览</a>
        <button nz-button nzType="primary" type="button" (click)="publish()" data-testid="bulletin-publish">
          发布通报
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-bulletin-record [id]="id" />
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
})
export class BulletinList {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listShareBulletins'>>(DataTable);
  protected readonly publishes = computed(() => this.session.may('publishShareBulletin'));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listShareBulletins',
    noun: '通报',
    testId: 'bulletin',
    empty: '还没有发布过通报。',
    filters: [],
    columns: [
      { key: 'title', title: '通报', cell: ({ title, reason }) => text(title, reason ? `更正：${reason}` : null) },
      { key: 'region', title: '范围', wide: true, cell: ({ region, organisation }) => text(region, organisation) },
      {
        key: 'version',
        title: '版本',
        cell: ({ version, latest }) =>
          latest ? tag(`第 ${version} 版`, 'go') : tag(`第 ${version} 版，已更正`, 'rest'),
      },
      { key: 'published', title: '发布时间', cell: ({ publishedAt }) => quiet(formatTime(publishedAt)) },
    ],
    drawerTitle: (row) => row?.title ?? '通报',
  });

  protected publish(): void {
    this.dialog.set(publishForm(this.api, dayAhead(0)));
  }

  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
