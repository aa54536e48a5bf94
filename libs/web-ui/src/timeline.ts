import { Component, input } from '@angular/core';
import { InstantPipe } from './pipes';

export interface TimelineEntry {
  readonly title: string;
  readonly at: string | null;
  readonly text?: string;
  /** The newest happening, an ordinary one, or something gone wrong. */
  readonly mark?: 'now' | 'past' | 'bad';
}

/** What happened when, newest first as given. */
@Component({
  selector: 'yg-timeline',
  imports: [InstantPipe],
  template: `
    <ol>
      @for (entry of entries(); track $index) {
        <li [class]="entry.mark ?? 'past'">
          <span class="title">{{ entry.title }}</span>
          @if (entry.text) {
            <span class="text">{{ entry.text }}</span>
          }
          @if (entry.at; as at) {
            <time [attr.datetime]="at">{{ at | instant: 'second' }}</time>
          }
        </li>
      }
    </ol>
  `,
  styles: `
    li {
      position: relative;
      display: grid;
      gap: 2px;
      padding: 0 0 20px 26px;
    }
    li::before {
      position: absolute;
      inset: 9px auto auto 4px;
      width: 9px;
      height: 9px;
      border-radius: 50%;
      background: #b9b7ab;
      content: '';
    }
    li::after {
      position: absolute;
      inset: 24px auto -4px 8px;
      width: 1px;
      background: var(--yg-line);
      content: '';
    }
    li:last-child {
      padding-block-end: 0;
    }
    li:last-child::after {
      display: none;
    }
    .now::before {
      background: var(--yg-field);
      box-shadow: 0 0 0 4px var(--yg-field-soft);
    }
    .bad::before {
      background: var(--yg-alarm);
      box-shadow: 0 0 0 4px var(--yg-alarm-soft);
    }
    .now .title,
    .bad .title {
      font-weight: 600;
    }
    .text {
      font-size: 15px;
      color: var(--yg-ink-2);
    }
    time {
      color: var(--yg-muted);
      font-size: 13px;
    }
  `,
})
export class TimelineComponent {
  readonly entries = input.required<readonly TimelineEntry[]>();
}
