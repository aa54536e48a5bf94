import { Directive, effect, inject, model, untracked } from '@angular/core';
import { NzSelectComponent } from 'ng-zorro-antd/select';

/** Value of an nz-select that filters or sets something at once and belongs to no form: `[(picked)]`. In a form it takes `[formField]`. */
@Directive({ selector: 'nz-select[picked]' })
export class SelectValue<Value> {
  /** Null where nothing is picked. */
  readonly picked = model.required<Value>();

  constructor() {
    const select = inject(NzSelectComponent, { self: true });
    select.registerOnChange((value: Value) => this.picked.set(value));
    effect(() => {
      const value = this.picked();
      untracked(() => select.writeValue(value));
    });
  }
}
