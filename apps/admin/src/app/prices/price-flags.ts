import { Component } from '@angular/core';
import { PRICE_VERDICTS } from '@yigou/contracts/labels';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { formatMoney, formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';
import { VERDICT_TONES } from '../shared/tones';

const { high, low, decimal_slip } = PRICE_VERDICTS;

/** Prices that sellers kept although they lie outside their band, with what they say of it, 价格监测. */
@Component({
  selector: 'yg-price-flags',
  imports: [DataTable, PageHeader],
  template: `
    <yg-page-header
      heading="价格监测"
      note="上架或改价时明显偏离参考区间的价格，及供应商填写的理由。参考区间来自同品种、等级、规格的认定价。"
    />
    <yg-data-table [config]="table" />
  `,
})
export class PriceFlags {
  protected readonly table = defineTable({
    route: 'listPriceFlags',
    noun: '价格记录',
    testId: 'price-flag',
    empty: '没有偏离参考区间的价格。',
    filters: [
      { kind: 'tabs', key: 'verdict', label: '判断', options: { high, low, decimal_slip } },
      { kind: 'region', key: 'region', label: '产地' },
    ],
    columns: [
      { key: 'product', title: '产品', cell: (row) => text(row.productName, `${row.skuName} · ${row.supplierName}`) },
      { key: 'county', title: '产地', cell: (row) => text(row.county?.path) },
      { key: 'verdict', title: '判断', cell: (row) => tag(PRICE_VERDICTS[row.verdict], VERDICT_TONES[row.verdict]) },
      { key: 'price', title: '售价', align: 'right', cell: (row) => text(formatMoney(row.priceFen)) },
      {
        key: 'unit',
        title: '每 500 克',
        align: 'right',
        cell: (row) =>
          text(
            row.unitPriceFen === null ? null : formatMoney(row.unitPriceFen),
            row.medianFen === null ? null : `中位数 ${formatMoney(row.medianFen)}`,
          ),
      },
      { key: 'reason', title: '供应商的理由', cell: (row) => text(row.reason) },
      { key: 'at', title: '时间', wide: true, cell: (row) => quiet(formatTime(row.at)) },
    ],
  });
}
