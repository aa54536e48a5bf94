import type { AddressList } from '@yigou/campaigns';
import type { ExportFile } from './exports';
import { column, count, writeTables } from './table-book';

const COLUMNS = [
  column('参与编号', 18),
  count('份数'),
  column('收货人', 16),
  column('电话', 16),
  column('收货地址', 60),
] as const;

/** Where the shares of an order of a campaign go, as a workbook for who sends them. */
export const campaignAddressBook = ({ orderNumber, rows }: AddressList): ExportFile => ({
  fileName: `团购收货名单-${orderNumber}.xlsx`,
  write: (output) =>
    writeTables(output, [
      {
        name: '收货名单',
        columns: COLUMNS,
        rows: rows.map(({ number, shares, receiver, phone, place }) => [number, shares, receiver, phone, place]),
      },
    ]),
});
