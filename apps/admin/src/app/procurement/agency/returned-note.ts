import { Component, input } from '@angular/core';

/** What a reviewer found wrong at a field. */
@Component({
  selector: 'yg-returned-note',
  template: `
    @if (note(); as words) {
      <p>退回意见：{{ words }}</p>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
    p {
      margin: 0;
      padding: 4px 8px;
      border-radius: 4px;
      background: var(--color-warn-soft);
      color: var(--color-warn);
      font-size: 13px;
    }
  `,
})
export class ReturnedNote {
  readonly note = input.required<string>();
}
