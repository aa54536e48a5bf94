import { Component, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { PLEDGE_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { formatMoney, formatTime } from '../../shared/format';
import { RecordPage, RecordTemplate } from '../../shared/record';

type Pledge = RouteResponse<'listUnitPledges'>['items'][number];
const SHOWN = 50;

/** What was joined of group purchases in the name of a budget: what it holds of it, has spent, and counts to the share. */
@Component({
  selector: 'yg-budget-pledges',
  imports: [RecordPage, RecordTemplate],
  template: `
    <yg-record noun="份团购">
      <ng-template [ygRecord]="data" let-list>
        <h2>以单位名义参加的团购</h2>
        <ol data-testid="budget-pledges">
          @for (one of list.items; track one.id) {
            <li>
              <strong>{{ one.campaign.title }}</strong> {{ one.shares }} 份，{{ statuses[one.status] }}
              <p>{{ words(one) }}</p>
              <p class="muted">{{ one.number }} · {{ time(one.createdAt) }} · {{ one.buyerName }}</p>
            </li>
          } @empty {
            <li class="muted">没有用这项预算参加过团购。</li>
          }
          @if (list.nextCursor) {
            <li class="muted">最近 {{ list.items.length }} 笔，共 {{ list.total }} 笔。</li>
          }
        </ol>
      </ng-template>
    </yg-record>
  `,
  styles: `
    ol {
      padding: 0;
      list-style: none;
    }
    li {
      padding-block: 8px;
    }
    p {
      margin: 0;
    }
  `,
})
export class BudgetPledges {
  readonly budgetId = input.required<string>();
  protected readonly data = apiResource('listUnitPledges', () => ({
    query: { budgetId: this.budgetId(), limit: SHOWN },
  }));
  protected readonly statuses = PLEDGE_STATUSES;
  protected readonly time = formatTime;

  /** What of the budget it takes now. */
  protected words({ encumberedFen, spentFen, countedFen }: Pledge): string {
    if (spentFen > 0) return `已支出 ${formatMoney(spentFen)}，计入份额 ${formatMoney(countedFen)}`;
    return encumberedFen > 0 ? `占用 ${formatMoney(encumberedFen)}` : '已释放，不占用预算';
  }
}
