import { Component, computed, input } from '@angular/core';
import type { SupplierStatus } from '@yigou/contracts/labels';
import { journey } from './journey';

/** 注册 → 完善信息 → 县级推荐 → 平台审核 → 已入驻, with the stop one stands at. */
@Component({
  selector: 'yg-journey',
  template: `
    <ol aria-label="入驻进度" data-testid="journey">
      @for (stop of stops(); track stop.label) {
        <li [attr.data-state]="stop.state" [attr.aria-current]="stop.state === 'current' ? 'step' : null">
          <span class="dot" aria-hidden="true"></span>
          {{ stop.label }}<span class="visually-hidden">，{{ words[stop.state] }}</span>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: flex;
      margin: 0 0 16px;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      flex: 1;
      padding-top: 22px;
      text-align: center;
      font-size: 12px;
      color: var(--color-muted);
    }
    li + li::before {
      content: '';
      position: absolute;
      top: 7px;
      left: calc(-50% + 10px);
      right: calc(50% + 10px);
      height: 2px;
      background: var(--color-line);
    }
    .dot {
      position: absolute;
      top: 0;
      left: 50%;
      width: 16px;
      height: 16px;
      margin-left: -8px;
      border: 2px solid var(--color-field-line);
      border-radius: 50%;
      background: var(--color-surface);
    }
    [data-state='done'] {
      color: var(--color-ink);
    }
    [data-state='done'] .dot {
      border-color: var(--color-primary);
      background: var(--color-primary);
    }
    [data-state='done']::before,
    [data-state='current']::before {
      background: var(--color-primary) !important;
    }
    [data-state='current'] {
      color: var(--color-ink);
      font-weight: 600;
    }
    [data-state='current'] .dot {
      border: 5px solid var(--color-primary);
    }
  `,
})
export class Journey {
  readonly status = input.required<SupplierStatus>();
  protected readonly stops = computed(() => journey(this.status()));
  protected readonly words = { done: '已完成', current: '正在进行', ahead: '尚未开始' };
}
