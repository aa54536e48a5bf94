import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatCount, formatMoney, formatMoneyShort } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { ChartCard } from '../chart-card';
import { byDayOption, readColors } from '../chart-options';
import { ordersFinding, salesFinding } from '../findings';
import { Kpi } from '../kpi';
import { WaitingPanel } from '../waiting-panel';

@Component({
  selector: 'yg-supplier-dashboard',
  imports: [ChartCard, Kpi, LoadError, NzButtonComponent, NzSkeletonComponent, PageHeader, RouterLink, WaitingPanel],
  template: `
    <yg-page-header heading="工作台" note="今天要发的货、要补的库存，和近来的销售。">
      <a nz-button nzType="primary" routerLink="/supplier/orders" [queryParams]="{ status: 'to_ship' }">去发货</a>
    </yg-page-header>
    <yg-waiting-panel class="waiting" />
    @if (data.error(); as error) {
      <yg-load-error [error]="error" (retry)="data.reload()" />
    } @else if (!data.hasValue()) {
      <nz-skeleton nzActive [nzParagraph]="{ rows: 10 }" />
    } @else {
      @let board = data.value();
      <div class="kpis" data-testid="kpis">
        <a routerLink="/supplier/orders" [queryParams]="{ status: 'to_ship' }">
          <yg-kpi label="待发货" [figure]="count(board.toShip)" data-testid="to-ship" />
        </a>
        <a routerLink="/supplier/orders" [queryParams]="{ status: 'pending_payment' }">
          <yg-kpi label="待付款" [figure]="count(board.unpaid)" />
        </a>
        <a routerLink="/supplier/orders" [queryParams]="{ status: 'shipped' }">
          <yg-kpi label="运输中" [figure]="count(board.inTransit)" />
        </a>
        <yg-kpi label="累计订单" [figure]="count(board.totals.orders)" />
        <yg-kpi label="累计销售额" [figure]="short(board.totals.salesFen)" />
        <a routerLink="/supplier/products"><yg-kpi label="产品" [figure]="count(board.totals.products)" /></a>
      </div>
      <div class="charts">
        @for (chart of charts(); track chart.id) {
          <yg-chart-card
            [finding]="chart.finding"
            [measure]="chart.measure"
            [option]="chart.option"
            [columns]="columns"
            [rows]="rows()"
            [testId]="'chart-' + chart.id"
          />
        }
        <section class="panel wide" aria-labelledby="low">
          <h2 id="low">库存不多的规格</h2>
          <ul class="rows">
            @for (sku of board.lowStock; track sku.skuId) {
              <li data-testid="low-stock">
                <span>
                  <a [routerLink]="['/supplier/products', sku.productId]">{{ sku.productName }}</a>
                  <span class="muted"> {{ sku.skuName }}</span>
                </span>
                <b [class.zero]="sku.available === 0">{{
                  sku.available === 0 ? '已售罄' : '可售 ' + count(sku.available)
                }}</b>
              </li>
            } @empty {
              <li class="muted">库存充足，没有需要补货的规格。</li>
            }
          </ul>
        </section>
      </div>
    }
  `,
  styleUrl: '../dashboard.css',
  styles: `
    .waiting {
      display: block;
      margin-bottom: 16px;
    }
  `,
})
export class SupplierDashboard {
  private readonly colors = readColors();
  protected readonly count = formatCount;
  protected readonly short = formatMoneyShort;
  protected readonly columns = ['日期', '订单', '销售额'];
  protected readonly data = apiResource('supplierDashboard');
  private readonly days = computed(() => (this.data.hasValue() ? this.data.value().byDay : []));
  protected readonly rows = computed(() =>
    this.days().map((day) => [day.day, formatCount(day.orders), formatMoney(day.salesFen)]),
  );
  protected readonly charts = computed(() => [
    {
      id: 'orders-by-day',
      finding: ordersFinding(this.days()),
      measure: '每天的订单数',
      option: byDayOption(this.days(), 'orders', this.colors),
    },
    {
      id: 'sales-by-day',
      finding: salesFinding(this.days()),
      measure: '每天的销售额',
      option: byDayOption(this.days(), 'salesFen', this.colors),
    },
  ]);
}
