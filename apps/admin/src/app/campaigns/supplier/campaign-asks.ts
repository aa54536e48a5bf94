import { Component, viewChild } from '@angular/core';
import { CAMPAIGN_FORMS, CAMPAIGN_STATUSES, SUPPLIER_ANSWERS } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { CAMPAIGN_TONES } from '../../shared/tones';
import { CampaignAskRecord } from './campaign-ask-record';

/** Campaigns that want goods of the supplier. */
@Component({
  selector: 'yg-campaign-asks',
  imports: [CampaignAskRecord, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header
      heading="团购邀约"
      note="有人用您的商品发起团购：核对价格和数量，同意后库存留出，成团后统一下单。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-campaign-ask-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class CampaignAsks {
  protected readonly list = viewChild.required<DataTable<'listCampaignAsks'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listCampaignAsks',
    noun: '邀约',
    testId: 'campaign-ask',
    empty: '还没有团购邀约。有人选用您在售的商品发起团购时会出现在这里。',
    filters: [{ kind: 'tabs', key: 'answer', label: '答复', options: SUPPLIER_ANSWERS }],
    columns: [
      { key: 'title', title: '活动', cell: (row) => text(row.title, row.number) },
      { key: 'form', title: '形式', cell: (row) => text(CAMPAIGN_FORMS[row.form]) },
      { key: 'organiser', title: '发起人', cell: (row) => text(row.organiserName) },
      { key: 'shares', title: '最多份数', align: 'right', cell: (row) => text(formatCount(row.capShares)) },
      { key: 'sum', title: '最多金额', align: 'right', cell: (row) => text(formatMoney(row.atCapFen)) },
      {
        key: 'answer',
        title: '答复',
        cell: (row) => tag(SUPPLIER_ANSWERS[row.answer], row.open ? 'todo' : row.answer === 'agreed' ? 'go' : 'rest'),
      },
      { key: 'status', title: '状态', cell: (row) => tag(CAMPAIGN_STATUSES[row.status], CAMPAIGN_TONES[row.status]) },
      {
        key: 'deadline',
        title: '截止',
        wide: true,
        cell: (row) => quiet(row.deadline ? formatTime(row.deadline) : '—'),
      },
    ],
    drawerTitle: (row) => row?.title ?? '邀约',
    drawerWidth: 760,
  });
}
