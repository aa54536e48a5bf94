import { Component, computed, input } from '@angular/core';
import { FenPipe, formatFen, InstantPipe } from '@yigou/web-ui';
import { bandSentence, type PackingBand } from './price-band';
import { drawPrices, type PricePoint } from './price-chart';

/** How the price of one SKU moved, over what like certified goods cost; the same figures stand in words and in a table. */
@Component({
  selector: 'app-price-history',
  imports: [FenPipe, InstantPipe],
  template: `
    @if (compared(); as sentence) {
      <p class="finding" data-testid="price-band">{{ sentence }}</p>
    }
    <p class="finding">{{ finding() }}</p>
    @if (drawn(); as chart) {
      <svg [attr.viewBox]="'0 0 ' + chart.width + ' ' + chart.height" role="img" [attr.aria-label]="spoken()">
        @if (chart.band; as b) {
          <rect
            class="band"
            [attr.x]="chart.left"
            [attr.y]="b.top"
            [attr.width]="chart.right - chart.left"
            [attr.height]="b.height"
          />
          <line
            class="median"
            [attr.x1]="chart.left"
            [attr.x2]="chart.right"
            [attr.y1]="b.median"
            [attr.y2]="b.median"
          />
          <text class="like" [attr.x]="chart.left" [attr.y]="b.top - 7">多数同类认定产品</text>
          <text class="like" [attr.x]="chart.right + 8" [attr.y]="b.labelY + 5">中位 {{ band()!.median | fen }}</text>
        }
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
        <text class="now" [attr.x]="chart.right + 8" [attr.y]="chart.nowY + 5">{{ last()!.priceFen | fen }}</text>
        <text [attr.x]="chart.left" [attr.y]="chart.base + 20">{{ first()!.at | instant: 'date' }}</text>
        <text [attr.x]="chart.right" [attr.y]="chart.base + 20" text-anchor="end">今天</text>
      </svg>
      @if (band(); as b) {
        <p class="basis">
          参考带取自{{ b.count }}件同品种、同等级、相近规格的认定价，按净含量折算；色带是中间一半，虚线是中位数。
        </p>
      }
    }
    @if (sorted().length > 1) {
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
    .finding + .finding {
      margin-block-start: 4px;
    }
    .band {
      fill: #dcebe0;
    }
    .median {
      stroke: var(--yg-field);
      stroke-dasharray: 5 4;
    }
    text.like {
      fill: var(--yg-field-deep);
    }
    .basis {
      max-width: 560px;
      color: var(--yg-muted);
      font-size: 14px;
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
    details {
      margin-block-start: 8px;
    }
    summary {
      width: fit-content;
      min-height: 32px;
      color: var(--yg-sky);
      line-height: 32px;
      cursor: pointer;
    }
    @media (max-width: 720px) {
      summary {
        line-height: 44px;
      }
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
  readonly band = input<PackingBand | null>(null);
  /** What it costs now, also where no change of the price was recorded. */
  readonly nowFen = input<number | null>(null);

  protected readonly sorted = computed(() => [...this.points()].sort((a, b) => a.at.localeCompare(b.at)));
  protected readonly newestFirst = computed(() => [...this.sorted()].reverse());
  protected readonly first = computed(() => this.sorted()[0] ?? null);
  protected readonly last = computed(() => this.sorted().at(-1) ?? null);
  protected readonly compared = computed(() => {
    const band = this.band();
    const price = this.nowFen() ?? this.last()?.priceFen;
    return band && price ? bandSentence(price, band) : '';
  });
  protected readonly spoken = computed(() => [this.compared(), this.finding()].filter(Boolean).join(''));
  protected readonly drawn = computed(() => drawPrices(this.sorted(), this.band(), Date.now()));

  protected readonly finding = computed(() => {
    const points = this.sorted();
    const last = points.at(-1);
    if (!last || points.length === 1) return '上架以来没有调过价。';
    const lowest = Math.min(...points.map((point) => point.priceFen));
    const highest = Math.max(...points.map((point) => point.priceFen));
    if (last.priceFen === lowest)
      return `${formatFen(last.priceFen)}是上架以来的最低价；最高曾到${formatFen(highest)}。`;
    return `上架以来最低${formatFen(lowest)}，最高${formatFen(highest)}。`;
  });
}
