import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ORDER_STATUSES, type OrderStatus } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatCount, formatMoney, formatMoneyShort, formatShare } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { RegionSelect } from '../../shared/region-select';
import { ChartCard } from '../chart-card';
import { byDayOption, rankingOption, readColors } from '../chart-options';
import { change, ordersFinding, ranking, salesFinding, type Slice, sliceFinding } from '../findings';
import { Kpi } from '../kpi';
import { SelectName } from '../../shared/select-name';
import { SelectValue } from '../../shared/select-value';
import { WaitingPanel } from '../waiting-panel';

/** How many bars a ranking shows; its table view has all. */
const BARS = 10;
const PERIODS = [7, 30, 90, 365];

@Component({
  selector: 'yg-overview',
  imports: [
    ChartCard,
    Kpi,
    LoadError,
    NzOptionComponent,
    NzSelectComponent,
    NzSkeletonComponent,
    PageHeader,
    RegionSelect,
    RouterLink,
    SelectName,
    SelectValue,
    WaitingPanel,
  ],
  templateUrl: './overview.html',
  styleUrl: '../dashboard.css',
})
export class Overview {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly colors = readColors();

  protected readonly periods = PERIODS;
  protected readonly days = computed(() => {
    const days = Number(this.params().get('days'));
    return PERIODS.includes(days) ? days : 30;
  });
  protected readonly region = computed(() => {
    const region = this.params().get('region');
    return region && /^\d{6}$/.test(region) ? region : null;
  });
  protected readonly data = apiResource('adminDashboard', () => ({
    query: { days: this.days(), region: this.region() ?? undefined },
  }));
  /** What is on screen stays, dimmed, while another period loads. */
  protected readonly shown = this.data.latest;

  protected readonly view = computed(() => {
    const board = this.shown();
    if (!board) return null;
    const { totals, previous, byDay } = board;
    const dayColumns = ['日期', '订单', '销售额'];
    const dayRows = byDay.map((day) => [day.day, formatCount(day.orders), formatMoney(day.salesFen)]);
    return {
      kpis: [
        { label: '订单', figure: formatCount(totals.orders), against: change(totals.orders, previous.orders) },
        {
          label: '销售额',
          figure: formatMoneyShort(totals.salesFen),
          against: change(totals.salesFen, previous.salesFen),
        },
        { label: '买家', figure: formatCount(totals.buyers), against: null },
        { label: '供应商', figure: formatCount(totals.suppliers), against: null },
        { label: '在售产品', figure: formatCount(totals.products), against: null },
        { label: '有效证书', figure: formatCount(totals.certificates), against: null },
        { label: '覆盖县', figure: formatCount(totals.counties), against: null },
      ],
      charts: [
        {
          id: 'orders-by-day',
          finding: ordersFinding(byDay),
          measure: '每天的订单数',
          option: byDayOption(byDay, 'orders', this.colors),
          columns: dayColumns,
          rows: dayRows,
          height: 220,
        },
        {
          id: 'sales-by-day',
          finding: salesFinding(byDay),
          measure: '每天的销售额',
          option: byDayOption(byDay, 'salesFen', this.colors),
          columns: dayColumns,
          rows: dayRows,
          height: 220,
        },
        this.rankingChart('by-county', '县', board.byCounty, totals.salesFen),
        this.rankingChart('by-category', '分类', board.byCategory, totals.salesFen),
      ],
      statuses: board.byStatus.map((one) => ({
        ...one,
        label: one.status in ORDER_STATUSES ? ORDER_STATUSES[one.status as OrderStatus] : one.status,
      })),
    };
  });
  protected readonly count = formatCount;

  protected go(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }

  private rankingChart(id: string, noun: string, slices: readonly Slice[], whole: number) {
    const bars = ranking(slices, BARS);
    return {
      id,
      finding: sliceFinding(slices, whole, noun),
      measure: `各${noun}的销售额${slices.length > BARS ? `，前 ${BARS} 名` : ''}`,
      option: rankingOption(bars, this.colors),
      columns: [noun, '订单', '销售额', '占比'],
      rows: ranking(slices, slices.length).map((slice) => [
        slice.label,
        formatCount(slice.orders),
        formatMoney(slice.salesFen),
        formatShare(slice.salesFen, whole),
      ]),
      height: Math.max(120, bars.length * 28 + 8),
    };
  }
}
