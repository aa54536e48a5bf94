import { Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import type { Disclosure } from './household-forms';

/** For how long name and number stay on screen, in seconds. */
const SECONDS = 60;

/** Name and number in full, gone after a minute or when the tab is left. */
@Component({
  selector: 'yg-disclosure',
  imports: [Fact, FactList, NzButtonComponent],
  template: `
    <section aria-label="完整信息" data-testid="disclosure">
      <yg-facts>
        <ng-template ygFact="姓名">{{ disclosure().name }}</ng-template>
        <ng-template ygFact="身份证号">
          <span class="mono">{{ disclosure().idNumber }}</span>
        </ng-template>
      </yg-facts>
      <p>
        <span class="muted" role="timer">{{ left() }} 秒后隐藏。</span>
        <button nz-button nzSize="small" type="button" (click)="over.emit()">现在隐藏</button>
      </p>
    </section>
  `,
  styles: `
    section {
      margin-bottom: 16px;
      padding: 12px 16px;
      border: 1px solid var(--color-warn-line);
      border-radius: var(--radius);
      background: var(--color-warn-soft);
    }
    yg-facts {
      margin-bottom: 8px;
    }
    p {
      display: flex;
      align-items: center;
      gap: 12px;
      margin: 0;
    }
    .mono {
      font-family: var(--font-mono);
      letter-spacing: 1px;
    }
    @media print {
      section {
        display: none;
      }
    }
  `,
  host: { '(document:visibilitychange)': 'onVisibility()' },
})
export class DisclosureView {
  readonly disclosure = input.required<Disclosure>();
  readonly over = output();
  protected readonly left = signal(SECONDS);

  constructor() {
    const timer = setInterval(() => {
      this.left.update((left) => left - 1);
      if (this.left() <= 0) this.over.emit();
    }, 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected onVisibility(): void {
    if (document.hidden) this.over.emit();
  }
}
