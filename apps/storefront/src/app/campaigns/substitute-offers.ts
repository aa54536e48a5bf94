import { Component, inject, input, output, signal } from '@angular/core';
import type { PledgeView } from '@yigou/contracts';
import { ApiClient, IntentKey, toApiError } from '@yigou/web-data';
import { FenPipe, InstantPipe, Toast } from '@yigou/web-ui';

type Offer = PledgeView['substitutes'][number];

/** Goods offered in place of some that a supplier cannot deliver: both answers are one press, neither is suggested, and silence is a refund. */
@Component({
  selector: 'app-substitute-offers',
  imports: [FenPipe, InstantPipe],
  template: `
    @for (offer of offers(); track offer.id) {
      <section [attr.aria-labelledby]="'substitute-' + offer.id" data-testid="substitute">
        <h2 [id]="'substitute-' + offer.id">{{ offer.goodsName }}不能供货</h2>
        <p>
          {{ offer.supplierName }}：{{ offer.reason }}。可以用<strong>{{ offer.name }}</strong
          >替代，单价 {{ offer.priceFen | fen }}（原商品 {{ offer.goodsPriceFen | fen }}），每份
          {{ offer.pieces }} 件，不另收运费。
        </p>
        <ul>
          <li>接受：改发替代商品{{ offer.differenceFen ? '，退差价 ' + (offer.differenceFen | fen) : '' }}</li>
          <li>退款：退回 {{ offer.refundFen | fen }}，其余商品照常。不答复也是退款。</li>
        </ul>
        @if (offer.recipient === 'asked') {
          <p class="muted small">受赠单位也要同意才会改送；不同意就退款。</p>
        }
        <p role="status" data-testid="substitute-answer">{{ words(offer) }}</p>
        @if (offer.open) {
          <p class="muted small">{{ offer.answerBy | instant }} 前可以选择，也可以改。</p>
          <div class="answers">
            <button
              type="button"
              class="yg-button"
              [attr.aria-pressed]="offer.accepts === true"
              [disabled]="busy()"
              (click)="answer(offer, true)"
              data-testid="substitute-accept"
            >
              接受替代
            </button>
            <button
              type="button"
              class="yg-button"
              [attr.aria-pressed]="offer.accepts === false"
              [disabled]="busy()"
              (click)="answer(offer, false)"
              data-testid="substitute-decline"
            >
              退款
            </button>
          </div>
        }
      </section>
    }
  `,
  styles: `
    section {
      margin-block-start: 24px;
    }
    h2 {
      margin-block-end: 10px;
      font-size: 18px;
    }
    ul {
      margin-block: 8px;
      padding-inline-start: 20px;
      list-style: disc;
    }
    .answers {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      margin-block-start: 10px;
    }
    [aria-pressed='true'] {
      font-weight: 700;
    }
  `,
})
export class SubstituteOffers {
  /** Of the pledge. */
  readonly pledgeId = input.required<string>();
  readonly offers = input.required<readonly Offer[]>();
  /** How the pledge stands after an answer; null: it could not be taken, and is to be read again. */
  readonly answered = output<PledgeView | null>();

  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);
  protected readonly busy = signal(false);
  private readonly key = new IntentKey();

  protected words({ open, accepts, status, recipient }: Offer): string {
    if (recipient === 'declined' || (recipient === 'asked' && status === 'closed'))
      return '受赠单位没有同意替代商品，这种商品的货款原路退回';
    if (accepts === null) return open ? '您还没有选择' : '没有答复，按退款处理';
    const chosen = accepts ? '您接受了替代商品' : '您选择了退款';
    return open || status === 'closed' ? chosen : `${chosen}，答复已截止`;
  }

  protected async answer({ id }: Offer, accepts: boolean): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      this.answered.emit(
        await this.api.call('answerSubstitute', {
          params: { id: this.pledgeId(), substituteId: id },
          body: { accepts },
          idempotencyKey: this.key.for(`${id} ${accepts}`),
        }),
      );
      this.key.renew();
      this.toast.say(accepts ? '已接受替代商品' : '已选择退款');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
      this.answered.emit(null);
    } finally {
      this.busy.set(false);
    }
  }
}
