import { Component, inject, resource } from '@angular/core';
import { CAMPAIGN_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';

@Component({
  selector: 'yg-campaigns',
  imports: [PageHeader],
  template: `
    <yg-page-header heading="以购代捐" note="最近的 100 件。" />
    @for (row of list.value()?.items ?? []; track row.id) {
      <p>
        {{ row.number }} {{ row.title }} · {{ statuses[row.status]
        }}{{ row.deadline ? ' · ' + time(row.deadline) + ' 截止' : '' }}
      </p>
    } @empty {
      <p class="muted">还没有记录。</p>
    }
  `,
})
export class Campaigns {
  private readonly api = inject(ApiClient);
  protected readonly statuses = CAMPAIGN_STATUSES;
  protected readonly time = formatTime;
  protected readonly list = resource({ loader: () => this.api.call('listCampaigns') });
}
