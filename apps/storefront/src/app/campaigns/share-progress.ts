import { Component, computed, input } from '@angular/core';
import { CountPipe } from '@yigou/web-ui';
import { barOf, type Shares } from './campaign-words';

/** How many shares are paid, with the mark from which the campaign succeeds. */
@Component({
  selector: 'app-share-progress',
  imports: [CountPipe],
  template: `
    <div
      class="bar"
      role="progressbar"
      aria-label="已付款的份数"
      aria-valuemin="0"
      [attr.aria-valuemax]="shares().capShares"
      [attr.aria-valuenow]="shares().paidShares"
      [attr.aria-valuetext]="words()"
    >
      <span class="paid" [class.enough]="enough()" [style.width.%]="bar().paid"></span>
      @if (!enough() && bar().threshold < 100) {
        <span class="mark" [style.inset-inline-start.%]="bar().threshold"></span>
      }
    </div>
    @if (figures()) {
      <p>
        <span
          ><strong>{{ shares().paidShares | count }}</strong> 份已付款</span
        >
        <span class="of">{{ shares().thresholdShares | count }} 份成团 · 最多 {{ shares().capShares | count }} 份</span>
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      position: relative;
      height: 10px;
      overflow: hidden;
      border-radius: 5px;
      background: var(--yg-line);
    }
    .paid {
      display: block;
      height: 100%;
      border-radius: 5px;
      background: var(--yg-persimmon-bright);
      transition: width 0.6s;
    }
    .paid.enough {
      background: var(--yg-field);
    }
    .mark {
      position: absolute;
      inset-block: 0;
      width: 2px;
      background: var(--yg-ink);
    }
    p {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 12px;
      margin-block-start: 6px;
      font-size: 14px;
    }
    .of {
      color: var(--yg-muted);
    }
  `,
})
export class ShareProgressComponent {
  readonly shares = input.required<Shares>();
  readonly figures = input(true);
  protected readonly bar = computed(() => barOf(this.shares()));
  protected readonly enough = computed(() => this.shares().paidShares >= this.shares().thresholdShares);
  protected readonly words = computed(() => {
    const { paidShares, thresholdShares, capShares } = this.shares();
    return `${paidShares} 份已付款，${thresholdShares} 份成团，最多 ${capShares} 份`;
  });
}
