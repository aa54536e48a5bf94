import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dueTone, dueWords } from '../shared/deadlines';
import { formatCount } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { StatusTag } from '../shared/status-tag';
import { WaitingCounts } from './waiting-counts';

/** What waits for the seat, each kind with its figure, until when, and the way to the list that shows it. */
@Component({
  selector: 'yg-waiting-panel',
  imports: [LoadError, RouterLink, StatusTag],
  template: `
    <section class="panel" aria-labelledby="waiting">
      <h2 id="waiting">需要处理</h2>
      @if (waiting.loaded.latest(); as list) {
        <ul class="rows">
          @for (one of list.items; track one.kind) {
            <li data-testid="waiting">
              <a [routerLink]="one.link.path" [queryParams]="one.link.query">{{ one.label }}</a>
              <span class="figure">
                @if (one.dueAt; as dueAt) {
                  <yg-status [label]="dueWords(dueAt)" [tone]="dueTone(dueAt)" />
                }
                <b>{{ count(one.count) }}</b>
              </span>
            </li>
          } @empty {
            <li class="muted">没有需要处理的事。</li>
          }
        </ul>
      } @else if (waiting.loaded.failure(); as error) {
        <yg-load-error [error]="error" (retry)="waiting.loaded.reload()" />
      }
    </section>
  `,
  styleUrl: './dashboard.css',
  styles: `
    .figure {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .rows a {
      display: flex;
      align-items: center;
      min-height: 28px;
    }
    @media (max-width: 960px) {
      .rows a {
        min-height: 44px;
      }
    }
  `,
})
export class WaitingPanel {
  protected readonly waiting = inject(WaitingCounts);
  protected readonly count = formatCount;
  protected readonly dueWords = dueWords;
  protected readonly dueTone = dueTone;
}
