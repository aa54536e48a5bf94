import { Component, viewChild } from '@angular/core';
import { CAMPAIGN_FORMS, CAMPAIGN_STATUSES, type CampaignStatus } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatCount, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { CampaignRecord } from './campaign-record';

/** A draft is its organiser's own. */
const STATUSES = Object.fromEntries(Object.entries(CAMPAIGN_STATUSES).filter(([code]) => code !== 'draft')) as Readonly<
  Record<Exclude<CampaignStatus, 'draft'>, string>
>;

/** Campaigns whose goods all come from the office's region: it reviews and watches them. */
@Component({
  selector: 'yg-campaigns',
  imports: [CampaignRecord, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header
      heading="团购审核"
      note="供应商都同意后由产地的管理机构审核；产地跨县的由上一级审核。招募中发现问题可以停止，款项自动退回。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-campaign-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Campaigns {
  protected readonly list = viewChild.required<DataTable<'listCampaigns'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listCampaigns',
    noun: '团购',
    testId: 'campaign',
    empty: '没有团购。发起人提交、供应商都同意后出现在这里。',
    filters: [
      { kind: 'select', key: 'status', label: '状态', options: STATUSES },
      { kind: 'select', key: 'form', label: '形式', options: CAMPAIGN_FORMS },
      { kind: 'search', key: 'q', label: '搜索团购', placeholder: '标题、编号或发起人' },
    ],
    columns: [
      { key: 'title', title: '活动', cell: (row) => text(row.title, row.number) },
      { key: 'form', title: '形式', cell: (row) => text(CAMPAIGN_FORMS[row.form]) },
      { key: 'organiser', title: '发起人', cell: (row) => text(row.organiserName) },
      { key: 'status', title: '状态', cell: (row) => tag(CAMPAIGN_STATUSES[row.status], CAMPAIGN_TONES[row.status]) },
      {
        key: 'shares',
        title: '成团 / 最多（份）',
        wide: true,
        cell: (row) => text(`${formatCount(row.thresholdShares)} / ${formatCount(row.capShares)}`),
      },
      {
        key: 'complaints',
        title: '待处理举报',
        wide: true,
        cell: (row) => (row.complaints > 0 ? tag(`${row.complaints} 件`, 'stop') : quiet('无')),
      },
      {
        key: 'deadline',
        title: '截止',
        cell: (row) => quiet(row.deadline ? formatTime(row.deadline) : '—'),
      },
    ],
    drawerTitle: (row) => row?.title ?? '团购',
    drawerWidth: 820,
  });
}
