import { Component, inject, input, signal } from '@angular/core';
import { IconComponent } from './icon';
import { Toast } from './toast';

const SAID_MS = 3_000;

/** Puts a number that people have to keep on the clipboard. Where there is no clipboard, says how to do it by hand. */
@Component({
  selector: 'yg-copy-text',
  imports: [IconComponent],
  template: `
    <button type="button" class="yg-button" data-testid="copy" (click)="copy()">
      <yg-icon [name]="done() ? 'check' : 'copy'" [size]="18" />{{ done() ? '已复制' : label() }}
    </button>
    <span class="yg-sr-only" role="status">{{ done() ? '已复制' : '' }}</span>
  `,
})
export class CopyTextComponent {
  private readonly toast = inject(Toast);

  readonly text = input.required<string>();
  readonly label = input('复制');
  protected readonly done = signal(false);

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.done.set(true);
      setTimeout(() => this.done.set(false), SAID_MS);
    } catch {
      this.toast.warn('这个浏览器不能自动复制，请选中后手动复制，或抄下来。');
    }
  }
}
