import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { HouseholdView } from '@yigou/contracts';
import { HOUSEHOLD_STATUSES, type HouseholdStatus } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, errorOf } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';
import type { Tone } from '../shared/tones';
import { HouseholdDetail } from './household-detail';
import { createForm } from './household-forms';

const TONES: Record<HouseholdStatus, Tone> = { registered: 'todo', risen: 'go', monitored: 'run' };

/**
 * Registered households of the region, masked, 建档立卡户. The search by identity number stands apart from the filters of the table: those live in
 * the address bar, where no personal data belongs.
 */
@Component({
  selector: 'yg-households',
  imports: [
    DataTable,
    DetailTemplate,
    FormDialog,
    FormField,
    HouseholdDetail,
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
  ],
  templateUrl: './households.html',
  styleUrl: './households.css',
})
export class Households {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listHouseholds'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly search = contractForm('findHousehold', signal({ idNumber: '' }), { guard: false });
  private readonly missing = signal(false);
  protected readonly wrong = computed(
    () =>
      this.search.problem() ||
      errorOf(this.search.fields.idNumber()) ||
      (this.missing() ? '辖区内没有登记这一户。' : ''),
  );
  protected readonly found = signal<HouseholdView | null>(null);
  protected readonly table = defineTable({
    route: 'listHouseholds',
    noun: '建档立卡户',
    testId: 'household',
    empty: '辖区内还没有登记建档立卡户。可以从 Excel 导入，或登记一户。',
    filters: [
      { kind: 'tabs', key: 'status', label: '户类型', options: HOUSEHOLD_STATUSES },
      { kind: 'search', key: 'q', label: '搜索', placeholder: '乡镇或村' },
      { kind: 'region', key: 'region', label: '所在地' },
    ],
    columns: [
      { key: 'name', title: '户主', cell: (row) => text(row.nameMasked, row.idMasked) },
      { key: 'region', title: '所在地', cell: (row) => text(row.region.path, `${row.township} ${row.village}`) },
      { key: 'people', title: '人口', align: 'right', cell: (row) => text(String(row.people)) },
      { key: 'status', title: '户类型', cell: (row) => tag(HOUSEHOLD_STATUSES[row.status], TONES[row.status]) },
      {
        key: 'mechanisms',
        title: '参加机制',
        align: 'right',
        cell: (row) => (row.mechanisms === 0 ? quiet('无') : text(String(row.mechanisms))),
      },
      { key: 'created', title: '登记时间', wide: true, cell: (row) => quiet(formatTime(row.createdAt)) },
    ],
    drawerTitle: (row) => (row ? `${row.nameMasked}（${row.village}）` : '建档立卡户'),
  });

  protected create(): void {
    const { regionPrefix = '', township = null } = this.session.seat() ?? {};
    this.dialog.set(createForm(this.api, { county: regionPrefix.length === 6 ? regionPrefix : null, township }));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }

  /** The number is gone from the screen as soon as it was looked up. */
  protected async find(): Promise<void> {
    this.found.set(null);
    this.missing.set(false);
    const sent = await this.search.send(async ({ body }) => {
      const { household } = await this.api.call('findHousehold', { body });
      this.found.set(household);
      this.missing.set(!household);
    });
    if (sent) this.search.reset({ idNumber: '' });
  }

  protected saved(): void {
    this.found.set(null);
    this.list().reload();
  }
}
