import { Component, computed, input } from '@angular/core';
import type { PriceCheck } from '@yigou/contracts';
import { bandPlaces } from './price-slip';

/** Where a price lies among like goods, as a line, and the same in a sentence. */
@Component({
  selector: 'yg-price-position',
  template: `
    @if (places(); as at) {
      <div class="chart" aria-hidden="true">
        <span class="most" [style.left.%]="at.p10" [style.width.%]="at.p90 - at.p10"></span>
        <span class="half" [style.left.%]="at.p25" [style.width.%]="at.p75 - at.p25"></span>
        <span class="median" [style.left.%]="at.median"></span>
        <span class="own" [style.left.%]="at.own" [attr.data-verdict]="check().verdict"></span>
      </div>
    }
    <p [attr.data-verdict]="check().verdict" data-testid="price-verdict">{{ check().message }}</p>
  `,
  styles: `
    .chart {
      position: relative;
      height: 20px;
      max-width: 360px;
      border-bottom: 0;
    }
    .chart span {
      position: absolute;
      top: 50%;
      transform: translateY(-50%);
    }
    .most {
      height: 6px;
      border-radius: 3px;
      background: var(--color-primary-line);
      opacity: 0.6;
    }
    .half {
      height: 10px;
      border-radius: 3px;
      background: var(--color-primary-line);
    }
    .median {
      width: 2px;
      height: 16px;
      background: var(--color-primary);
    }
    .own {
      width: 12px;
      height: 12px;
      margin-left: -6px;
      border: 2px solid var(--color-surface);
      border-radius: 50%;
      background: var(--color-primary);
    }
    .own[data-verdict='high'],
    .own[data-verdict='low'] {
      background: var(--color-warn);
    }
    .own[data-verdict='decimal_slip'] {
      background: var(--color-alarm);
    }
    p {
      margin: 0;
      font-size: 12px;
      line-height: 18px;
      color: var(--color-muted);
    }
    p[data-verdict='high'],
    p[data-verdict='low'] {
      color: var(--color-warn);
    }
    p[data-verdict='decimal_slip'] {
      color: var(--color-alarm);
    }
  `,
})
export class PriceBandChart {
  readonly check = input.required<PriceCheck>();
  protected readonly places = computed(() => bandPlaces(this.check()));
}
