import { Component, computed, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { apiResource, apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { ChartCard } from '../reporting/chart-card';
import { fulfilmentOption, readColors } from '../reporting/chart-options';
import { formatCount, formatMoney, formatTime } from '../shared/format';
import { RecordPage, RecordTemplate } from '../shared/record';

type Bulletin = RouteResponse<'getShareBulletin'>;
const rate = (bp: number | null): string => (bp === null ? '—' : `${(bp / 100).toFixed(2)}%`);
/** A bar each; the table has all counties. */
const BARS = 20;

/** A bulletin as it was published: figures, ranking of counties as a chart and as a table, and the files. */
@Component({
  selector: 'yg-bulletin-record',
  imports: [ChartCard, Fact, FactList, NzButtonComponent, RecordPage, RecordTemplate],
  template: `
    <yg-record noun="份通报">
      <ng-template [ygRecord]="data" let-one>
        <p class="muted">
          {{ one.organisation }}，{{ time(one.publishedAt) }}，第 {{ one.version }} 版
          @if (!one.latest) {
            （已有更正的版本）
          }
        </p>
        @if (one.reason) {
          <p>更正原因：{{ one.reason }}</p>
        }
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
        <p class="files">
          <a nz-button [href]="href('shareBulletinPdf')" download data-testid="bulletin-pdf">下载 PDF</a>
          <a nz-button [href]="href('shareBulletinXlsx')" download data-testid="bulletin-xlsx">下载 Excel</a>
        </p>
      </ng-template>
    </yg-record>
  `,
  styles: `
    .files {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-block-start: 16px;
    }
  `,
})
export class BulletinRecord {
  readonly id = input.required<string>();
  private readonly colors = readColors();
  protected readonly data = apiResource('getShareBulletin', () => ({ params: { id: this.id() } }));
  protected readonly count = formatCount;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
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
  private readonly counties = computed((): Bulletin['counties'] => this.data.latest()?.counties ?? []);
  protected readonly ranked = computed(() =>
    this.counties()
      .flatMap(({ region, fulfilmentBp: bp }) => (bp === null ? [] : [{ name: region?.name ?? '未登记', bp }]))
      .slice(0, BARS),
  );
  protected readonly height = computed(() => 24 + this.ranked().length * 28);
  protected readonly option = computed(() => fulfilmentOption(this.ranked(), this.colors));
  protected readonly finding = computed(() => {
    const [first] = this.ranked();
    return first ? `${first.name}完成率最高，${rate(first.bp)}` : '各地完成率';
  });
  protected readonly rows = computed(() =>
    this.counties().map((one) => [
      one.region?.path ?? '未登记',
      rate(one.fulfilmentBp),
      ...[one.units, one.accounts, one.filed, one.notStarted, one.started].map(formatCount),
      formatMoney(one.reservedFen),
      formatMoney(one.countedFen),
    ]),
  );

  protected href(route: 'shareBulletinPdf' | 'shareBulletinXlsx'): string {
    return apiUrl(route, { id: this.id() });
  }
}
