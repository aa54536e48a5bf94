import type { SortingList } from '@yigou/contracts';
import type { ExportFile } from './exports';
import { column, count, writeTables } from './table-book';

/** Who fetches what at a pick-up point, with what the point gets in all, as a workbook for who hands out there: pieces of each good stand beside the shares. */
export const sortingBook = ({ number, point, goods: all, people, shares, handedShares }: SortingList): ExportFile => {
  // What stands in place of another good is for some: their row says so.
  const goods = all.filter(({ instead }) => !instead);
  return {
    fileName: `分拣单-${number}-${point.name}.xlsx`,
    write: (output) =>
      writeTables(output, [
        {
          name: '按人分拣',
          columns: [
            column('姓名', 16),
            column('手机号', 16),
            column('参与编号', 32),
            count('份数'),
            count('已领份数'),
            ...goods.map(({ name }) => count(name)),
            column('换货与不供货', 40),
          ],
          rows: [
            ...people.map((one) => [
              one.name,
              one.phone,
              one.pledges.join('、'),
              one.shares,
              one.handedShares,
              ...goods.map(({ perShare }) => perShare * one.shares),
              one.note,
            ]),
            ['合计', '', '', shares, handedShares, ...goods.map(({ pieces }) => pieces), ''],
          ],
        },
        {
          name: '货品合计',
          columns: [column('货品', 40), count('每份件数'), count('应分件数'), count('供货件数')],
          rows: all.map(({ name, perShare, pieces, ordered, instead }) => [
            instead ? `${name}（替代）` : name,
            perShare,
            pieces,
            ordered,
          ]),
        },
      ]),
  };
};
