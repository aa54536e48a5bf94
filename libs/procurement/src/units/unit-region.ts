import type { Queryable } from '@yigou/platform';

/** Where a unit stands, for the policies that hold for it: its region code; of one that has ended, where it stood last; of one without a place, none. */
export async function regionOfUnit(db: Queryable, unitId: string): Promise<string> {
  const [place] = await db.query<{ code: string }>(
    'SELECT region_code AS code FROM budget_unit_place WHERE unit_id = $1 ORDER BY valid_from DESC LIMIT 1',
    [unitId],
  );
  return place?.code ?? '';
}
