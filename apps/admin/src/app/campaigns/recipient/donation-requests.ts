import { Component, viewChild } from '@angular/core';
import { CAMPAIGN_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { DonationRecord } from './donation-record';

/** Donations for the recipient: those that wait for its word, and those that came through. */
@Component({
  selector: 'yg-donation-requests',
  imports: [DataTable, DetailTemplate, DonationRecord, PageHeader],
  template: `
    <yg-page-header
      heading="以购代捐"
      note="别人为本单位发起的以购代捐。先由本单位确认收什么、收多少、什么时候收，再公开招募。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-donation-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class DonationRequests {
  protected readonly list = viewChild.required<DataTable<'listCampaignRequests'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listCampaignRequests',
    noun: '以购代捐',
    testId: 'donation',
    empty: '还没有人为本单位发起以购代捐。发布受赠需求后，任何人都可以发起。',
    filters: [
      { kind: 'tabs', key: 'substitutes', label: '范围', options: { 1: '替代商品待确认' } },
      { kind: 'select', key: 'status', label: '状态', options: CAMPAIGN_STATUSES },
    ],
    columns: [
      { key: 'title', title: '活动', cell: ({ title, number }) => text(title, number) },
      { key: 'organiser', title: '发起人', cell: ({ organiser }) => text(organiser) },
      { key: 'need', title: '对应需求', wide: true, cell: ({ need }) => text(need?.title) },
      {
        key: 'shares',
        title: '份数',
        align: 'right',
        cell: ({ thresholdShares, capShares, finalShares }) =>
          text(finalShares === null ? `${thresholdShares}—${capShares}` : String(finalShares)),
      },
      { key: 'status', title: '状态', cell: ({ status }) => tag(CAMPAIGN_STATUSES[status], CAMPAIGN_TONES[status]) },
      { key: 'deadline', title: '招募截止', cell: ({ deadline }) => quiet(deadline ? formatTime(deadline) : '—') },
    ],
    drawerTitle: (row) => row?.title ?? '以购代捐',
  });
}
