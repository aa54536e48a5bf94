import { Component, computed, input } from '@angular/core';
import {
  CERTIFICATE_STATUSES,
  type CertificateStatus,
  type ImportColumn,
  isDemoField,
  ORDER_STATUSES,
  type OrderStatus,
  PARCEL_STATUSES,
  type ParcelStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
  REFUND_STATUSES,
  type RefundStatus,
  STOCK_STATES,
  type StockState,
} from '@yigou/contracts/labels';
import { formatCount } from './format';
import { IconComponent } from './icon';

/** What a status asks of the reader: nothing, patience, an action, relief, or attention. */
export type Tone = 'neutral' | 'wait' | 'act' | 'good' | 'bad';

const tagStyles = `
  :host {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 8px;
    border-radius: 4px;
    background: var(--yg-paper-2);
    color: var(--yg-ink-2);
    font-size: 13px;
    line-height: 1.6;
    white-space: nowrap;
  }
  :host(.wait) { background: var(--yg-sky-soft); color: #1f558d; }
  :host(.act) { background: var(--yg-persimmon-soft); color: var(--yg-persimmon-deep); }
  :host(.good) { background: var(--yg-field-soft); color: var(--yg-field-deep); }
  :host(.bad) { background: var(--yg-alarm-soft); color: var(--yg-alarm); }
`;

const WORDS = {
  order: ORDER_STATUSES,
  payment: PAYMENT_STATUSES,
  refund: REFUND_STATUSES,
  parcel: PARCEL_STATUSES,
  certificate: CERTIFICATE_STATUSES,
} as const;

const TONES: Readonly<Record<string, Tone>> = {
  to_sign: 'wait',
  pending_payment: 'act',
  to_ship: 'wait',
  part_shipped: 'wait',
  shipped: 'act',
  payable: 'act',
  completed: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
  pending: 'act',
  paid: 'good',
  failed: 'bad',
  quarantined: 'bad',
  resolved: 'neutral',
  submitted: 'wait',
  succeeded: 'good',
  registered: 'neutral',
  collected: 'wait',
  in_transit: 'wait',
  out_for_delivery: 'wait',
  delivered: 'good',
  exception: 'bad',
  valid: 'good',
  suspended: 'bad',
  withdrawn: 'bad',
};

export type StatusOf = 'order' | 'payment' | 'refund' | 'parcel' | 'certificate';
export type AnyStatus = OrderStatus | PaymentStatus | RefundStatus | ParcelStatus | CertificateStatus;

/** A status in Chinese with the tone of what it asks. */
@Component({
  selector: 'yg-status-tag',
  template: `{{ word() }}`,
  styles: tagStyles,
  host: { '[class]': 'tone()', '[attr.data-status]': 'status()' },
})
export class StatusTagComponent {
  readonly of = input.required<StatusOf>();
  readonly status = input.required<AnyStatus>();
  protected readonly word = computed(() => (WORDS[this.of()] as Readonly<Record<string, string>>)[this.status()] ?? '');
  protected readonly tone = computed<Tone>(() =>
    this.of() === 'certificate' && this.status() === 'expired' ? 'bad' : (TONES[this.status()] ?? 'neutral'),
  );
}

/** Stock state in words; ample stock is said quietly. */
@Component({
  selector: 'yg-stock-tag',
  template: `{{ word() }}`,
  styles: tagStyles,
  host: { '[class]': 'tone()' },
})
export class StockTagComponent {
  readonly state = input.required<StockState>();
  protected readonly word = computed(() => STOCK_STATES[this.state()]);
  protected readonly tone = computed<Tone>(
    () => ({ in_stock: 'good', low: 'act', sold_out: 'neutral' })[this.state()] as Tone,
  );
}

/** Demo data is named as such wherever it stands, without alarm. */
@Component({
  selector: 'yg-demo-tag',
  template: `演示<span class="long">数据</span>`,
  styles: [
    tagStyles,
    `
      :host {
        border: 1px dashed var(--yg-line-strong);
        background: var(--yg-surface);
        padding-block: 0;
        gap: 0;
      }
      :host(.short) .long {
        display: none;
      }
    `,
  ],
  host: { '[class.short]': 'short()' },
})
export class DemoTagComponent {
  readonly short = input(false);
}

/** Behind a value that was not published: a demo value stands in its place. Shows nothing behind one that was. */
@Component({
  selector: 'yg-demo-field',
  template: `@if (shown()) {
    <span>演示补充</span>
  }`,
  styles: `
    span {
      display: inline-block;
      margin-inline-start: 6px;
      padding-inline: 5px;
      border: 1px dashed var(--yg-line-strong);
      border-radius: 4px;
      background: var(--yg-surface);
      color: var(--yg-ink-2);
      font-size: 12px;
      font-weight: 400;
      line-height: 1.5;
      letter-spacing: normal;
      white-space: nowrap;
    }
  `,
})
export class DemoFieldComponent {
  /** The demo fields of the product or certificate. */
  readonly fields = input.required<readonly string[]>();
  /** The columns of the product file that the value comes from. */
  readonly of = input.required<ImportColumn | readonly ImportColumn[]>();
  protected readonly shown = computed(() => isDemoField(this.fields(), ...[this.of()].flat()));
}

/**
 * The tick that says a certificate stands behind the product, and how many registered households it carries. A certificate that was made up has no tick
 * and counts nobody.
 */
@Component({
  selector: 'yg-certificate-badge',
  imports: [IconComponent],
  template: `<yg-icon [name]="demo() ? 'info' : 'seal'" [size]="16" /><span>{{ words() }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--yg-field);
      font-size: 13px;
      line-height: 1.5;
    }
    :host(.demo) {
      color: var(--yg-muted);
    }
  `,
  host: { '[class.demo]': 'demo()' },
})
export class CertificateBadgeComponent {
  /** Registered households; null when the number was not published. */
  readonly households = input<number | null>(null);
  /** It was made up, in whole or in part. */
  readonly demo = input(false);
  protected readonly words = computed(() => {
    if (this.demo()) return '演示证书';
    const households = this.households();
    return households ? `认定产品 · 带动${formatCount(households)}户` : '认定产品';
  });
}
