import { Component, computed, input } from '@angular/core';

/** How much of a need is promised and how much has come, in its own unit. */
@Component({
  selector: 'app-need-progress',
  template: `
    <p class="sum">
      <strong>{{ need().quantity }} {{ need().unit }}</strong>
    </p>
    <div
      class="bar"
      role="meter"
      aria-label="已承诺"
      aria-valuemin="0"
      [attr.aria-valuemax]="need().quantity"
      [attr.aria-valuenow]="need().promised"
    >
      <span class="promised" [style.width.%]="percent().promised"></span>
      <span class="delivered" [style.width.%]="percent().delivered"></span>
    </div>
    <p class="muted small" data-testid="need-progress">{{ words() }}</p>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .bar {
      position: relative;
      height: 8px;
      margin-block: 6px;
      border-radius: 4px;
      background: var(--yg-paper-2);
      overflow: hidden;
    }
    .bar span {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
    }
    .promised {
      background: var(--yg-field-line, var(--yg-line-strong));
    }
    .delivered {
      background: var(--yg-field);
    }
  `,
})
export class NeedProgressComponent {
  readonly need = input.required<{
    readonly quantity: number;
    readonly unit: string;
    readonly promised: number;
    readonly delivered: number;
  }>();
  protected readonly percent = computed(() => {
    const { quantity, promised, delivered } = this.need();
    const of = (part: number) => Math.min(100, (part / quantity) * 100);
    return { promised: of(promised), delivered: of(delivered) };
  });
  protected readonly words = computed(() => {
    const { quantity, unit, promised, delivered } = this.need();
    const left = quantity - promised;
    const first = left > 0 ? `还缺 ${left} ${unit}` : '已全部承诺';
    return [first, `已承诺 ${promised}`, ...(delivered > 0 ? [`已签收 ${delivered}`] : [])].join('，');
  });
}
