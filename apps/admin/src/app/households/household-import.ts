import { Component, inject } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiUrl } from '@yigou/web-data';
import { formatCount } from '../shared/format';
import type { ImportConfig } from '../shared/sheet-import/import-config';
import { SheetImport } from '../shared/sheet-import/sheet-import';

type Preview = RouteResponse<'previewHouseholds'>;
type Row = Preview['rows'][number];
type Outcome = Row['outcome'];

/** Households of a county from a spreadsheet. */
@Component({
  selector: 'yg-household-import',
  imports: [SheetImport],
  template: '<yg-sheet-import [config]="config" />',
})
export class HouseholdImport {
  private readonly api = inject(ApiClient);
  protected readonly config: ImportConfig<Outcome, Row, Preview> = {
    testId: 'household',
    kind: 'households',
    heading: '从 Excel 导入建档立卡户',
    note: '先预览，确认后才登记。同一户不会重复登记。',
    hint: '身份证号的校验位会逐行核对。',
    list: { path: '/administration/households', title: '建档立卡户' },
    template: apiUrl('householdTemplate'),
    endings: ['.xlsx', '.csv'],
    outcomes: {
      create: ['将登记', 'go'],
      exists: ['已登记过', 'rest'],
      duplicate: ['表内重复', 'todo'],
      error: ['有误', 'stop'],
    },
    bad: 'error',
    columns: [
      { label: '户主', cell: ({ nameMasked }) => nameMasked },
      { label: '身份证号', cell: ({ idMasked }) => idMasked, kind: 'code' },
      { label: '所在地', cell: ({ region }) => region },
      { label: '村', cell: ({ village }) => village },
      { label: '人口', cell: ({ people }) => people ?? '', kind: 'number' },
    ],
    notes: ({ problems }) => problems,
    countOf: (one, outcome) => (outcome === 'error' ? one.errors : one[outcome]),
    action: ({ create }) => (create === 0 ? null : `登记 ${formatCount(create)} 户`),
    skipped: '有误、重复和已登记的行会跳过。',
    warning: () => null,
    read: (file) => this.api.call('previewHouseholds', { upload: file }),
    confirm: async ({ id }, idempotencyKey) => {
      const done = await this.api.call('confirmHouseholds', { params: { id }, idempotencyKey });
      return `已登记 ${done.created} 户，跳过 ${done.skipped} 行。`;
    },
  };
}
