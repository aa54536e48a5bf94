import { Component, computed, Directive, inject, input } from '@angular/core';

/** A labelled form field with its hint and its error. The control inside carries `ygControl`, which ties it to both. */
@Component({
  selector: 'yg-field',
  template: `
    <label [attr.for]="control()">
      {{ label() }}
      @if (optional()) {
        <span class="optional">选填</span>
      }
    </label>
    <ng-content />
    @if (error()) {
      <p class="error" [id]="control() + '-error'" role="alert">{{ error() }}</p>
    } @else if (hint()) {
      <p class="hint" [id]="control() + '-hint'">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    label {
      display: block;
      margin-bottom: 4px;
      font-weight: 500;
    }
    .optional {
      margin-left: 4px;
      font-weight: 400;
      font-size: 12px;
      color: var(--color-muted);
    }
    .error,
    .hint {
      margin: 4px 0 0;
      font-size: 12px;
      line-height: 18px;
    }
    .error {
      color: var(--color-alarm);
    }
    .hint {
      color: var(--color-muted);
    }
  `,
})
export class Field {
  /** Id of the control inside. Not called `id`: a static attribute of that name would stay on this element too. */
  readonly control = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | undefined>('');
  readonly optional = input(false);
  readonly describedBy = computed(() =>
    this.error() ? `${this.control()}-error` : this.hint() ? `${this.control()}-hint` : null,
  );
}

@Directive({
  selector: '[ygControl]',
  host: {
    '[id]': 'field.control()',
    '[class.is-wrong]': '!!field.error()',
    '[attr.aria-invalid]': 'field.error() ? true : null',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldControl {
  protected readonly field = inject(Field);
}
