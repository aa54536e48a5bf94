import { Component, input } from '@angular/core';

/** Title of a page, one line that says what it is for, and its main action as content. */
@Component({
  selector: 'yg-page-header',
  template: `
    <div class="words">
      <h1>{{ heading() }}</h1>
      @if (note()) {
        <p>{{ note() }}</p>
      }
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      margin-bottom: 16px;
    }
    .words {
      flex: 1 1 240px;
      min-width: 0;
    }
    h1 {
      margin: 0;
      font-size: 20px;
      line-height: 28px;
      font-weight: 600;
    }
    p {
      margin: 2px 0 0;
      color: var(--color-muted);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly note = input('');
}
