import { Logger } from '@nestjs/common';
import { alarms } from './metrics';

const log = new Logger('Lists');

/**
 * The rows of a list as people see them. A row that cannot be shown (a number past the safe range, which the driver leaves a bigint, or one that its
 * mapper throws for) is left out, logged and counted as an alarm: the others are shown all the same.
 */
export function shownRows<Row extends { readonly id?: unknown }, Shown>(
  list: string,
  rows: readonly Row[],
  show: (row: Row) => Shown,
): Shown[] {
  return rows.flatMap((row) => {
    try {
      for (const column in row)
        if (typeof row[column] === 'bigint') throw new RangeError(`${column} is past the safe range`);
      return [show(row)];
    } catch (error) {
      alarms.inc({ kind: 'unshowable_row' });
      log.error({ err: error, list, id: row.id }, 'a row of a list cannot be shown and was left out');
      return [];
    }
  });
}
