import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_FORMS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { InstantPipe, PhotoComponent, PriceComponent } from '@yigou/web-ui';
import { standingWords } from './campaign-words';
import { ShareProgressComponent } from './share-progress';

const SHOWN = 3;

/** Campaigns that may still be joined, who ends first comes first; nothing at all where there are none, or while nobody knows. */
@Component({
  selector: 'app-ending-soon',
  imports: [InstantPipe, PhotoComponent, PriceComponent, RouterLink, ShareProgressComponent],
  template: `
    @if (cards().length) {
      <section aria-labelledby="ending-title" data-testid="ending-soon">
        <header>
          <h2 id="ending-title">正在招募的以购代捐</h2>
          <p>人数够了才成团，没成团全额退款。</p>
          <a routerLink="/group-buys">看全部活动</a>
        </header>
        <ul>
          @for (card of cards(); track card.id) {
            <li>
              <a [routerLink]="['/group-buys', card.id]" data-testid="ending-campaign">
                <yg-photo [photoKey]="card.photo" sizes="96px" />
                <span class="what">
                  <strong>{{ card.title }}</strong>
                  <span class="small">{{ card.form }} · {{ card.organiserName }}</span>
                  <yg-price [fen]="card.bestPriceFen" />
                  <app-share-progress [shares]="card" [figures]="false" />
                  <span class="small">{{ card.standing }} · {{ card.deadline | instant: 'short' }} 截止</span>
                </span>
              </a>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    section {
      margin-block-end: 48px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 4px 16px;
      margin-block-end: 16px;
    }
    h2 {
      font-family: var(--yg-font-display);
      font-size: 26px;
    }
    header p,
    .small {
      color: var(--yg-muted);
      font-size: 14px;
    }
    header a {
      margin-inline-start: auto;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
      gap: 16px;
    }
    li a {
      display: grid;
      grid-template-columns: 96px minmax(0, 1fr);
      gap: 16px;
      height: 100%;
      padding: 16px;
      border: 1px solid var(--yg-line);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
      color: inherit;
    }
    li a:hover {
      border-color: var(--yg-line-strong);
      text-decoration: none;
    }
    yg-photo {
      align-self: start;
      border-radius: 6px;
    }
    .what {
      display: grid;
      gap: 6px;
      align-content: start;
    }
    strong {
      overflow-wrap: anywhere;
      font-weight: 500;
    }
  `,
})
export class EndingSoonComponent {
  private readonly answer = apiResource('listGroupBuys', () => ({
    query: { sort: 'deadline' as const, limit: SHOWN },
  }));
  protected readonly cards = computed(() =>
    (this.answer.latest()?.items ?? []).map((item) => ({
      ...item,
      form: CAMPAIGN_FORMS[item.form],
      standing: standingWords(item.status, item),
    })),
  );
}
