import { Component, computed, input } from '@angular/core';
import type { OrderView } from '@yigou/contracts';
import { CalendarDatePipe } from '@yigou/web-ui';

export type OrderBatch = NonNullable<OrderView['parcels'][number]['lines'][number]['batch']>;

const SHOWN_VILLAGES = 3;

/** Where the goods of a parcel came from: households and villages → batch → product. */
@Component({
  selector: 'app-batch-chain',
  imports: [CalendarDatePipe],
  template: `
    <ol [attr.aria-label]="productName() + '的来源'" data-testid="batch-chain">
      <li>
        <span class="stage">农户</span>
        <strong>{{ batch().households ? batch().households + '户供货' : '户数未登记' }}</strong>
        <span>{{ villages() }}</span>
      </li>
      <li>
        <span class="stage">批次</span>
        <strong>{{ batch().harvestedOn | calendarDate }}采收</strong>
        <span>{{ batch().number }}{{ batch().inspection ? ' · ' + batch().inspection : '' }}</span>
      </li>
      <li>
        <span class="stage">产品</span>
        <strong>{{ productName() }}</strong>
      </li>
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      border-radius: var(--yg-radius);
      background: var(--yg-paper);
    }
    li {
      position: relative;
      display: grid;
      align-content: start;
      padding: 10px 12px 10px 22px;
      font-size: 14px;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }
    li + li::before {
      position: absolute;
      inset: 18px auto auto -4px;
      width: 8px;
      height: 8px;
      border: 1.5px solid var(--yg-field);
      border-width: 1.5px 1.5px 0 0;
      content: '';
      rotate: 45deg;
    }
    .stage {
      color: var(--yg-field-deep);
      font-family: var(--yg-font-display);
      font-weight: 700;
    }
    span:last-child:not(.stage) {
      color: var(--yg-ink-2);
    }
    @media (max-width: 720px) {
      ol {
        grid-template-columns: minmax(0, 1fr);
      }
      li {
        padding-block: 6px;
      }
      li + li::before {
        inset: -4px auto auto 22px;
        rotate: 135deg;
      }
      li + li {
        padding-block-start: 10px;
      }
    }
  `,
})
export class BatchChainComponent {
  readonly batch = input.required<OrderBatch>();
  readonly productName = input.required<string>();
  protected readonly villages = computed(() => {
    const all = this.batch().villages;
    const shown = all.slice(0, SHOWN_VILLAGES).join('、');
    return all.length > SHOWN_VILLAGES ? `${shown}等${all.length}个村` : shown;
  });
}
