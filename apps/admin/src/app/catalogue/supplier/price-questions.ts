import { Component, input, model } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { PRICE_VERDICTS } from '@yigou/contracts/labels';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../../shared/field';
import { formatMoney } from '../../shared/format';
import { StatusTag } from '../../shared/status-tag';
import type { PriceAnswer, PriceQuestion } from './price-question';

/** Prices that the price watch asks about: which they are, what it says, and the answer of the person who set them. */
@Component({
  selector: 'yg-price-questions',
  imports: [Field, FieldControl, FormsModule, NzInputDirective, StatusTag],
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
        <yg-field control="priceReason" label="理由" hint="例如：有机认证、礼盒包装、当年减产。" [error]="error()">
          <textarea
            nz-input
            ygControl
            name="priceReason"
            rows="2"
            maxlength="500"
            [ngModel]="answer().reason"
            (ngModelChange)="answer.set({ reason: $event, confirmed: answer().confirmed })"
            data-testid="price-reason"
          ></textarea>
        </yg-field>
        @if (question().slip) {
          <label class="tick">
            <input
              type="checkbox"
              name="priceConfirmed"
              [ngModel]="answer().confirmed"
              (ngModelChange)="answer.set({ reason: answer().reason, confirmed: $event })"
              data-testid="price-confirmed"
            />
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
  readonly answer = model.required<PriceAnswer>();
  readonly error = input('');
  protected readonly verdicts = PRICE_VERDICTS;
  protected readonly money = formatMoney;
}
