import { Component, computed, inject, input, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { UNIT_CHANGE_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { quiet, type RowOf, type TableConfig, type TableRoute, tag, text } from '../shared/data-table/table';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { RecordList, RowTemplate } from '../shared/record-list';
import type { Side } from './review-forms';
import { CHANGE_TONES } from './tones';
import { UnitChangeFacts } from './unit-change-facts';
import { changeWords, decideChangeForm } from './unit-change-forms';

type Row = RowOf<'listUnitChanges'>;
/** Reports of units below, and those of a region. */
type ChangeRoute = {
  [Id in TableRoute]: RouteResponse<Id> extends RouteResponse<'listUnitChanges'> ? Id : never;
}[TableRoute];

/** The table of reports that a route answers. */
export const unitChangeTable = (route: ChangeRoute): TableConfig<ChangeRoute> => ({
  route,
  noun: '报告',
  testId: 'unit-change',
  empty: '没有单位报告变动。',
  filters: [{ kind: 'tabs', key: 'status', label: '状态', options: UNIT_CHANGE_STATUSES }],
  columns: [
    { key: 'unit', title: '单位', cell: ({ unit }) => text(unit.name, unit.region?.path) },
    { key: 'change', title: '变动', cell: (row) => text(changeWords(row)) },
    { key: 'effective', title: '生效日期', cell: ({ effectiveOn }) => text(effectiveOn) },
    { key: 'status', title: '状态', cell: ({ status }) => tag(UNIT_CHANGE_STATUSES[status], CHANGE_TONES[status]) },
    { key: 'reported', title: '报告时间', cell: ({ reportedAt }) => quiet(formatTime(reportedAt)) },
  ],
  drawerTitle: (row) => row?.unit.name ?? '报告',
});

/** What units report of themselves: the unit above, or the finance department of the region, does it or sends it back (R12). */
@Component({
  selector: 'yg-unit-change-list',
  imports: [NzButtonComponent, RecordList, RowTemplate, UnitChangeFacts],
  template: `
    <yg-record-list
      heading="单位变动报告"
      note="单位报告的更名和撤并：核对文件后办理，办理前一切照旧。"
      [table]="table()"
      [(dialog)]="dialog"
    >
      <ng-template [ygRow]="table()" let-one>
        <yg-unit-change-facts [change]="one" />
        @if (one.status === 'waiting' && may()) {
          <p class="actions">
            <button nz-button type="button" (click)="ask(one, 'return')" data-testid="unit-change-return">退回</button>
            @if (one.due) {
              <button
                nz-button
                nzType="primary"
                type="button"
                (click)="ask(one, 'accept')"
                data-testid="unit-change-accept"
              >
                办理
              </button>
            }
          </p>
        }
      </ng-template>
    </yg-record-list>
  `,
  styles: `
    .actions {
      display: flex;
      gap: 8px;
    }
  `,
})
export class UnitChangeList {
  readonly side = input.required<Side>();
  readonly table = input.required<TableConfig<ChangeRoute>>();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly may = computed(() =>
    this.session.may(this.side() === 'finance' ? 'decideRegionUnitChange' : 'decideUnitChange'),
  );
  protected readonly dialog = signal<FormConfig | null>(null);

  protected ask(one: Row, decision: 'accept' | 'return'): void {
    this.dialog.set(decideChangeForm(this.api, this.side(), one, decision));
  }
}
