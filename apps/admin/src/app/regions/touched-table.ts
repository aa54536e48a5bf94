import { Component, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';

/** How many rows of which kind follow a change of divisions, and how many stay where they are. */
@Component({
  selector: 'yg-touched-table',
  template: `
    @if (touched().length === 0) {
      <p class="muted">没有记录要随之改变代码。</p>
    } @else {
      <table class="plain-table" data-testid="touched">
        <thead>
          <tr>
            <th scope="col">记录</th>
            <th scope="col" class="number">随之变更</th>
            <th scope="col" class="number">保持不动</th>
          </tr>
        </thead>
        <tbody>
          @for (one of touched(); track one.what) {
            <tr>
              <td>{{ one.what }}</td>
              <td class="number">{{ one.follow }}</td>
              <td class="number">{{ one.stay }}</td>
            </tr>
          }
        </tbody>
      </table>
      @if (staying()) {
        <p class="muted">
          保持不动的：新区划里已有同名的单位、商品，或只对原区划有效的政策参数、运费规则（合并后不再适用）。请由所属单位核对。
        </p>
      }
    }
  `,
})
export class TouchedTable {
  readonly touched = input.required<RouteResponse<'previewRegionChange'>['touched']>();
  protected readonly staying = (): boolean => this.touched().some(({ stay }) => stay > 0);
}
