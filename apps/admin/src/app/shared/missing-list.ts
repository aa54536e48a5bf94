import { Component, computed, input, output } from '@angular/core';

/** What is still missing before something can be submitted, each with a way to where it is filled in. */
@Component({
  selector: 'yg-missing-list',
  template: `
    <ul data-testid="missing">
      @for (one of items(); track one[0]) {
        <li>
          <button type="button" (click)="go.emit(one[0])">{{ one[1] }}</button>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    button {
      display: flex;
      align-items: baseline;
      gap: 8px;
      width: 100%;
      min-height: 32px;
      padding: 4px 0;
      border: 0;
      background: none;
      color: var(--color-link);
      text-align: left;
      cursor: pointer;
    }
    button::before {
      content: '';
      flex: none;
      align-self: center;
      width: 14px;
      height: 14px;
      border: 1.5px solid var(--color-field-line);
      border-radius: 4px;
    }
    button:hover {
      text-decoration: underline;
    }
    @media (max-width: 720px) {
      button {
        min-height: 44px;
        align-items: center;
      }
    }
  `,
})
export class MissingList {
  readonly missing = input.required<Readonly<Record<string, string>>>();
  /** Key of the field that the person wants to fill in. */
  readonly go = output<string>();
  protected readonly items = computed(() => Object.entries(this.missing()));
}
