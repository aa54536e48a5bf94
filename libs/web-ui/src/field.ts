import { Component, Directive, inject, input } from '@angular/core';

let nextId = 0;

/** A labelled control with a hint and its error; put `ygInput` on the control inside. */
@Component({
  selector: 'yg-field',
  template: `
    <label [attr.for]="controlId"
      >{{ label() }}
      @if (optional()) {
        <span class="optional">选填</span>
      }
    </label>
    <ng-content />
    @if (error(); as message) {
      <p class="error" [id]="errorId" role="alert">{{ message }}</p>
    } @else if (hint()) {
      <p class="hint" [id]="hintId">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
      align-content: start;
    }
    label {
      font-size: 15px;
      font-weight: 500;
    }
    .optional,
    .hint {
      color: var(--yg-muted);
      font-size: 13px;
      font-weight: 400;
    }
    .error {
      color: var(--yg-alarm);
      font-size: 14px;
    }
  `,
})
export class FieldComponent {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | null>(null);
  readonly optional = input(false);
  readonly controlId = `yg-field-${++nextId}`;
  readonly errorId = `${this.controlId}-error`;
  readonly hintId = `${this.controlId}-hint`;

  describedBy(): string | null {
    if (this.error()) return this.errorId;
    return this.hint() ? this.hintId : null;
  }
}

/** Ties an input to the label, hint and error of the field around it. */
@Directive({
  selector: '[ygInput]',
  host: {
    class: 'yg-input',
    '[id]': 'field.controlId',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.error() ? true : null',
  },
})
export class FieldInputDirective {
  protected readonly field = inject(FieldComponent);
}
