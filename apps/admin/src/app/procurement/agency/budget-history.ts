import { Component, input } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { formatMoney, formatTime } from '../../shared/format';
import { RecordPage, RecordTemplate } from '../../shared/record';

/** Who set and moved the ceiling of a budget, when and why. */
@Component({
  selector: 'yg-budget-history',
  imports: [RecordPage, RecordTemplate],
  template: `
    <yg-record noun="个预算">
      <ng-template [ygRecord]="data" let-budget>
        <h2>{{ budget.year }} 年 {{ budget.name }}</h2>
        <ol data-testid="budget-history">
          @for (one of budget.ceilings; track $index) {
            <li>
              <strong>{{ one.changeFen > 0 ? '增加' : '减少' }} {{ money(size(one.changeFen)) }}</strong
              >，额度 {{ money(one.ceilingFen) }}
              <p class="muted">{{ time(one.at) }} · {{ one.by ?? '系统' }} · {{ one.reason }}</p>
            </li>
          } @empty {
            <li class="muted">额度为 0，还没有调整过。</li>
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
export class BudgetHistory {
  readonly id = input.required<string>();
  protected readonly data = apiResource('getBudget', () => ({ params: { id: this.id() } }));
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly size = Math.abs;
}
