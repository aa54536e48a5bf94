import { Component, input } from '@angular/core';
import type { ApplicationView } from '@yigou/contracts';
import { APPLICATION_STATUSES } from '@yigou/contracts/labels';
import { dueTone, dueWords } from '../../shared/deadlines';
import { formatTime } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';

/** The way of an application: where it was, who has it since when and until when, and what is still ahead. */
@Component({
  selector: 'yg-stops',
  imports: [StatusTag],
  template: `
    <ol data-testid="stops">
      @for (stop of stops(); track $index) {
        <li [attr.data-state]="stop.state" [attr.aria-current]="stop.state === 'current' ? 'step' : null">
          <b>{{ words[stop.status] }}</b>
          @if (stop.holder) {
            <span>{{ stop.holder }}</span>
          }
          @if (stop.since) {
            <span class="muted">{{ time(stop.since) }} 起</span>
          }
          @if (stop.state === 'current' && stop.until) {
            <yg-status [label]="due(stop.until)" [tone]="tone(stop.until)" />
          }
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      grid-auto-columns: minmax(0, 1fr);
      grid-auto-flow: column;
      gap: 8px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      padding: 14px 0 0;
      border-top: 3px solid var(--color-line);
      font-size: 12px;
      line-height: 18px;
    }
    li b {
      display: block;
      font-size: 14px;
      line-height: 20px;
      font-weight: 500;
    }
    li span {
      display: block;
      overflow-wrap: anywhere;
    }
    li yg-status {
      display: inline-block;
      margin-top: 4px;
    }
    li::before {
      content: '';
      position: absolute;
      top: -8px;
      left: 0;
      width: 9px;
      height: 9px;
      border: 2px solid var(--color-field-line);
      border-radius: 50%;
      background: var(--color-surface);
    }
    [data-state='done'] {
      border-color: var(--color-primary-line);
    }
    [data-state='done']::before {
      border-color: var(--color-primary);
      background: var(--color-primary);
    }
    [data-state='current'] {
      border-color: var(--color-primary);
    }
    [data-state='current']::before {
      border-color: var(--color-primary);
      box-shadow: 0 0 0 3px var(--color-primary-soft);
    }
    [data-state='current'] b {
      font-weight: 600;
    }
    [data-state='ahead'] b {
      color: var(--color-muted);
    }
    @media (max-width: 960px) {
      ol {
        grid-auto-flow: row;
        gap: 0;
      }
      li {
        padding: 0 0 12px 20px;
        border-top: 0;
        border-left: 3px solid var(--color-line);
      }
      li::before {
        top: 4px;
        left: -8px;
      }
    }
  `,
})
export class Stops {
  readonly stops = input.required<ApplicationView['stops']>();
  protected readonly words = APPLICATION_STATUSES;
  protected readonly time = formatTime;
  protected readonly due = (until: string): string => dueWords(until);
  protected readonly tone = (until: string) => dueTone(until);
}
