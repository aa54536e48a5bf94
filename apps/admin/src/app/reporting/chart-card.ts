import { Component, input, signal } from '@angular/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';

echarts.use([AriaComponent, BarChart, GridComponent, SVGRenderer, TooltipComponent]);

/** A chart whose title says what it shows, and the same figures as a table for who reads them better, or hears them. */
@Component({
  selector: 'yg-chart-card',
  imports: [NgxEchartsDirective, NzButtonComponent, NzIconDirective],
  providers: [provideEchartsCore({ echarts })],
  template: `
    <section class="panel" [attr.aria-label]="finding()" [attr.data-testid]="testId()">
      <header>
        <div>
          <h2>{{ finding() }}</h2>
          <p class="muted">{{ measure() }}</p>
        </div>
        <button
          nz-button
          nzSize="small"
          type="button"
          [attr.aria-pressed]="asTable()"
          (click)="asTable.set(!asTable())"
          data-testid="chart-toggle"
        >
          <nz-icon [nzType]="asTable() ? 'bar-chart' : 'table'" aria-hidden="true" />{{ asTable() ? '看图' : '看表' }}
        </button>
      </header>
      @if (asTable()) {
        <div class="table" role="region" [attr.aria-label]="measure()" tabindex="0" [style.height.px]="height()">
          <table class="plain-table">
            <thead>
              <tr>
                @for (title of columns(); track $index; let first = $first) {
                  <th scope="col" [class.number]="!first">{{ title }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track $index) {
                <tr>
                  @for (value of row; track $index; let first = $first) {
                    <td [class.number]="!first">{{ value }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <div
          echarts
          [options]="option()"
          [initOpts]="{ renderer: 'svg' }"
          [style.height.px]="height()"
          role="img"
          [attr.aria-label]="finding() + '。可切换为表格查看全部数字。'"
        ></div>
      }
    </section>
  `,
  styles: `
    .panel {
      height: 100%;
    }
    header {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: 12px;
      margin-bottom: 8px;
    }
    h2 {
      margin: 0;
      font-size: 14px;
      line-height: 22px;
      font-weight: 600;
    }
    p {
      margin: 0;
      font-size: 12px;
    }
    button {
      flex: none;
    }
    .table {
      overflow: auto;
    }
    .table th {
      position: sticky;
      top: 0;
      background: var(--color-surface);
    }
  `,
})
export class ChartCard {
  readonly finding = input.required<string>();
  /** What is measured, in which unit. */
  readonly measure = input.required<string>();
  readonly option = input.required<EChartsCoreOption>();
  readonly columns = input.required<readonly string[]>();
  readonly rows = input.required<readonly (readonly string[])[]>();
  readonly height = input(220);
  readonly testId = input('chart');
  protected readonly asTable = signal(false);
}
