import { Component, inject, signal, viewChild } from '@angular/core';
import { REGION_CHANGE_KINDS, REGION_CHANGE_STATES } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { Confirm, Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';
import { RecordHead, RecordPage, RecordSection, RecordTemplate } from '../shared/record';
import { StatusTag } from '../shared/status-tag';
import { REGION_CHANGE_TONES } from '../shared/tones';
import { RegionChangeDialog } from './region-change-dialog';
import { TouchedTable } from './touched-table';

type Change = RowOf<'listRegionChanges'>;

const lineWords = ({ oldName, oldCode, newCode, name }: Change['lines'][number]): string =>
  `${oldName} ${oldCode} → ${name}${newCode === oldCode ? '' : ` ${newCode}`}`;

/** Changes of divisions, 区划变更: what waits for its day, what has begun, and what followed. */
@Component({
  selector: 'yg-region-changes',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    NzAlertComponent,
    NzButtonComponent,
    PageHeader,
    RecordHead,
    RecordPage,
    RecordSection,
    RecordTemplate,
    RegionChangeDialog,
    StatusTag,
    TouchedTable,
  ],
  templateUrl: './region-changes.html',
})
export class RegionChanges {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listRegionChanges'>>(DataTable);
  protected readonly entering = signal(false);
  protected readonly kinds = REGION_CHANGE_KINDS;
  protected readonly states = REGION_CHANGE_STATES;
  protected readonly tones = REGION_CHANGE_TONES;
  protected readonly time = formatTime;
  protected readonly words = lineWords;

  protected readonly table = defineTable({
    route: 'listRegionChanges',
    noun: '区划变更',
    testId: 'region-change',
    empty: '还没有登记区划变更。行政区划以 2023 年 6 月的区划表为准；之后的更名、合并等请在这里登记。',
    filters: [{ kind: 'tabs', key: 'state', label: '状态', options: REGION_CHANGE_STATES }],
    columns: [
      { key: 'kind', title: '种类', cell: ({ kind }) => text(REGION_CHANGE_KINDS[kind]) },
      {
        key: 'lines',
        title: '内容',
        width: '40%',
        cell: ({ lines, trouble }) =>
          text(
            `${lines[0] ? lineWords(lines[0]) : ''}${lines.length > 1 ? ` 等 ${lines.length} 行` : ''}`,
            trouble ? `未能生效：${trouble}` : null,
          ),
      },
      { key: 'effectiveOn', title: '施行日期', cell: ({ effectiveOn }) => text(effectiveOn) },
      {
        key: 'state',
        title: '状态',
        cell: ({ state, trouble }) =>
          trouble ? tag('未能生效', 'todo') : tag(REGION_CHANGE_STATES[state], REGION_CHANGE_TONES[state]),
      },
      { key: 'source', title: '依据', wide: true, cell: ({ source }) => text(source) },
      {
        key: 'entered',
        title: '登记',
        wide: true,
        cell: (row) => quiet(`${row.enteredBy} ${formatTime(row.enteredAt)}`),
      },
    ],
    drawerTitle: (row) => (row ? `区划变更：${REGION_CHANGE_KINDS[row.kind]}` : '区划变更'),
    drawerWidth: 720,
  });

  protected closed(entered: boolean): void {
    this.entering.set(false);
    if (!entered) return;
    this.message.success('已登记，到施行日期自动生效；施行日期已到的一分钟内生效。');
    this.list().reload();
  }

  protected async withdraw(change: Change): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '撤回这项区划变更？',
      text: `${this.kinds[change.kind]}，${change.effectiveOn} 施行，共 ${change.lines.length} 行。撤回后不会生效，需要时重新登记。`,
      action: '撤回',
      keep: '不撤回',
      destructive: true,
    });
    if (!sure) return;
    try {
      await this.api.call('withdrawRegionChange', { params: { id: change.id } });
      this.message.success('已撤回，这项变更不会生效。');
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
    // Also after a refusal: it may have begun meanwhile.
    this.list().reload();
  }
}
