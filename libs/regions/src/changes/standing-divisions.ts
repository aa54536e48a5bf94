import type { Queryable } from '@yigou/platform';
import type { Standing } from './check-change';
import type { DivisionRow } from './division-tree';

/** The divisions that stand, and all codes that ever did. One statement. */
export async function readStanding(db: Queryable): Promise<Standing> {
  const [row] = await db.query<{ divisions: DivisionRow[]; used: string[] }>(
    `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'level', r.level, 'parentCode', r.parent_code, 'path', r.path,
         'pinyin', r.pinyin, 'initials', r.initials, 'poverty', r.poverty) ORDER BY r.code), '[]') FROM region r
         WHERE NOT EXISTS (SELECT FROM region_code_change c WHERE c.old_code = r.code)) AS divisions,
       ARRAY(SELECT code FROM region UNION SELECT old_code FROM region_code_change) AS used`,
  );
  return {
    divisions: new Map((row?.divisions ?? []).map((division) => [division.code, division])),
    used: new Set(row?.used),
  };
}
