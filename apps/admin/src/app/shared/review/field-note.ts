import { Component, computed, inject, input } from '@angular/core';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { ReviewDraft } from './review-draft';

/** The place at a field where a return says what is to be put right. Shows nothing while nothing is being returned. */
@Component({
  selector: 'yg-field-note',
  imports: [NzButtonComponent, NzInputDirective],
  template: `
    @if (draft.noting()) {
      @if (note(); as words) {
        <span class="row">
          <input
            nz-input
            maxlength="300"
            [attr.aria-label]="'“' + label() + '”要补正什么'"
            placeholder="要补正什么"
            #typed
            [value]="words.text"
            (input)="draft.note(field(), typed.value)"
            [attr.data-testid]="'note-' + field()"
          />
          <button
            nz-button
            nzType="text"
            type="button"
            (click)="draft.note(field(), null)"
            [attr.aria-label]="'去掉“' + label() + '”的批注'"
          >
            去掉
          </button>
        </span>
      } @else {
        <button
          class="add"
          type="button"
          (click)="draft.note(field(), '')"
          [attr.aria-label]="'批注“' + label() + '”'"
          [attr.data-testid]="'note-add-' + field()"
        >
          批注
        </button>
      }
    }
  `,
  styles: `
    .row {
      display: flex;
      gap: 4px;
      margin-top: 4px;
    }
    .add,
    .row input {
      /* The panel at the foot and the tabs on top must not cover what has the focus. */
      scroll-margin: 110px 0 62dvh;
    }
    .row input {
      border-color: var(--color-warn);
    }
    .add {
      min-height: 24px;
      margin-left: 8px;
      padding: 0 8px;
      border: 1px dashed var(--color-warn);
      border-radius: 4px;
      background: var(--color-warn-soft);
      color: var(--color-warn);
      font-size: 12px;
      cursor: pointer;
    }
    @media (max-width: 720px) {
      .add {
        min-height: 44px;
      }
    }
  `,
})
export class FieldNote {
  readonly field = input.required<string>();
  readonly label = input.required<string>();
  protected readonly draft = inject(ReviewDraft);
  protected readonly note = computed(() => {
    const text = this.draft.notes()[this.field()];
    return text === undefined ? null : { text };
  });
}
