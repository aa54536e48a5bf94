import type { AddressToSend } from '@yigou/campaigns';
import type { ExportFile } from './exports';
import { column, count, streamTable } from './table-book';

const COLUMNS = [count('序号'), column('姓名', 16), column('手机号', 16), column('地址', 60), count('份数')];

/** People who each get packs of a campaign at their own address, for the supplier who sends them. */
export const addressBook = (people: readonly AddressToSend[]): ExportFile => ({
  fileName: '益购-收件名单.xlsx',
  write: (output) =>
    streamTable(output, {
      name: '收件名单',
      columns: COLUMNS,
      rows: people.map(({ place, name, phone, address, packs }) => [place, name, phone, address, packs]),
    }),
});
