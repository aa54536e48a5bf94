import { Directive, effect, input, model, output, untracked } from '@angular/core';
import { type FormValueControl, transformedValue } from '@angular/forms/signals';
import { reading, TYPED_HOST } from '@yigou/web-ui';
import { parseWeight, weightText, type WeightUnit } from '../weights';

export { CountInput, PercentInput, YuanInput } from '@yigou/web-ui';

/** A weight as people type it in the unit beside the field, whole grams in the form; null where nothing stands. */
@Directive({ selector: 'input[ygWeight]', host: { ...TYPED_HOST, inputmode: 'decimal' } })
export class WeightInput implements FormValueControl<number | null> {
  readonly value = model<number | null>(null);
  readonly unit = input.required<WeightUnit>();
  readonly touch = output();
  protected readonly raw = transformedValue(this.value, {
    parse: reading((text) => parseWeight(text, this.unit()), '请填写数字，例如 2000'),
    format: (grams: number | null) => (grams === null ? '' : weightText(grams, untracked(this.unit))),
  });

  constructor() {
    // Another unit: what stands in the field means something else, and is never rewritten.
    effect(() => {
      this.unit();
      untracked(() => this.raw() && this.raw.set(this.raw()));
    });
  }
}
