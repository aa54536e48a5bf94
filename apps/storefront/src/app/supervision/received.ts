import { Component, effect, type ElementRef, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CopyTextComponent, IconComponent } from '@yigou/web-ui';

/** A statement has arrived: the number to keep, and what happens next. Takes the focus, since the form it came from is gone. */
@Component({
  selector: 'app-received',
  imports: [CopyTextComponent, IconComponent, RouterLink],
  template: `
    <div class="box" tabindex="-1" role="status" #box>
      <h3><yg-icon name="check" [size]="24" />{{ heading() }}</h3>
      <p>{{ text() }}</p>
      <p class="label">查询编号，请保存好</p>
      <p class="number" data-testid="tracking-number">{{ number() }}</p>
      <div class="actions">
        <yg-copy-text [text]="number()" label="复制编号" />
        <a class="yg-button" routerLink="/tracking" [queryParams]="{ number: number() }">查进展</a>
      </div>
      <p class="muted small">没有这个编号就查不到进展，我们也不能替您找回。建议截图或抄下来。</p>
    </div>
  `,
  styles: `
    .box {
      display: grid;
      gap: 8px;
      padding: 20px;
      border-radius: var(--yg-radius);
      background: var(--yg-field-soft);
    }
    h3 {
      display: flex;
      gap: 8px;
      align-items: center;
      color: var(--yg-field-deep);
      font-size: 18px;
    }
    .label {
      margin-block-start: 6px;
      font-size: 14px;
    }
    .number {
      font-size: 22px;
      font-weight: 600;
      letter-spacing: 1px;
      overflow-wrap: anywhere;
      user-select: all;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 10px;
    }
    .muted {
      color: var(--yg-ink-2);
    }
  `,
})
export class ReceivedComponent {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly number = input.required<string>();
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');

  constructor() {
    effect(() => this.box().nativeElement.focus());
  }
}
