import { Directive, input, model, output } from '@angular/core';
import { type FormValueControl, transformedValue } from '@angular/forms/signals';
import { parseCount, parseYuan, yuanText } from './typed-amounts';

/** A parser and its words: what cannot be read stays in the field, empties the value and names itself there. */
export const reading =
  (parse: (text: string) => number | null, wrong: string) =>
  (text: string): { value: number | null; error?: { kind: string; message: string } } => {
    const value = text.trim() ? parse(text) : null;
    return value === null && text.trim() ? { value, error: { kind: 'typed', message: wrong } } : { value };
  };

const parsePlain = (text: string): number | null => (/^\s*[+-]/.test(text) ? null : parseCount(text));

/** What every such control binds on its element. */
export const TYPED_HOST = {
  autocomplete: 'off',
  '[value]': 'raw()',
  '(input)': 'raw.set($event.target.value)',
  '(blur)': 'touch.emit()',
};

/** Yuan as people type them, fen in the form; null where nothing stands. */
@Directive({ selector: 'input[ygYuan]', host: { ...TYPED_HOST, inputmode: 'decimal' } })
export class YuanInput implements FormValueControl<number | null> {
  readonly value = model<number | null>(null);
  readonly touch = output();
  protected readonly raw = transformedValue(this.value, {
    parse: reading(parseYuan, '请填写金额，最多两位小数'),
    format: yuanText,
  });
}

/** A percentage as people type it, basis points in the form; null where nothing stands. A hundredth of a percent is to it what a fen is to the yuan. */
@Directive({ selector: 'input[ygPercent]', host: { ...TYPED_HOST, inputmode: 'decimal' } })
export class PercentInput implements FormValueControl<number | null> {
  readonly value = model<number | null>(null);
  readonly touch = output();
  protected readonly raw = transformedValue(this.value, {
    parse: reading((text) => parseYuan(text.replace(/[%％]\s*$/, '')), '请填写百分数，最多两位小数，例如 15'),
    format: yuanText,
  });
}

/** A whole number as people type it, null where nothing stands; with a sign where it is `signed`. */
@Directive({
  selector: 'input[ygCount]',
  host: { ...TYPED_HOST, '[attr.inputmode]': 'signed() ? null : "numeric"' },
})
export class CountInput implements FormValueControl<number | null> {
  readonly value = model<number | null>(null);
  readonly signed = input(false);
  readonly touch = output();
  protected readonly raw = transformedValue(this.value, {
    parse: (text: string) =>
      this.signed() ? reading(parseCount, '请填写整数')(text) : reading(parsePlain, '请填写不小于 0 的整数')(text),
    format: (count: number | null) => (count === null ? '' : String(count)),
  });
}
