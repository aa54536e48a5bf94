import { Component, computed, effect, inject, input, model, untracked } from '@angular/core';
import { BUDGET_KINDS } from '@yigou/contracts/labels';
import { mayCall, paths } from '@yigou/contracts/paths';
import { apiResource, Seats } from '@yigou/web-data';
import { ErrorStateComponent, FenPipe, SkeletonComponent } from '@yigou/web-ui';

/** Instead of a budget: for oneself. */
export const PERSONAL = 'personal';

/** Which budget of the unit pays an order, what is left of it, and what the order does to it and to the year's share. */
@Component({
  selector: 'app-budget-choice',
  imports: [ErrorStateComponent, FenPipe, SkeletonComponent],
  template: `
    @if (!mayBuy()) {
      <p class="muted" data-testid="budget-no-duty">
        您没有{{ seat()?.organisationName }}的“采购”职责，不能以单位名义下单；需要时请联系本单位的管理人员。
      </p>
    } @else if (desk.failure(); as error) {
      @if (error.code === 'not_found') {
        <p>本单位还没有登记为预算单位，或已撤并，不能以单位名义下单。</p>
      } @else {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="desk.reload()" />
      }
    } @else if (!desk.latest()) {
      <yg-skeleton height="96px" />
    }
    @if (!mayBuy() || desk.latest() || desk.failure()) {
      <fieldset>
        <legend class="muted small">{{ seat()?.organisationName }}</legend>
        @for (one of budgets(); track one.id) {
          <label [class.short]="one.short">
            <input
              type="radio"
              name="purse"
              [value]="one.id"
              [checked]="purse() === one.id"
              (change)="purse.set(one.id)"
              data-testid="budget"
            />
            <span>
              <strong>{{ kinds[one.kind] }}：{{ one.name }}</strong> {{ one.costCentre }}
              <span class="muted small"
                >还可用 {{ one.spendableFen | fen
                }}{{ !one.short && totalFen() > 0 ? '，下单后剩 ' + (one.spendableFen - totalFen() | fen) : '' }}
                @if (one.bound; as bound) {
                  （受{{ bound.unit }}“{{ bound.name }}”限制）
                }
                @if (one.short) {
                  <b class="bad">不够付本次 {{ totalFen() | fen }}，请减少产品、改用其他预算，或请管理人员调整额度</b>
                }
              </span>
            </span>
          </label>
        } @empty {
          @if (desk.latest(); as one) {
            <p class="muted" data-testid="budget-none">
              本单位今年还没有采购预算，请本单位管理人员在管理后台“采购预算”中设立。
            </p>
          }
        }
        <label>
          <input
            type="radio"
            name="purse"
            [value]="personal"
            [checked]="purse() === personal"
            (change)="purse.set(personal)"
            data-testid="budget-personal"
          />
          <span
            ><strong>个人购买</strong> <span class="muted small">{{ personalHint() }}</span></span
          >
        </label>
      </fieldset>
    }
    @if (desk.latest(); as one) {
      @if (purse() !== personal && purse() !== null) {
        <p class="muted small" data-testid="share-left">
          @if (one.share.reservedFen === null) {
            本单位今年没有已确认的预留份额；照常可以采购，份额确认后自动计入。
          } @else if (left() > 0) {
            预留份额还差 {{ left() | fen }}，本次商品 {{ goodsFen() | fen }}，其中认定产品收货后计入。
          } @else {
            今年的预留份额已经完成。
          }
          已计入：单位采购 {{ one.share.parts.ownFen | fen }}，工会采购 {{ one.share.parts.unionFen | fen }}，职工个人
          {{ one.share.parts.staffFen | fen }}。
        </p>
      }
    }
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 8px;
      padding: 0;
      margin: 0;
      border: 0;
    }
    label {
      display: flex;
      gap: 8px;
      min-height: 44px;
      align-items: center;
    }
    label span span {
      display: block;
    }
    .bad {
      color: var(--yg-alarm);
    }
  `,
})
export class BudgetChoiceComponent {
  /** A budget's id, or `PERSONAL`. */
  readonly purse = model.required<string | null>();
  /** Of the order, in fen; and of it, goods without freight. */
  readonly totalFen = input.required<number>();
  readonly goodsFen = input.required<number>();
  readonly personalHint = input('自己付款，不占单位预算。');
  /** How often the order was refused: somebody may have bought meanwhile. */
  readonly asked = input(0);

  protected readonly kinds = BUDGET_KINDS;
  protected readonly personal = PERSONAL;
  protected readonly seat = inject(Seats).current;
  /** Whoever may not buy for the unit is not shown its money, and buys for themselves. */
  protected readonly mayBuy = computed(() => {
    const seat = this.seat();
    return seat !== null && mayCall(paths.getBuyingDesk, { ...seat, level: seat.reviewLevel });
  });
  protected readonly desk = apiResource('getBuyingDesk', () => (this.mayBuy() ? {} : undefined));
  protected readonly budgets = computed(() =>
    (this.desk.latest()?.budgets ?? []).map((one) => ({ ...one, short: one.spendableFen < this.totalFen() })),
  );
  protected readonly left = computed(() => {
    const share = this.desk.latest()?.share;
    return Math.max(0, (share?.reservedFen ?? 0) - (share?.countedFen ?? 0));
  });

  constructor() {
    // After a refusal what is left is asked again.
    effect(() => {
      if (this.asked() > 0) untracked(() => this.desk.reload());
    });
    // The canteen's budget is what a unit buys of unless somebody chooses another.
    effect(() => {
      const all = this.budgets();
      const usual = all.find(({ kind, costCentre }) => kind === 'canteen' && costCentre === '') ?? all[0];
      if (usual && this.purse() === null) this.purse.set(usual.id);
    });
  }
}
