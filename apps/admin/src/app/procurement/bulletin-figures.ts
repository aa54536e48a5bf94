import { Component, computed, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { Fact, FactList } from '@yigou/web-ui';
import { ChartCard } from '../reporting/chart-card';
import { fulfilmentOption, readColors } from '../reporting/chart-options';
import { formatCount, formatMoney } from '../shared/format';

type Content = Pick<RouteResponse<'previewShareBulletin'>, 'totals' | 'counties'>;
const rate = (bp: number | null): string => (bp === null ? '—' : `${(bp / 100).toFixed(2)}%`);
/** A bar each; the table has all counties. */
const BARS = 20;

/** What a bulletin says, published or about to be: figures, and the ranking of counties as a chart and as a table. */
@Component({
  selector: 'yg-bulletin-figures',
  imports: [ChartCard, Fact, FactList],
  template: `
    @let one = of();
    <yg-facts layout="figures">
      <ng-template ygFact="预算单位">{{ count(one.totals.units) }}</ng-template>
      <ng-template ygFact="已开户">{{ count(one.totals.accounts) }}</ng-template>
      <ng-template ygFact="已填报">{{ count(one.totals.filed) }}</ng-template>
      <ng-template ygFact="填报未采购">{{ count(one.totals.notStarted) }}</ng-template>
      <ng-template ygFact="已采购">{{ count(one.totals.started) }}</ng-template>
      <ng-template ygFact="预留份额">{{ money(one.totals.reservedFen) }}</ng-template>
      <ng-template ygFact="计入份额">{{ money(one.totals.countedFen) }}</ng-template>
      <ng-template ygFact="完成率"
        ><span data-testid="bulletin-rate">{{ rate(one.totals.fulfilmentBp) }}</span></ng-template
      >
    </yg-facts>
    @if (ranked().length > 0) {
      <yg-chart-card
        [finding]="finding()"
        measure="各地完成率，按从高到低排列"
        [option]="option()"
        [columns]="columns"
        [rows]="rows()"
        [height]="height()"
        testId="bulletin-ranking"
      />
    }
  `,
})
export class BulletinFigures {
  readonly of = input.required<Content>();
  private readonly colors = readColors();
  protected readonly count = formatCount;
  protected readonly money = formatMoney;
  protected readonly rate = rate;
  protected readonly columns = [
    '地区',
    '完成率',
    '预算单位',
    '已开户',
    '已填报',
    '填报未采购',
    '已采购',
    '预留份额',
    '计入份额',
  ];
  protected readonly ranked = computed(() =>
    this.of()
      .counties.flatMap(({ region, fulfilmentBp: bp }) => (bp === null ? [] : [{ name: region?.name ?? '未登记', bp }]))
      .slice(0, BARS),
  );
  protected readonly height = computed(() => 24 + this.ranked().length * 28);
  protected readonly option = computed(() => fulfilmentOption(this.ranked(), this.colors));
  protected readonly finding = computed(() => {
    const [first] = this.ranked();
    return first ? `${first.name}完成率最高，${rate(first.bp)}` : '各地完成率';
  });
  protected readonly rows = computed(() =>
    this.of().counties.map((one) => [
      one.region?.path ?? '未登记',
      rate(one.fulfilmentBp),
      ...[one.units, one.accounts, one.filed, one.notStarted, one.started].map(formatCount),
      formatMoney(one.reservedFen),
      formatMoney(one.countedFen),
    ]),
  );
}
