import { Component, computed, input } from '@angular/core';
import { FenPipe, formatFen, InstantPipe } from '@yigou/web-ui';

export interface PricePoint {
  readonly priceFen: number;
  readonly at: string;
}

const WIDTH = 440;
const HEIGHT = 170;
const PAD = { top: 24, right: 84, bottom: 28, left: 12 };

/** How the price of one SKU moved: steps, since a price holds until it is changed; the same figures stand in a table below. */
@Component({
  selector: 'app-price-history',
  imports: [FenPipe, InstantPipe],
  template: `
    <p class="finding">{{ finding() }}</p>
    @if (drawn(); as chart) {
      <svg [attr.viewBox]="'0 0 ' + chart.width + ' ' + chart.height" role="img" [attr.aria-label]="finding()">
        <line
          class="axis"
          [attr.x1]="chart.left"
          [attr.x2]="chart.right"
          [attr.y1]="chart.base"
          [attr.y2]="chart.base"
        />
        <path class="line" [attr.d]="chart.path" />
        @for (dot of chart.dots; track $index) {
          <circle [attr.cx]="dot.x" [attr.cy]="dot.y" r="3.5" />
        }
        <text class="now" [attr.x]="chart.right + 8" [attr.y]="chart.nowY + 5">{{ chart.now }}</text>
        <text [attr.x]="chart.left" [attr.y]="chart.base + 20">{{ chart.from | instant: 'date' }}</text>
        <text [attr.x]="chart.right" [attr.y]="chart.base + 20" text-anchor="end">今天</text>
      </svg>
      <details>
        <summary>看每次调价</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">价格</th>
            </tr>
          </thead>
          <tbody>
            @for (point of newestFirst(); track $index) {
              <tr>
                <td>{{ point.at | instant: 'date' }}</td>
                <td>{{ point.priceFen | fen }}</td>
              </tr>
            }
          </tbody>
        </table>
      </details>
    }
  `,
  styles: `
    .finding {
      color: var(--yg-ink-2);
    }
    svg {
      width: 100%;
      max-width: 560px;
      margin-block-start: 8px;
    }
    .axis {
      stroke: var(--yg-line);
    }
    .line {
      fill: none;
      stroke: var(--yg-persimmon);
      stroke-width: 2;
    }
    circle {
      fill: var(--yg-surface);
      stroke: var(--yg-persimmon);
      stroke-width: 2;
    }
    text {
      fill: var(--yg-muted);
      font-size: 13px;
    }
    text.now {
      fill: var(--yg-persimmon);
      font-size: 15px;
      font-weight: 600;
    }
    summary {
      width: fit-content;
      min-height: 32px;
      color: var(--yg-sky);
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
      text-align: start;
    }
    td:last-child,
    th:last-child {
      padding-inline-end: 0;
      text-align: end;
    }
  `,
})
export class PriceHistoryComponent {
  /** Of one SKU, in any order. */
  readonly points = input.required<readonly PricePoint[]>();

  private readonly sorted = computed(() => [...this.points()].sort((a, b) => a.at.localeCompare(b.at)));
  protected readonly newestFirst = computed(() => [...this.sorted()].reverse());

  protected readonly finding = computed(() => {
    const points = this.sorted();
    const last = points.at(-1);
    if (!last || points.length === 1) return '上架以来没有调过价。';
    const lowest = Math.min(...points.map((point) => point.priceFen));
    const highest = Math.max(...points.map((point) => point.priceFen));
    if (last.priceFen === lowest)
      return `现价${formatFen(last.priceFen)}，是上架以来的最低价；最高曾到${formatFen(highest)}。`;
    return `现价${formatFen(last.priceFen)}；上架以来最低${formatFen(lowest)}，最高${formatFen(highest)}。`;
  });

  protected readonly drawn = computed(() => {
    const points = this.sorted();
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last || points.length < 2) return null;
    const start = Date.parse(first.at);
    const span = Math.max(Date.now() - start, 1);
    const prices = points.map((point) => point.priceFen);
    const low = Math.min(...prices);
    const range = Math.max(Math.max(...prices) - low, 1);
    const right = WIDTH - PAD.right;
    const base = HEIGHT - PAD.bottom;
    const x = (at: string) => Math.round(PAD.left + ((Date.parse(at) - start) / span) * (right - PAD.left));
    // The lowest price stands above the axis: the axis is not zero, and the line must not seem to touch it.
    const y = (fen: number) => Math.round(base - 24 - ((fen - low) / range) * (base - 24 - PAD.top));
    const dots = points.map((point) => ({ x: x(point.at), y: y(point.priceFen) }));
    const path = dots.map((dot, index) => (index === 0 ? `M${dot.x} ${dot.y}` : `H${dot.x}V${dot.y}`)).join('');
    return {
      width: WIDTH,
      height: HEIGHT,
      left: PAD.left,
      right,
      base,
      dots,
      path: `${path}H${right}`,
      nowY: y(last.priceFen),
      now: formatFen(last.priceFen),
      from: first.at,
    };
  });
}
