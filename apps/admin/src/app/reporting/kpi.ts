import { Component, input } from '@angular/core';
import type { change } from './findings';

/** One figure with its name and, where there is one, the change against the period before. */
@Component({
  selector: 'yg-kpi',
  template: `
    <p class="label">{{ label() }}</p>
    <p class="figure">{{ figure() }}</p>
    @if (against(); as one) {
      <p class="change" [attr.data-direction]="one.direction">{{ one.words }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 16px;
      background: var(--color-surface);
      border: 1px solid var(--color-line);
      border-radius: var(--radius);
    }
    p {
      margin: 0;
    }
    .label {
      font-size: 12px;
      color: var(--color-muted);
    }
    .figure {
      font-size: 20px;
      line-height: 28px;
      font-weight: 600;
    }
    .change {
      font-size: 12px;
      color: var(--color-muted);
    }
    .change[data-direction='up'] {
      color: var(--color-primary);
    }
    .change[data-direction='up']::before {
      content: '↑ ';
    }
    .change[data-direction='down'] {
      color: var(--color-alarm);
    }
    .change[data-direction='down']::before {
      content: '↓ ';
    }
  `,
})
export class Kpi {
  readonly label = input.required<string>();
  readonly figure = input.required<string>();
  readonly against = input<ReturnType<typeof change> | null>(null);
}
