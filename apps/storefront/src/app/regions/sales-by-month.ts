import { Component, computed, input } from '@angular/core';
import { CountPipe, FenPipe } from '@yigou/web-ui';
import { monthBars, monthsFinding, monthWords, type SalesMonth } from './sales-months';

/** Sales of the last months as columns under what they find, with the figures in a table beside. */
@Component({
  selector: 'app-sales-by-month',
  imports: [CountPipe, FenPipe],
  template: `
    <figure data-testid="sales-by-month">
      <figcaption>{{ finding() }}</figcaption>
      @if (sold()) {
        <!-- The table says the same to whoever does not see it. -->
        <div class="bars" aria-hidden="true">
          @for (bar of bars(); track bar.spoken) {
            <span class="column" [class.best]="bar.best">
              <span class="bar" [style.block-size.%]="bar.reach"></span>
            </span>
          }
          @for (bar of bars(); track bar.spoken) {
            <span class="label">{{ bar.label }}</span>
          }
        </div>
        <details>
          <summary>看每月的数字</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">月份</th>
                <th scope="col">成交订单</th>
                <th scope="col">成交金额</th>
              </tr>
            </thead>
            <tbody>
              @for (one of newestFirst(); track one.month) {
                <tr>
                  <th scope="row">{{ words(one.month) }}</th>
                  <td>{{ one.orders | count }}</td>
                  <td>{{ one.salesFen | fen }}</td>
                </tr>
              }
            </tbody>
          </table>
        </details>
      }
    </figure>
  `,
  styles: `
    figure {
      margin: 0;
    }
    .bars {
      display: grid;
      grid-template: 140px auto / repeat(12, minmax(0, 1fr));
      gap: 6px 8px;
      margin-block-start: 16px;
    }
    .column {
      display: flex;
      align-items: end;
      border-block-end: 1px solid var(--yg-line-strong);
    }
    .bar {
      inline-size: 100%;
      max-inline-size: 44px;
      margin-inline: auto;
      border-radius: 3px 3px 0 0;
      background: var(--yg-field);
      opacity: 0.55;
    }
    .best .bar {
      opacity: 1;
    }
    .label {
      color: var(--yg-muted);
      font-size: 13px;
      text-align: center;
      white-space: nowrap;
    }
    summary {
      width: fit-content;
      min-height: 32px;
      color: var(--yg-sky);
      line-height: 32px;
      cursor: pointer;
    }
    table {
      border-collapse: collapse;
      font-size: 15px;
    }
    th,
    td {
      padding: 4px 32px 4px 0;
      border-block-end: 1px solid var(--yg-line);
      font-variant-numeric: tabular-nums;
      font-weight: 400;
      text-align: end;
    }
    th:first-child {
      text-align: start;
    }
    @media (max-width: 720px) {
      .bars {
        gap: 6px 3px;
      }
      .label {
        font-size: 11px;
      }
      .label:nth-of-type(even) {
        visibility: hidden;
      }
      summary {
        line-height: 44px;
      }
    }
  `,
})
export class SalesByMonthComponent {
  /** The oldest first. */
  readonly months = input.required<readonly SalesMonth[]>();
  protected readonly bars = computed(() => monthBars(this.months()));
  protected readonly finding = computed(() => monthsFinding(this.months()));
  protected readonly sold = computed(() => this.months().some(({ orders }) => orders > 0));
  protected readonly newestFirst = computed(() => [...this.months()].reverse());
  protected readonly words = monthWords;
}
