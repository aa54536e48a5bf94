import { Component, computed } from '@angular/core';
import { apiResource } from '@yigou/web-data';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { PageHeader } from '../../shared/page-header';
import { AccountTabs } from './account-tabs';
import { agesWords, DEBT_FILTER, debtColumns } from '../debt-columns';

/** What the unit accepted and has to pay, and what the units below it have. */
@Component({
  selector: 'yg-arrears',
  imports: [AccountTabs, DataTable, PageHeader],
  template: `
    <yg-page-header
      heading="应付账款"
      note="先货后款、已经验收的订单，按付款期限排列。付款或登记转账凭证在“付款”中办理；逾期未付的，所在地区可能暂停本单位下单。"
    />
    <yg-account-tabs />
    @if (words(); as sums) {
      <p class="muted" data-testid="arrears-ages">本单位：{{ sums }}</p>
    }
    <yg-data-table [config]="table" />
  `,
})
export class Arrears {
  private readonly own = apiResource('listArrears', () => ({ query: { limit: 1 } }));
  protected readonly words = computed(() => agesWords(this.own.latest()?.ages ?? []));
  protected readonly table = defineTable({
    route: 'listArrears',
    noun: '订单',
    testId: 'arrears',
    empty: '没有验收后待付款的订单。',
    filters: [DEBT_FILTER, { kind: 'select', key: 'below', label: '范围', options: { 1: '下级单位' } }],
    columns: debtColumns({
      key: 'unit',
      title: '单位、供应商',
      cell: ({ unitName, supplierName }) => text(unitName, supplierName),
    }),
  });
}
