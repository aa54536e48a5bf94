import { Component, input } from '@angular/core';
import type { ApplicationView } from '@yigou/contracts';
import { APPLICATION_STATUSES } from '@yigou/contracts/labels';
import { sinceWords } from '../../shared/since';

/** Where an application is: each stop with who has it, since when and until when. */
@Component({
  selector: 'yg-application-stops',
  template: `
    <ol aria-label="办理进度" data-testid="stops">
      @for (stop of stops(); track $index) {
        <li [attr.data-state]="stop.state" [attr.aria-current]="stop.state === 'current' ? 'step' : null">
          <span class="dot" aria-hidden="true"></span>
          <b>{{ statuses[stop.status] }}</b>
          <span class="visually-hidden">，{{ words[stop.state] }}</span>
          @if (stop.holder && stop.state !== 'ahead') {
            <span class="line">{{ stop.state === 'current' ? '现在在：' : '' }}{{ stop.holder }}</span>
          }
          @if (stop.state === 'current') {
            <span class="line">{{ since(stop.since, stop.until) }}</span>
          } @else if (stop.state === 'done' && stop.since) {
            <span class="line">{{ since(stop.since, null) }}</span>
          }
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      padding: 0 0 14px 26px;
      color: var(--color-muted);
    }
    li:not(:last-child)::before {
      content: '';
      position: absolute;
      left: 6px;
      top: 20px;
      bottom: -4px;
      width: 2px;
      background: var(--color-line);
    }
    .dot {
      position: absolute;
      left: 0;
      top: 4px;
      width: 14px;
      height: 14px;
      border: 2px solid var(--color-field-line);
      border-radius: 50%;
      background: var(--color-surface);
    }
    b {
      font-weight: 500;
    }
    .line {
      display: block;
      font-size: 12px;
      line-height: 18px;
    }
    [data-state='done'] b,
    [data-state='current'] b {
      color: var(--color-ink);
    }
    [data-state='done'] .dot {
      border-color: var(--color-primary);
      background: var(--color-primary);
    }
    [data-state='done']::before {
      background: var(--color-primary) !important;
    }
    [data-state='current'] .dot {
      border: 4px solid var(--color-primary);
    }
    [data-state='current'] b {
      font-weight: 600;
    }
  `,
})
export class ApplicationStops {
  readonly stops = input.required<ApplicationView['stops']>();
  protected readonly statuses = APPLICATION_STATUSES;
  protected readonly words = { done: '已办', current: '办理中', ahead: '还没到' };
  protected readonly since = sinceWords;
}
