import { coversSql, supplierPlaceSql } from '@yigou/identity';
import { waitsFor } from '@yigou/platform';

/** Product `id` has nothing left to sell of what it offers. */
export const soldOutSql = (id: string): string =>
  `NOT EXISTS (SELECT FROM sku k JOIN stock w ON w.sku_id = k.id WHERE k.product_id = ${id} AND k.active AND w.on_hand > w.reserved)`;

export const CATALOGUE_WAITING = waitsFor({
  code: 'catalogue.sold_out',
  label: '在售但已售罄的产品',
  seats: { kind: 'administration' },
  link: { path: '/administration/products', query: { only: 'sold_out' } },
  list: 'listAdminProducts',
  rows(filter, seat) {
    filter.and(coversSql(supplierPlaceSql('p.supplier_id', 'p.county_code'), seat, filter.bind));
    filter.and("p.status = 'listed'", soldOutSql('p.id'));
    return 'product p';
  },
});
