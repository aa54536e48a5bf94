import { Component, input, model, output, signal } from '@angular/core';
import type { RegionRef } from '@yigou/contracts';
import { DialogComponent } from './dialog';
import { IconComponent } from './icon';
import { RegionPickerComponent } from './region-picker';

/** A button that shows the chosen place and opens the picker in a dialog. */
@Component({
  selector: 'yg-region-field',
  imports: [DialogComponent, IconComponent, RegionPickerComponent],
  template: `
    <button
      type="button"
      class="opener"
      [attr.aria-label]="(label() ? label() + '：' : '') + (value()?.path ?? placeholder())"
      aria-haspopup="dialog"
      data-testid="region-field"
      (click)="open.set(true)"
    >
      <yg-icon name="place" [size]="18" />
      <span [class.placeholder]="!value()">{{ value()?.path ?? placeholder() }}</span>
      <yg-icon name="down" [size]="16" />
    </button>
    <yg-dialog [open]="open()" [heading]="heading()" (closed)="open.set(false)">
      <yg-region-picker
        [value]="value()"
        [anyLevel]="anyLevel()"
        [povertyOnly]="povertyOnly()"
        (picked)="choose($event)"
      />
    </yg-dialog>
  `,
  styles: `
    :host {
      display: block;
    }
    .opener {
      display: flex;
      align-items: center;
      gap: 8px;
      width: 100%;
      min-height: 46px;
      padding: 6px 12px;
      border: 1px solid var(--yg-line-strong);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
      text-align: start;
    }
    :host(.compact) .opener {
      width: auto;
      min-height: var(--yg-target);
      padding: 2px 10px;
    }
    .opener:hover {
      border-color: var(--yg-ink-2);
    }
    .opener[aria-invalid='true'] {
      border-color: var(--yg-alarm);
    }
    span {
      flex: 1;
    }
    .placeholder {
      color: var(--yg-muted);
    }
  `,
  host: { '[class.compact]': 'compact()' },
})
export class RegionFieldComponent {
  /** In a form `[formField]` binds it; elsewhere `picked` says what was chosen. */
  readonly value = model<RegionRef | null>(null);
  readonly label = input('');
  readonly heading = input('选择地区');
  readonly placeholder = input('请选择省、市、县');
  readonly anyLevel = input(false);
  readonly povertyOnly = input(false);
  readonly compact = input(false);
  readonly picked = output<RegionRef>();
  readonly touch = output();
  protected readonly open = signal(false);

  protected choose(region: RegionRef): void {
    this.open.set(false);
    this.value.set(region);
    this.touch.emit();
    this.picked.emit(region);
  }
}
