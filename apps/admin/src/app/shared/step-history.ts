import { Component, computed, input } from '@angular/core';
import { NzTimelineComponent, NzTimelineItemComponent } from 'ng-zorro-antd/timeline';
import type { EvidenceView } from '@yigou/contracts';
import { EvidenceListComponent } from '@yigou/web-ui';
import { formatTime } from './format';

/** One entry of a history that nothing changes afterwards. */
export interface HistoryStep {
  /** ISO instant. */
  readonly at: string;
  readonly title: string;
  /** Person and office. */
  readonly who?: string;
  readonly text?: string;
  readonly evidence?: readonly EvidenceView[];
  readonly bad?: boolean;
}

/** What happened, the newest on top. Takes the steps in the order in which they happened. */
@Component({
  selector: 'yg-step-history',
  imports: [EvidenceListComponent, NzTimelineComponent, NzTimelineItemComponent],
  template: `
    @if (newestFirst().length > 0) {
      <nz-timeline [attr.data-testid]="testId()">
        @for (step of newestFirst(); track $index; let newest = $first) {
          <nz-timeline-item
            [nzColor]="step.bad ? 'var(--color-alarm)' : newest ? 'var(--color-primary)' : 'var(--color-field-line)'"
          >
            <b>{{ step.title }}</b>
            <span class="muted">
              <time [attr.datetime]="step.at">{{ time(step.at) }}</time>
              @if (step.who) {
                · {{ step.who }}
              }
            </span>
            @if (step.text) {
              <span class="text">{{ step.text }}</span>
            }
            @if (step.evidence?.length) {
              <yg-evidence-list [files]="step.evidence!" />
            }
          </nz-timeline-item>
        }
      </nz-timeline>
    } @else {
      <p class="muted">{{ empty() }}</p>
    }
  `,
  styles: `
    nz-timeline {
      display: block;
      padding-top: 4px;
    }
    b {
      margin-right: 8px;
    }
    .text {
      display: block;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    p {
      margin: 0;
    }
  `,
})
export class StepHistory {
  readonly steps = input.required<readonly HistoryStep[]>();
  readonly empty = input('还没有记录。');
  readonly testId = input('history');
  protected readonly newestFirst = computed(() => this.steps().toReversed());
  protected readonly time = formatTime;
}
