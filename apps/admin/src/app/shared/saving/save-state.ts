import { Component, computed, input, output } from '@angular/core';
import { Fact, FactList, formatInstant } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import type { Clash } from './merge';
import type { SaveState } from './save-queue';

/** “已保存 12:03”, or what stands in the way; and where two people changed the same field, which of the two is meant. */
@Component({
  selector: 'yg-save-state',
  imports: [Fact, FactList, NzButtonComponent],
  template: `
    <p role="status" [attr.data-kind]="state().kind" data-testid="save-state">{{ words() }}</p>
    @if (clashes().length > 0) {
      <section class="clashes" role="alert" aria-label="内容冲突">
        <p>您填写期间，别人也改了下面的内容。您填的都还在，请逐项选择保留哪一个。</p>
        @for (clash of clashes(); track clash.key) {
          <div class="clash">
            <h3>{{ labels()[clash.key] ?? clash.key }}</h3>
            <yg-facts>
              <ng-template ygFact="您填的">{{ show(clash.mine) }}</ng-template>
              <ng-template ygFact="已保存的">{{ show(clash.theirs) }}</ng-template>
            </yg-facts>
            <button nz-button type="button" (click)="settled.emit({ clash, takeTheirs: false })">用我填的</button>
            <button nz-button type="button" (click)="settled.emit({ clash, takeTheirs: true })">用已保存的</button>
          </div>
        }
      </section>
    }
  `,
  styles: `
    p {
      margin: 0;
      color: var(--color-muted);
    }
    [data-kind='saved'] {
      color: var(--yg-field-deep);
    }
    [data-kind='failed'],
    [data-kind='conflict'] {
      color: var(--color-alarm);
    }
    [data-kind='held'] {
      color: var(--color-warn);
    }
    .clashes {
      margin-top: 8px;
      padding: 12px 16px;
      border: 1px solid var(--color-warn-line);
      border-radius: var(--radius);
      background: var(--color-warn-soft);
    }
    .clashes > p {
      color: var(--color-ink);
    }
    .clash {
      margin-top: 12px;
    }
    h3 {
      margin: 0;
      font-size: 14px;
    }
    yg-facts {
      margin: 4px 0 8px;
    }
    button + button {
      margin-left: 8px;
    }
  `,
})
export class SaveStateLine<Draft extends object> {
  readonly state = input.required<SaveState>();
  readonly clashes = input<readonly Clash<Draft>[]>([]);
  readonly labels = input<Readonly<Record<string, string>>>({});
  readonly settled = output<{ clash: Clash<Draft>; takeTheirs: boolean }>();

  protected readonly words = computed(() => {
    const state = this.state();
    switch (state.kind) {
      case 'idle':
        return '填写的内容会自动保存';
      case 'waiting':
      case 'saving':
        return '正在保存…';
      case 'saved':
        return `已保存 ${formatInstant(state.at).slice(11)}`;
      case 'held':
        return state.message;
      case 'failed':
        return `未保存：${state.message}`;
      case 'conflict':
        return '未保存：请先处理下面的冲突';
    }
  });

  protected show(value: unknown): string {
    if (value === null || value === '') return '（空）';
    if (typeof value === 'boolean') return value ? '是' : '否';
    return typeof value === 'object' ? '另一版内容' : String(value);
  }
}
