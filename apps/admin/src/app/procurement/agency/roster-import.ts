import { Component, inject } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ROSTER_OUTCOMES, type RosterOutcome } from '@yigou/contracts/labels';
import { ApiClient, apiUrl } from '@yigou/web-data';
import { formatCount } from '../../shared/format';
import type { ImportConfig } from '../../shared/sheet-import/import-config';
import { SheetImport } from '../../shared/sheet-import/sheet-import';

type Preview = RouteResponse<'previewRoster'>;
type Row = Preview['rows'][number];

/** The roster of units below (单位名册) from a spreadsheet. */
@Component({
  selector: 'yg-roster-import',
  imports: [SheetImport],
  template: '<yg-sheet-import [config]="config" />',
})
export class RosterImport {
  private readonly api = inject(ApiClient);
  protected readonly config: ImportConfig<RosterOutcome, Row, Preview> = {
    testId: 'roster',
    kind: 'roster',
    heading: '导入单位名册',
    note: '新增、更名、划转、并入和撤销下级单位。先预览，确认后才生效；名册里没有的单位保持不变。',
    hint: '按统一社会信用代码对应单位；“主管单位代码”留空：新单位列在本单位之下，已有的单位不动。',
    list: { path: '/agency/subtree', title: '下级单位填报' },
    template: apiUrl('rosterTemplate'),
    endings: ['.xlsx', '.csv'],
    outcomes: {
      create: [ROSTER_OUTCOMES.create, 'go'],
      change: [ROSTER_OUTCOMES.change, 'run'],
      end: [ROSTER_OUTCOMES.end, 'todo'],
      unchanged: [ROSTER_OUTCOMES.unchanged, 'rest'],
      conflict: [ROSTER_OUTCOMES.conflict, 'stop'],
    },
    bad: 'conflict',
    columns: [
      { label: '统一社会信用代码', cell: ({ creditCode }) => creditCode, kind: 'code' },
      { label: '单位', cell: ({ name }) => name },
    ],
    notes: ({ notes }) => notes,
    countOf: (one, outcome) => one[outcome],
    action: ({ create, change, end }) =>
      create + change + end === 0 ? null : `导入 ${formatCount(create + change + end)} 个单位`,
    skipped: '有冲突的行会跳过，可改正后再导入一次。',
    warning: ({ end }) =>
      end === 0 ? null : `有 ${formatCount(end)} 个单位将被撤并：今天起不能再填报和下单，不能撤销此操作。`,
    read: (file) => this.api.call('previewRoster', { upload: file }),
    confirm: async ({ id }, idempotencyKey) => {
      const { created, changed, ended, skipped } = await this.api.call('confirmRoster', {
        params: { id },
        idempotencyKey,
      });
      return `已新增 ${created} 个单位，变更 ${changed} 个，撤并 ${ended} 个；跳过 ${skipped} 行。`;
    },
  };
}
