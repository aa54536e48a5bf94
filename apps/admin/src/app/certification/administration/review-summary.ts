import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { REVIEW_LEVELS } from '@yigou/contracts/labels';
import { Fact, FactList } from '@yigou/web-ui';
import { ageFinding, barWidth } from './workload';

/** How much waits at this office, how old it is, and on whose desk. Figures lead to the list that they count. */
@Component({
  selector: 'yg-review-summary',
  imports: [Fact, FactList, RouterLink],
  template: `
    @let one = summary();
    <ul class="figures" aria-label="本级工作量" data-testid="review-figures">
      @for (figure of figures(); track figure.label) {
        <li [attr.data-tone]="figure.count > 0 ? figure.tone : null">
          @if (figure.link; as link) {
            <a [routerLink]="link" [queryParams]="figure.query">
              <b>{{ figure.count }}</b><span>{{ figure.label }}</span>
            </a>
          } @else {
            <b>{{ figure.count }}</b><span>{{ figure.label }}</span>
          }
        </li>
      }
    </ul>
    <details>
      <summary>
        <span>{{ level() }}{{ finding() }}</span>
      </summary>
      <div class="both">
        <section aria-label="等待时间">
          <h2>等待时间</h2>
          <yg-facts empty="没有等待的申请">
            @for (group of one.byAge; track group.label) {
              <ng-template [ygFact]="group.label">
                <span class="line">
                  <span class="bar" [style.width.%]="width(group.count)"></span><b>{{ group.count }}</b>
                </span>
              </ng-template>
            }
          </yg-facts>
        </section>
        <section aria-label="各审核人">
          <h2>各审核人</h2>
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">审核人</th>
                <th scope="col" class="number">手上</th>
                <th scope="col" class="number">近 30 天办结</th>
              </tr>
            </thead>
            <tbody>
              @for (person of one.byReviewer; track person.name) {
                <tr>
                  <td>{{ person.name }}</td>
                  <td class="number">{{ person.claimed }}</td>
                  <td class="number">{{ person.decided }}</td>
                </tr>
              } @empty {
                <tr>
                  <td colspan="3" class="muted">还没有人接手。打开一件申请，按“接手”。</td>
                </tr>
              }
            </tbody>
          </table>
        </section>
      </div>
    </details>
  `,
  styleUrl: './review-summary.css',
})
export class ReviewSummaryStrip {
  readonly summary = input.required<RouteResponse<'reviewSummary'>>();

  protected readonly finding = computed(() => ageFinding(this.summary()));
  protected readonly level = computed(() => {
    const level = this.summary().level;
    return level ? `${REVIEW_LEVELS[level]}：` : '';
  });
  protected readonly figures = computed(() => {
    const one = this.summary();
    const list = ['/administration/reviews'];
    return [
      { label: '等待办理', count: one.waiting, tone: 'run', link: list, query: {} },
      { label: '已超期', count: one.overdue, tone: 'stop', link: list, query: { only: 'overdue' } },
      { label: '两天内到期', count: one.dueSoon, tone: 'todo', link: null, query: {} },
      { label: '我接手的', count: one.mine, tone: 'run', link: list, query: { only: 'mine' } },
      {
        label: '异议待核查',
        count: one.objections,
        tone: 'todo',
        link: ['/administration/objections'],
        query: { status: 'open' },
      },
    ];
  });

  protected width(count: number): number {
    return barWidth(
      count,
      this.summary().byAge.map((group) => group.count),
    );
  }
}
