import { Component, input } from '@angular/core';

let nextId = 0;

/** Head of a record: its title where it has a page of its own, its state and since when as content, and (`recordActions`) what can be done with it now. */
@Component({
  selector: 'yg-record-head',
  template: `
    @if (heading()) {
      <h1>{{ heading() }}</h1>
    }
    <ng-content />
    <span class="actions"><ng-content select="[recordActions]" /></span>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      margin-bottom: 16px;
    }
    h1 {
      margin: 0;
      font-size: 20px;
      line-height: 28px;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-inline-start: auto;
    }
    .actions:empty {
      display: none;
    }
    @media print {
      .actions {
        display: none;
      }
    }
  `,
  host: { role: 'group', '[attr.aria-label]': "heading() || '概况'" },
})
export class RecordHead {
  readonly heading = input('');
}

/** A part of a record under its heading, which names it to a screen reader. `remark` (a control, a note) stands beside the heading. */
@Component({
  selector: 'yg-record-section',
  template: `
    <section [attr.aria-labelledby]="id">
      <h2>
        <span [id]="id">{{ heading() }}</span> <ng-content select="[remark]" />
      </h2>
      <ng-content />
    </section>
  `,
  styles: `
    :host {
      display: block;
      margin-block-start: 20px;
    }
    h2 {
      margin: 0 0 8px;
      font-size: 14px;
      line-height: 24px;
      font-weight: 600;
    }
    section {
      break-inside: avoid-page;
    }
  `,
})
export class RecordSection {
  readonly heading = input.required<string>();
  protected readonly id = `record-section-${++nextId}`;
}
