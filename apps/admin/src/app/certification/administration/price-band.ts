import { Component, computed, input } from '@angular/core';
import type { PriceCheck } from '@yigou/contracts';
import { PRICE_VERDICTS, SIZE_CLASSES } from '@yigou/contracts/labels';
import { formatMoney } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';
import { VERDICT_TONES } from '../../shared/tones';
import { againstMedian, bandScale } from './band-scale';

/** One price on the band of like goods: the middle half dark, from the tenth to the ninetieth of a hundred light, the price as a mark. */
@Component({
  selector: 'yg-price-band',
  imports: [StatusTag],
  template: `
    @let one = check();
    <p class="verdict">
      <yg-status [label]="verdicts[one.verdict]" [tone]="tones[one.verdict]" />
      {{ one.message }}
    </p>
    @if (one.band; as band) {
      @let at = scale();
      <div class="line" role="img" [attr.aria-label]="words()">
        @if (at) {
          <span class="outer" [style.left.%]="at.p10" [style.width.%]="at.p90 - at.p10"></span>
          <span class="inner" [style.left.%]="at.p25" [style.width.%]="at.p75 - at.p25"></span>
          <span class="median" [style.left.%]="at.median"></span>
          @if (at.value !== null) {
            <span
              class="value"
              [class.far]="at.beyond"
              [style.left.%]="at.value"
              [attr.data-verdict]="one.verdict"
            ></span>
          }
        }
      </div>
      <p class="legend muted">
        <span>{{ money(band.p10) }}</span>
        <span>中位数 {{ money(band.median) }}</span>
        <span>{{ money(band.p90) }}</span>
      </p>
      <p class="muted small">
        每 500 克，{{ band.variety }}{{ band.grade ? ' ' + band.grade : '' }}，{{ sizes[band.sizeClass] }}，{{
          band.count
        }}
        个认定价{{ against() ? '；' + against() : '' }}
      </p>
    }
  `,
  styles: `
    p {
      margin: 0;
    }
    .small {
      font-size: 12px;
    }
    .line {
      position: relative;
      height: 22px;
      margin: 8px 6px 2px;
      border-bottom: 1px solid var(--color-line);
    }
    .line span {
      position: absolute;
      bottom: 0;
    }
    .outer {
      height: 8px;
      background: var(--color-primary-line);
    }
    .inner {
      height: 14px;
      background: var(--color-primary);
      opacity: 0.7;
    }
    .median {
      width: 2px;
      height: 20px;
      margin-left: -1px;
      background: var(--color-primary-active);
    }
    .value {
      width: 12px;
      height: 12px;
      margin: 0 0 2px -6px;
      border: 2px solid var(--color-surface);
      border-radius: 50%;
      background: var(--color-ink);
      box-shadow: 0 0 0 1px var(--color-ink);
    }
    .value[data-verdict='high'],
    .value[data-verdict='low'],
    .value[data-verdict='decimal_slip'] {
      background: var(--color-money);
      box-shadow: 0 0 0 1px var(--color-money);
    }
    .value.far {
      border-radius: 2px;
    }
    .legend {
      display: flex;
      justify-content: space-between;
      font-size: 12px;
    }
  `,
})
export class PriceBandView {
  readonly check = input.required<PriceCheck>();
  protected readonly verdicts = PRICE_VERDICTS;
  protected readonly tones = VERDICT_TONES;
  protected readonly sizes = SIZE_CLASSES;
  protected readonly money = formatMoney;
  protected readonly scale = computed(() => {
    const { band, unitPriceFen } = this.check();
    return band ? bandScale(band, unitPriceFen) : null;
  });
  protected readonly against = computed(() => {
    const { band, unitPriceFen } = this.check();
    return band && unitPriceFen !== null ? againstMedian(band, unitPriceFen) : '';
  });
  protected readonly words = computed(() => {
    const { band, unitPriceFen } = this.check();
    if (!band) return '';
    const price = unitPriceFen === null ? '没有单价' : `每 500 克 ${formatMoney(unitPriceFen)}，${this.against()}`;
    return `${price}；参考区间 ${formatMoney(band.p10)} 至 ${formatMoney(band.p90)}，中位数 ${formatMoney(band.median)}`;
  });
}
