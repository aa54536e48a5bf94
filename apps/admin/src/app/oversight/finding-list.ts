import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { FINDING_RULES, FINDING_SEVERITIES, FINDING_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import { quiet, type TableConfig, type TableRoute, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatMoney, formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { PageHeader } from '../shared/page-header';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../shared/record';
import { StatusTag } from '../shared/status-tag';
import { StepHistory } from '../shared/step-history';
import { DECIDE, type Decision, findingForm, type FindingRow, findingSteps, type Side } from './finding-forms';
import { FINDING_TONES, SEVERITY_TONES } from './tones';

/** Findings of units below, and of those of a region. */
type FindingRoute = {
  [Id in TableRoute]: RouteResponse<Id> extends RouteResponse<'listAuditedFindings'> ? Id : never;
}[TableRoute];

/** The table of findings that a route answers. */
export const findingTable = (route: FindingRoute): TableConfig<FindingRoute> => ({
  route,
  noun: '线索',
  testId: 'finding',
  empty: '没有异常线索。系统定时检查已完成的单位订单，发现单价、数量、单据异常时列在这里。',
  filters: [
    { kind: 'tabs', key: 'status', label: '状态', options: FINDING_STATUSES },
    { kind: 'search', key: 'q', label: '单位', placeholder: '单位名称' },
    { kind: 'select', key: 'rule', label: '类型', options: FINDING_RULES },
    { kind: 'select', key: 'severity', label: '程度', options: FINDING_SEVERITIES },
  ],
  columns: [
    { key: 'rule', title: '类型', cell: ({ rule }) => text(FINDING_RULES[rule]) },
    {
      key: 'severity',
      title: '程度',
      cell: ({ severity }) => tag(FINDING_SEVERITIES[severity], SEVERITY_TONES[severity]),
    },
    { key: 'unit', title: '单位', cell: ({ unit, regionPath }) => text(unit.name, regionPath) },
    { key: 'facts', title: '情况', width: '36%', cell: ({ facts }) => text(facts) },
    { key: 'status', title: '状态', cell: ({ status }) => tag(FINDING_STATUSES[status], FINDING_TONES[status]) },
    { key: 'found', title: '发现时间', wide: true, cell: ({ foundAt }) => quiet(formatTime(foundAt)) },
  ],
  drawerTitle: (row) => (row ? FINDING_RULES[row.rule] : '线索'),
  drawerWidth: 760,
});

/** What the fraud watch found, for whoever looks into it: the facts, the orders, what came of it (domain §5, S44). */
@Component({
  selector: 'yg-finding-list',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './finding-list.html',
})
export class FindingList {
  readonly side = input.required<Side>();
  readonly table = input.required<TableConfig<FindingRoute>>();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<FindingRoute>>(DataTable);
  private readonly may = computed(() => this.session.may(DECIDE[this.side()]));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = FINDING_STATUSES;
  protected readonly severities = FINDING_SEVERITIES;
  protected readonly tones = FINDING_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly steps = findingSteps;

  /** A unit does not open again what was dismissed. */
  protected mayDo({ status }: FindingRow): { readonly decide: boolean; readonly reopen: boolean } {
    return {
      decide: this.may() && status === 'open',
      reopen: this.may() && status === 'dismissed' && this.side() !== 'agency',
    };
  }

  protected ask(one: FindingRow, decision: Decision): void {
    this.dialog.set(findingForm(this.api, this.side(), one, decision));
  }

  /** Also after a refusal: somebody else may have been faster. */
  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
