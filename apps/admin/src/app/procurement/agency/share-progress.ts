import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { fulfilmentBp } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { ChartCard } from '../../reporting/chart-card';
import { byMonthOption, readColors } from '../../reporting/chart-options';
import { formatMoney } from '../../shared/format';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { percent } from '../filing-words';

/** How far the own unit has come with its year: a gauge against the time that has gone by, by month, and a warning before everything is bought in December. */
@Component({
  selector: 'yg-share-progress',
  imports: [ChartCard, Fact, FactList, NzAlertComponent, RecordPage, RecordTemplate, RouterLink],
  template: `
    <yg-record noun="年的进度">
      <ng-template [ygRecord]="data" let-one>
        <section class="panel" aria-labelledby="share-progress" data-testid="share-progress">
          <h2 id="share-progress">完成情况</h2>
          @if (one.lags) {
            <nz-alert
              nzType="warning"
              nzShowIcon
              nzMessage="完成率落后于时间进度，请尽早安排采购，不要集中到年底。"
              [nzDescription]="words().lag"
              data-testid="share-lags"
            />
          }
          @if (one.fulfilmentBp !== null) {
            <div
              class="gauge"
              role="meter"
              aria-label="完成率"
              aria-valuemin="0"
              aria-valuemax="100"
              [attr.aria-valuenow]="width(one.fulfilmentBp)"
              [attr.aria-valuetext]="words().gauge"
              data-testid="share-gauge"
            >
              <span class="done" [class.late]="one.lags" [style.inline-size.%]="width(one.fulfilmentBp)"></span>
              <span
                class="done not-own"
                [style.inset-inline-start.%]="width(partBp(one.parts.ownFen))"
                [style.inline-size.%]="width(one.fulfilmentBp) - width(partBp(one.parts.ownFen))"
                aria-hidden="true"
              ></span>
              <span class="now" [style.inset-inline-start.%]="width(one.elapsedBp)" aria-hidden="true"></span>
            </div>
            <p class="muted">{{ words().gauge }}。竖线是今天的时间进度，浅色一段是工会和职工个人采购。</p>
          }
          <yg-facts layout="figures">
            <ng-template ygFact="预留份额">{{
              one.reservedFen === null ? '没有' : money(one.reservedFen)
            }}</ng-template>
            <ng-template ygFact="计入份额" note="已收货、已付款的认定产品，不含运费">{{
              money(one.countedFen)
            }}</ng-template>
            <ng-template ygFact="单位采购" note="食堂和专项预算">{{ money(one.parts.ownFen) }}</ng-template>
            <ng-template ygFact="工会采购" note="工会福利预算">{{ money(one.parts.unionFen) }}</ng-template>
            <ng-template ygFact="职工个人" note="绑定本单位的职工自己买的">{{ money(one.parts.staffFen) }}</ng-template>
            <ng-template ygFact="采购总额" note="已收货、已付款的全部产品">{{ money(one.boughtFen) }}</ng-template>
            <ng-template ygFact="在途占用" note="已下单、还没有收货">{{ money(one.encumberedFen) }}</ng-template>
            @if (one.forecastFen !== null) {
              <ng-template ygFact="照此到年底">{{ money(one.forecastFen) }}</ng-template>
            }
          </yg-facts>
          <p>
            <a routerLink="/agency/budgets" [queryParams]="{ year: one.year }">查看 {{ one.year }} 年采购预算</a>
          </p>
        </section>
        @if (one.boughtFen > 0) {
          <yg-chart-card
            [finding]="words().finding"
            measure="按下单月份，计入份额的采购额，单位：元"
            [option]="option()"
            [columns]="['月份', '计入份额', '采购总额']"
            [rows]="rows()"
            testId="share-months"
          />
        }
      </ng-template>
    </yg-record>
  `,
  styles: `
    .panel,
    yg-chart-card {
      display: block;
      margin-block-end: 16px;
    }
    .gauge {
      position: relative;
      height: 16px;
      margin-block: 12px 4px;
      border-radius: 8px;
      background: var(--color-line);
    }
    .done {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      border-radius: 8px;
      background: var(--color-primary);
    }
    .done.late {
      background: var(--color-alarm);
    }
    .done.not-own {
      border-radius: 0 8px 8px 0;
      background: color-mix(in srgb, var(--color-primary) 55%, white);
    }
    .now {
      position: absolute;
      inset-block: -4px;
      inline-size: 2px;
      background: currentcolor;
    }
    h2 {
      margin: 0 0 8px;
      font-size: 16px;
      line-height: 24px;
    }
  `,
})
export class ShareProgress {
  readonly year = input.required<number>();
  private readonly colors = readColors();
  protected readonly data = apiResource('getShareProgress', () => ({ params: { year: String(this.year()) } }));
  protected readonly money = formatMoney;
  private readonly months = computed(() => this.data.latest()?.months ?? []);
  protected readonly rows = computed(() =>
    this.months().map((one) => [`${one.month} 月`, formatMoney(one.countedFen), formatMoney(one.boughtFen)]),
  );
  protected readonly option = computed(() => byMonthOption(this.months(), this.colors));
  protected readonly words = computed(() => {
    const one = this.data.latest();
    const [done, gone] = [percent(one?.fulfilmentBp ?? 0), percent(one?.elapsedBp ?? 0)];
    const leftFen = Math.max(0, (one?.reservedFen ?? 0) - (one?.countedFen ?? 0));
    const top = [...this.months()].sort((a, b) => b.countedFen - a.countedFen)[0];
    return {
      gauge: `完成率 ${done}，时间已过 ${gone}`,
      lag: `完成率 ${done}，时间已过 ${gone}，还差 ${formatMoney(leftFen)}。`,
      finding: top && top.countedFen > 0 ? `${top.month} 月下单最多，${formatMoney(top.countedFen)}` : '各月采购',
    };
  });

  /** A part of what was counted, of what is reserved, in basis points. */
  protected partBp(fen: number): number {
    return fulfilmentBp(fen, this.data.latest()?.reservedFen ?? 0) ?? 0;
  }

  /** A bar ends at 100 %, whatever was reached. */
  protected width(bp: number): number {
    return Math.min(100, bp / 100);
  }
}
