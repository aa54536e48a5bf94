import { Component, input, output } from '@angular/core';
import { IconComponent } from './icon';

let nextId = 0;

/** How many pieces: minus, a field that can be typed in, plus. Emits only whole numbers between `min` and `max`. */
@Component({
  selector: 'yg-quantity-stepper',
  imports: [IconComponent],
  template: `
    <button
      type="button"
      [attr.aria-label]="'减少一' + unit()"
      [disabled]="disabled() || value() <= min()"
      (click)="set(value() - 1)"
    >
      <yg-icon name="minus" [size]="16" />
    </button>
    <input
      [id]="id"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      [attr.aria-label]="label()"
      [disabled]="disabled()"
      [value]="value()"
      (change)="typed($event)"
      (keydown.arrowup)="set(value() + 1); $event.preventDefault()"
      (keydown.arrowdown)="set(value() - 1); $event.preventDefault()"
    />
    <button
      type="button"
      [attr.aria-label]="'增加一' + unit()"
      [disabled]="disabled() || value() >= max()"
      (click)="set(value() + 1)"
    >
      <yg-icon name="plus" [size]="16" />
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
      border: 1px solid var(--yg-line-strong);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
    }
    button,
    input {
      height: calc(var(--yg-target) - 2px);
      border: 0;
      background: none;
    }
    button {
      display: grid;
      place-items: center;
      width: var(--yg-target);
      padding: 0;
      border-radius: var(--yg-radius);
    }
    button:hover:enabled {
      background: var(--yg-paper-2);
    }
    button:disabled {
      color: #b4b3a8;
      cursor: not-allowed;
    }
    input {
      width: 52px;
      padding: 0;
      border-inline: 1px solid var(--yg-line);
      text-align: center;
    }
  `,
})
export class QuantityStepperComponent {
  readonly value = input.required<number>();
  readonly min = input(1);
  readonly max = input(9_999);
  readonly disabled = input(false);
  readonly label = input('数量');
  /** What is counted, as its measure word. */
  readonly unit = input('件');
  readonly changed = output<number>();
  protected readonly id = `yg-quantity-${++nextId}`;

  protected set(value: number): void {
    const bounded = Math.min(Math.max(value, this.min()), Math.max(this.max(), this.min()));
    if (bounded !== this.value()) this.changed.emit(bounded);
  }

  protected typed(event: Event): void {
    const field = event.target as HTMLInputElement;
    const value = Number.parseInt(field.value.normalize('NFKC'), 10);
    if (Number.isFinite(value)) this.set(value);
    field.value = String(this.value());
  }
}
