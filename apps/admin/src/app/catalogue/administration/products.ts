import { Component, computed, inject } from '@angular/core';
import { PRODUCT_CHOICES, PRODUCT_STATUSES } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { markedDemo } from '../../shared/demo-mark';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { PRODUCT_TONES } from '../../shared/tones';
import { Categories } from '../categories';

@Component({
  selector: 'yg-admin-products',
  imports: [DataTable, PageHeader],
  template: `
    <yg-page-header heading="产品" note="辖区内全部产品，含草稿和已下架。" />
    <yg-data-table [config]="table()" />
  `,
})
export class AdminProducts {
  private readonly groups = inject(Categories).all();
  private readonly categoryOptions = computed<Record<string, string>>(() =>
    Object.fromEntries(this.groups().flatMap((group) => group.items.map((category) => [category.slug, category.name]))),
  );

  protected readonly table = computed(() =>
    defineTable({
      route: 'listAdminProducts',
      noun: '产品',
      testId: 'product',
      empty: '还没有产品。供应商可以自行发布，也可以“批量导入”。',
      filters: [
        { kind: 'search', key: 'q', label: '搜索产品', placeholder: '产品或供应商' },
        { kind: 'select', key: 'status', label: '状态', options: PRODUCT_STATUSES },
        { kind: 'select', key: 'only', label: '库存', options: PRODUCT_CHOICES },
        { kind: 'select', key: 'category', label: '分类', options: this.categoryOptions() },
        { kind: 'region', key: 'region', label: '产地' },
      ],
      columns: [
        {
          key: 'name',
          title: '产品',
          sort: 'name',
          cell: (row) => text(markedDemo(row), row.supplierName),
        },
        { key: 'county', title: '产地', cell: (row) => text(row.county?.path) },
        { key: 'category', title: '分类', wide: true, cell: (row) => text(row.categoryName) },
        { key: 'status', title: '状态', cell: (row) => tag(PRODUCT_STATUSES[row.status], PRODUCT_TONES[row.status]) },
        {
          key: 'price',
          title: '价格',
          sort: 'price',
          align: 'right',
          cell: (row) =>
            text(
              row.priceFen === null ? '未定价' : formatMoney(row.priceFen),
              row.unitPriceFen === null ? null : `${formatMoney(row.unitPriceFen)}/500克`,
            ),
        },
        { key: 'available', title: '可售', align: 'right', cell: (row) => text(formatCount(row.available)) },
        { key: 'sold', title: '已售', sort: 'sold', align: 'right', cell: (row) => text(formatCount(row.soldCount)) },
        { key: 'certificate', title: '证书', wide: true, cell: (row) => text(row.certificateNumber) },
        {
          key: 'updated',
          title: '更新时间',
          sort: 'updated',
          wide: true,
          cell: (row) => quiet(formatTime(row.updatedAt)),
        },
      ],
      exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'products' }, filters),
    }),
  );
}
