import {
  afterRenderEffect,
  Component,
  computed,
  contentChild,
  Directive,
  ElementRef,
  inject,
  input,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { errorOf } from './field-error';

let nextId = 0;

/**
 * A labelled control with a hint and its error; put `ygInput` on the control inside, native or of ng-zorro. What its `[formField]` finds wrong is shown without being
 * asked for; `error` says what stands at a control that has none.
 */
@Component({
  selector: 'yg-field',
  template: `
    <label [attr.for]="controlId" [class.quiet]="quiet()"
      >{{ label() }}
      @if (optional()) {
        <span class="optional">选填</span>
      }
    </label>
    <ng-content />
    @if (message(); as wrong) {
      <p class="error" [id]="errorId" role="alert">{{ wrong }}</p>
    } @else if (hint()) {
      <p class="hint" [id]="hintId">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--yg-field-gap, 6px);
      align-content: start;
      min-width: 0;
    }
    label {
      font-size: var(--yg-label-size, 15px);
      font-weight: 500;
    }
    .quiet {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .error,
    .hint {
      margin: 0;
    }
    .optional,
    .hint {
      color: var(--yg-muted);
      font-size: var(--yg-hint-size, 13px);
      font-weight: 400;
    }
    .error {
      color: var(--yg-alarm);
      font-size: var(--yg-error-size, 14px);
    }
  `,
})
export class FieldComponent {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | null>();
  readonly optional = input(false);
  /** In a table, whose head says what stands there: the label is for those who listen. */
  readonly quiet = input(false);
  readonly controlId = `yg-field-${++nextId}`;
  readonly errorId = `${this.controlId}-error`;
  readonly hintId = `${this.controlId}-hint`;

  private readonly bound = contentChild<FormField<unknown>>(FormField);
  readonly message = computed(() => {
    const given = this.error();
    if (given !== undefined) return given;
    const bound = this.bound();
    return bound ? errorOf(bound.state(), `请${verbOf(bound.element)}${this.label()}`) : null;
  });

  describedBy(): string | null {
    if (this.message()) return this.errorId;
    return this.hint() ? this.hintId : null;
  }
}

/** What is done with a control: 填写 what is typed, 选择 what is picked. */
const verbOf = (element: HTMLElement): string =>
  /SELECT|PICKER|REGION/.test(element.tagName) || /^(radio|date|month|time)$/.test(element.getAttribute('type') ?? '')
    ? '选择'
    : '填写';

/**
 * Ties a control to the label, hint and error of the field around it. A component (ng-zorro's select, number and date) holds the input that a screen reader meets: there
 * that input is tied.
 */
@Directive({
  selector: '[ygInput]',
  host: { '[class.yg-input]': 'plain', '[class.is-wrong]': '!!field.message()' },
})
export class FieldInputDirective {
  protected readonly field = inject(FieldComponent);
  private readonly host: HTMLElement = inject(ElementRef).nativeElement;
  private readonly native = this.host.matches('input, select, textarea');
  /** Dressed by us, not by ng-zorro. */
  protected readonly plain = this.native && !this.host.matches('[nz-input], .ant-input');

  constructor() {
    afterRenderEffect(() => {
      const control = this.native ? this.host : this.host.querySelector('input, select, textarea, button');
      if (!control) return;
      control.id = this.field.controlId;
      write(control, 'aria-describedby', this.field.describedBy());
      write(control, 'aria-invalid', this.field.message() ? 'true' : null);
    });
  }
}

function write(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
