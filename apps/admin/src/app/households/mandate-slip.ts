import { Component, input } from '@angular/core';
import type { MandateView } from '@yigou/contracts';
import { HELPER_TITLES } from '@yigou/contracts/labels';

/** The slip for the person concerned: who acts for them until when, and the code that shows what was done. Alone on paper when printed. */
@Component({
  selector: 'yg-mandate-slip',
  template: `
    @let one = mandate();
    <section class="slip" aria-label="查询码" data-testid="mandate-slip">
      <h3>代办授权查询码</h3>
      <p class="code">{{ one.code }}</p>
      <p>
        {{ one.helper }}（{{ titles[one.title] }}）经您同意代您办理，有效期至
        {{ one.endsOn }}。凭此码在商城网站“代办查询”可以看到代您办过的每一件事。不同意时，请告诉乡镇或县里撤销。
      </p>
    </section>
  `,
  styles: `
    .slip {
      margin-bottom: 12px;
      padding: 12px 16px;
      border: 1px dashed var(--color-field-line);
      border-radius: var(--radius);
    }
    h3 {
      margin: 0;
      font-size: 14px;
      font-weight: 600;
    }
    p {
      margin: 4px 0 0;
    }
    .code {
      font-family: var(--font-mono);
      font-size: 20px;
      letter-spacing: 2px;
      user-select: all;
    }
    @media print {
      .slip {
        position: fixed;
        inset: 0;
        z-index: 10000;
        border: 0;
        background: #fff;
        font-size: 16px;
      }
    }
  `,
})
export class MandateSlip {
  readonly mandate = input.required<MandateView>();
  protected readonly titles = HELPER_TITLES;
}
