import { Component, computed, input } from '@angular/core';
import { fenParts, formatFen } from './format';

/** An amount in fen: the yuan large, ¥ and the decimals smaller. */
@Component({
  selector: 'yg-price',
  template: `{{ parts().sign }}<span class="small">¥</span>{{ parts().yuan
    }}<span class="small">.{{ parts().fen }}</span>`,
  styles: `
    :host {
      display: inline-block;
      color: var(--yg-persimmon);
      font-weight: 600;
      line-height: 1.2;
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    :host(.price-plain) {
      color: inherit;
    }
    :host(.price-large) {
      font-size: 28px;
    }
    :host(.price-medium) {
      font-size: 20px;
    }
    .small {
      font-size: 0.72em;
    }
    .small:first-of-type {
      margin-inline-end: 1px;
    }
  `,
  host: { '[class]': '"price-" + size() + (plain() ? " price-plain" : "")' },
})
export class PriceComponent {
  readonly fen = input.required<number>();
  readonly size = input<'small' | 'medium' | 'large'>('small');
  /** Takes the colour of the text around it: sums in tables, struck market prices. */
  readonly plain = input(false);
  protected readonly parts = computed(() => fenParts(this.fen()));
}

/** Price of 500 g, what people compare by; says nothing when the net weight is not known. */
@Component({
  selector: 'yg-unit-price',
  template: `@if (fen(); as value) {
    {{ text(value) }}
  }`,
  styles: `
    :host {
      color: var(--yg-muted);
      font-size: 13px;
      white-space: nowrap;
    }
  `,
})
export class UnitPriceComponent {
  readonly fen = input.required<number | null>();
  protected text(value: number): string {
    return `${formatFen(value)}/500克`;
  }
}
