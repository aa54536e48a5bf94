import { Component, inject, signal, viewChild } from '@angular/core';
import { MANAGEMENT_STATES, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { markedDemo } from '../shared/demo-mark';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { formatCount, formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';
import { appointForm } from './member-forms';
import { Session } from './session';
import { MANAGEMENT_TONES } from './tones';

type Row = RowOf<'listOrganisations'>;
const placeOf = ({ region, township }: Row): string => [region?.path, township].filter(Boolean).join(' ');

/** The organisations of the office's region, 单位, of all kinds; whoever nobody manages gets a manager here. */
@Component({
  selector: 'yg-organisations',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
  ],
  template: `
    <yg-page-header heading="单位" note="辖区内各类单位及其成员。没有负责人的，由上级邀请一位。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="个单位">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="名称">
                {{ row.name }}
                @if (row.demo) {
                  <span class="demo">演示</span>
                }
              </ng-template>
              <ng-template ygFact="类型">{{ kinds[row.kind] }}</ng-template>
              <ng-template ygFact="统一社会信用代码">{{ row.creditCode || '未登记' }}</ng-template>
              <ng-template ygFact="所在地">{{ placeOf(row) || '未登记' }}</ng-template>
              <ng-template ygFact="负责人">{{ states[row.state] }}</ng-template>
              <ng-template ygFact="成员">{{ formatCount(row.members) }}</ng-template>
              <ng-template ygFact="登记时间">{{ formatTime(row.createdAt) }}</ng-template>
            </yg-facts>
            @if (row.appointable && session.may('appointManager')) {
              <div class="form-actions">
                <button nz-button type="button" (click)="appoint(row)" data-testid="appoint">邀请负责人</button>
              </div>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class Organisations {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listOrganisations'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly kinds = ORGANISATION_KINDS;
  protected readonly states = MANAGEMENT_STATES;
  protected readonly placeOf = placeOf;
  protected readonly formatCount = formatCount;
  protected readonly formatTime = formatTime;
  protected readonly table = defineTable({
    route: 'listOrganisations',
    noun: '单位',
    testId: 'organisation',
    empty: '辖区内还没有单位。',
    filters: [
      { kind: 'search', key: 'q', label: '搜索单位', placeholder: '名称、统一社会信用代码或所在地' },
      { kind: 'select', key: 'kind', label: '类型', options: ORGANISATION_KINDS },
      { kind: 'select', key: 'state', label: '负责人', options: MANAGEMENT_STATES },
      { kind: 'region', key: 'region', label: '所在地' },
    ],
    columns: [
      { key: 'name', title: '单位', sort: 'name', cell: (row) => text(markedDemo(row), row.creditCode) },
      { key: 'kind', title: '类型', cell: (row) => text(ORGANISATION_KINDS[row.kind]) },
      { key: 'region', title: '所在地', cell: (row) => text(placeOf(row)) },
      {
        key: 'state',
        title: '负责人',
        cell: (row) => tag(MANAGEMENT_STATES[row.state], MANAGEMENT_TONES[row.state]),
      },
      { key: 'members', title: '成员', align: 'right', cell: (row) => text(formatCount(row.members)) },
      {
        key: 'created',
        title: '登记时间',
        sort: 'created',
        wide: true,
        cell: (row) => quiet(formatTime(row.createdAt)),
      },
    ],
    drawerTitle: (row) => row?.name ?? '单位',
  });

  protected appoint(row: Row): void {
    this.dialog.set(appointForm(this.api, row, () => this.list().reload()));
  }
}
