import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { apiResource, apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { ChartCard } from '../chart-card';
import { readColors } from '../chart-options';
import { Kpi } from '../kpi';
import { formatCount } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { RegionSelect } from '../../shared/region-select';
import { countiesOption, monthsOption } from './bulletin-charts';
import { countiesFinding, daysWords, monthsFinding, monthWords, ranked } from './bulletin-findings';

/** How many counties the ranking draws; the table below has all. */
const BARS = 12;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The review bulletin by county: received, decided, issued, overdue, days taken, 认定审核通报. */
@Component({
  selector: 'yg-bulletin',
  imports: [
    ChartCard,
    Kpi,
    LoadError,
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    NzSkeletonComponent,
    PageHeader,
    RegionSelect,
    RouterLink,
  ],
  templateUrl: './bulletin.html',
  styleUrl: './bulletin.css',
})
export class BulletinPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly colors = readColors();

  protected readonly query = computed(() => {
    const [from, to, region] = ['from', 'to', 'region'].map((key) => this.params().get(key) ?? '');
    return {
      from: from && DATE.test(from) ? from : undefined,
      to: to && DATE.test(to) ? to : undefined,
      region: region && /^\d{6}$/.test(region) ? region : undefined,
    };
  });
  protected readonly data = apiResource('reviewBulletin', () => ({ query: this.query() }));
  /** What is on screen stays, dimmed, while another period loads. */
  private readonly shown = this.data.latest;
  protected readonly exportHref = computed(() => apiUrl('exportReviewBulletin', {}, this.query()));
  protected readonly days = daysWords;
  protected readonly count = formatCount;

  protected readonly view = computed(() => {
    const board = this.shown();
    if (!board) return null;
    const counties = ranked(board.counties);
    const { totals, byMonth } = board;
    return {
      from: board.from,
      to: board.to,
      counties,
      kpis: [
        { label: '受理', figure: formatCount(totals.received) },
        { label: '审核通过', figure: formatCount(totals.approved) },
        { label: '退回补正', figure: formatCount(totals.returned) },
        { label: '不予认定', figure: formatCount(totals.refused) },
        { label: '发证', figure: formatCount(totals.issued) },
        { label: '在办', figure: formatCount(totals.open) },
        { label: '超期', figure: formatCount(totals.overdue) },
        { label: '平均用时', figure: daysWords(totals.days) },
      ],
      charts: [
        {
          id: 'by-month',
          finding: monthsFinding(byMonth),
          measure: '每月受理、发证和不予认定的件数',
          option: monthsOption(byMonth, this.colors),
          columns: ['月份', '受理', '发证', '不予认定'],
          rows: byMonth.map((one) => [
            monthWords(one.month),
            ...[one.received, one.issued, one.refused].map(formatCount),
          ]),
        },
        {
          id: 'by-county',
          finding: countiesFinding(counties),
          measure: `各县受理件数${counties.length > BARS ? `，前 ${BARS} 名` : ''}`,
          option: countiesOption(counties.slice(0, BARS), this.colors),
          columns: ['县', '受理', '在办', '超期'],
          rows: counties.map((one) => [one.county.path, ...[one.received, one.open, one.overdue].map(formatCount)]),
        },
      ],
    };
  });

  protected go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}
