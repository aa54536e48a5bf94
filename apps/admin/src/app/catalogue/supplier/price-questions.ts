import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { PRICE_VERDICTS } from '@yigou/contracts/labels';
import { FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { formatMoney } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';
import type { PriceQuestion } from './price-question';

/** Prices that the price watch asks about: which they are, what it says, and the answer of the person who set them. */
@Component({
  selector: 'yg-price-questions',
  imports: [FieldComponent, FieldInputDirective, FormField, NzInputDirective, StatusTag],
  template: `
    <section class="panel" aria-labelledby="price-question" tabindex="-1" data-testid="price-questions">
      <h2 id="price-question">{{ question().slip ? '请核对价格的小数点' : '价格和同类产品差得较多' }}</h2>
      <p class="lead">还没有保存，您填的都在。请核对下面的价格；没有写错的，请说明理由后再保存。</p>
      <ul class="cards">
        @for (price of question().prices; track price.skuName) {
          <li class="card">
            <p class="card-head">
              <b>{{ price.skuName }}</b>
              <span class="money">{{ money(price.priceFen) }}</span>
              <yg-status
                [label]="verdicts[price.verdict]"
                [tone]="price.verdict === 'decimal_slip' ? 'stop' : 'todo'"
              />
            </p>
            <p>{{ price.message }}</p>
          </li>
        }
      </ul>
      <div class="column">
        <yg-field label="理由" hint="例如：有机认证、礼盒包装、当年减产。" [error]="error() || undefined">
          <textarea nz-input ygInput rows="2" [formField]="reason()" data-testid="price-reason"></textarea>
        </yg-field>
        @if (question().slip) {
          <label class="tick">
            <input type="checkbox" [formField]="confirmed()" data-testid="price-confirmed" />
            <span>价格没有写错<small>小数点的位置我核对过了。</small></span>
          </label>
        }
      </div>
    </section>
  `,
  styleUrl: '../../shared/column.css',
  styles: `
    :host {
      max-width: none;
    }
    .panel {
      border-color: var(--color-warn-line);
      background: var(--color-warn-soft);
    }
    .card {
      background: var(--color-surface);
    }
  `,
})
export class PriceQuestions {
  readonly question = input.required<PriceQuestion>();
  readonly reason = input.required<FieldTree<string>>();
  readonly confirmed = input.required<FieldTree<boolean>>();
  /** What is still to be answered, once it was tried without. */
  readonly error = input('');
  protected readonly verdicts = PRICE_VERDICTS;
  protected readonly money = formatMoney;
}
