import type { NamedRow } from '@yigou/platform';
import type { ColumnName } from './household-sheet';

/** The row that stands for a household. */
export interface HouseholdRow extends NamedRow<ColumnName> {
  /** How many rows it has where each person has one; nought where each household has one. */
  readonly members: number;
  /** The numbers of all of its rows. */
  readonly rows: readonly number[];
  /** People whose head stands nowhere. */
  readonly headless: boolean;
}

const HEAD = /^(?:户主|本人|户主本人)$/;

/**
 * One row for each household. Where no row says how somebody is related to a head (与户主关系), each is one already. Otherwise people belong together by the number of
 * their household (户编号), else by the head's name beside their own, else by what stands between one head and the next.
 */
export function onePerHousehold(rows: readonly NamedRow<ColumnName>[]): HouseholdRow[] {
  if (rows.every(({ cell }) => cell('与户主关系') === ''))
    return rows.map((row) => ({ ...row, members: 0, rows: [row.row], headless: false }));
  const groups = new Map<string, NamedRow<ColumnName>[]>();
  let heads = 0;
  for (const row of rows) {
    if (isHead(row)) heads += 1;
    const key = groupOf(row, heads);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group): HouseholdRow[] => {
    const [first] = group;
    if (!first) return [];
    const head = group.find(isHead);
    const numbers = group.map(({ row }) => row);
    return [{ ...(head ?? first), members: group.length, rows: numbers, headless: !head }];
  });
}

const isHead = ({ cell }: NamedRow<ColumnName>): boolean => HEAD.test(cell('与户主关系'));

function groupOf({ cell }: NamedRow<ColumnName>, heads: number): string {
  if (cell('户编号') !== '') return `#${cell('户编号')}`;
  const place = `${cell('乡镇')}|${cell('村')}`;
  return cell('成员姓名') === '' ? String(heads) : `${place}|${cell('户主姓名')}`;
}
