import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_COMPLAINT_KINDS, CAMPAIGN_COMPLAINT_STATUSES, CAMPAIGN_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { closeComplaintForm } from '../campaign-forms';

/** What the public says is wrong with campaigns, 举报. */
@Component({
  selector: 'yg-campaign-complaints',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
  ],
  template: `
    <yg-page-header heading="团购举报" note="公众对团购的举报：核查后写明结果；查实的到活动里停止，款项自动退回。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="件举报">
          <ng-template [ygRecord]="row" let-one>
            <yg-facts>
              <ng-template ygFact="活动">
                <a routerLink="/administration/campaigns" [queryParams]="{ id: one.campaign.id }">{{
                  one.campaign.title
                }}</a>
                （{{ campaignStatuses[one.campaign.status] }}）
              </ng-template>
              <ng-template ygFact="发起人">{{ one.campaign.organiserName }}</ng-template>
              <ng-template ygFact="类别">{{ kinds[one.kind] }}</ng-template>
              <ng-template ygFact="内容"
                ><span class="content">{{ one.content }}</span></ng-template
              >
              <ng-template ygFact="联系方式">{{ one.contact || '没有留' }}</ng-template>
              <ng-template ygFact="收到">{{ time(one.at) }}</ng-template>
              @if (one.closedAt; as closedAt) {
                <ng-template ygFact="处理">{{ one.answer }}，{{ time(closedAt) }}</ng-template>
              }
            </yg-facts>
            @if (one.status === 'open' && session.may('closeCampaignComplaint')) {
              <p>
                <button
                  nz-button
                  nzType="primary"
                  type="button"
                  (click)="ask(one)"
                  data-testid="campaign-complaint-close"
                >
                  办结
                </button>
              </p>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
  styles: `
    .content {
      white-space: pre-line;
    }
  `,
})
export class CampaignComplaints {
  private readonly api = inject(ApiClient);
  private readonly list = viewChild.required<DataTable<'listCampaignComplaints'>>(DataTable);
  protected readonly session = inject(Session);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly kinds = CAMPAIGN_COMPLAINT_KINDS;
  protected readonly campaignStatuses = CAMPAIGN_STATUSES;
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listCampaignComplaints',
    noun: '举报',
    testId: 'campaign-complaint',
    empty: '没有对团购的举报。',
    filters: [{ kind: 'tabs', key: 'status', label: '状态', options: CAMPAIGN_COMPLAINT_STATUSES }],
    columns: [
      { key: 'campaign', title: '活动', cell: ({ campaign }) => text(campaign.title, campaign.number) },
      { key: 'kind', title: '类别', cell: ({ kind }) => text(CAMPAIGN_COMPLAINT_KINDS[kind]) },
      {
        key: 'status',
        title: '状态',
        cell: ({ status }) => tag(CAMPAIGN_COMPLAINT_STATUSES[status], status === 'open' ? 'todo' : 'rest'),
      },
      { key: 'at', title: '收到', cell: ({ at }) => quiet(formatTime(at)) },
    ],
    drawerTitle: (row) => (row ? `对“${row.campaign.title}”的举报` : '举报'),
  });

  protected ask(one: RowOf<'listCampaignComplaints'>): void {
    this.dialog.set(closeComplaintForm(this.api, one));
  }

  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
