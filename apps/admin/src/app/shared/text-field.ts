import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzInputDirective } from 'ng-zorro-antd/input';

/** A field of text of a form that saves as it goes: with its label, hint and error, or what a reviewer or the API said of it. */
@Component({
  selector: 'yg-text-field',
  imports: [FieldComponent, FieldInputDirective, FormField, NzInputDirective],
  template: `
    <yg-field [label]="label()" [hint]="hint()" [optional]="optional()" [error]="error()">
      @if (lines() > 1) {
        <textarea
          nz-input
          ygInput
          [rows]="lines()"
          [formField]="field()"
          [attr.placeholder]="placeholder()"
          [attr.data-testid]="testId()"
        ></textarea>
      } @else {
        <input
          nz-input
          ygInput
          [formField]="field()"
          [attr.inputmode]="mode()"
          [attr.autocomplete]="autocomplete()"
          [attr.placeholder]="placeholder()"
          [attr.data-testid]="testId()"
        />
      }
    </yg-field>
  `,
  styles: ':host { display: block; min-width: 0; }',
})
export class TextField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly optional = input(false);
  /** More than one makes it a text area. */
  readonly lines = input(1);
  readonly mode = input<'text' | 'tel' | 'numeric' | 'decimal'>('text');
  readonly autocomplete = input('off');
  readonly placeholder = input<string | null>(null);
  /** Shown as long as the form itself finds nothing wrong. */
  readonly said = input<string | undefined>();
  readonly testId = input<string | null>(null);

  protected readonly error = computed(() => errorOf(this.field()()) ?? (this.said() || null));
}
