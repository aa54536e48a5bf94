import type { Tx } from '@yigou/platform';
import {
  currentDivisionCode,
  type Division,
  loadCodeChanges,
  loadDivisions,
  loadPovertyCounties,
} from './division-data';
import { isPlaceholder } from './region-names';

/**
 * Writes the divisions, the codes given up and the 832 counties into the database. Doing it again changes what has changed and nothing else;
 * a division that the list no longer has is kept, since orders and addresses may name it, and what a dated change wrote stays as that change says.
 */
export async function saveRegions(tx: Tx): Promise<{ divisions: number; changes: number; counties: number }> {
  const present = loadDivisions().filter((division) => division.replacedBy === null);
  const paths = pathsOf(present);
  const rows = present.map((division) => ({ ...division, path: paths.get(division.code) }));
  await tx.query(
    `INSERT INTO region (code, name, level, parent_code, path, pinyin, initials, poverty)
     SELECT code, name, level, "parentCode", path, pinyin, initials, "povertyCounty"
     FROM jsonb_to_recordset($1::jsonb) AS t (code text, name text, level int, "parentCode" text, path text, pinyin text,
       initials text, "povertyCounty" boolean)
     ORDER BY level, code
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_code = excluded.parent_code, path = excluded.path,
       pinyin = excluded.pinyin, initials = excluded.initials, poverty = excluded.poverty
     WHERE region.since IS NULL AND (region.name, region.parent_code, region.path, region.pinyin, region.initials, region.poverty)
       IS DISTINCT FROM (excluded.name, excluded.parent_code, excluded.path, excluded.pinyin, excluded.initials, excluded.poverty)`,
    [JSON.stringify(rows)],
  );
  const changes = loadCodeChanges();
  await tx.query(
    `INSERT INTO region_code_change (old_code, new_code, reason, old_name)
     SELECT "oldCode", "newCode", reason, "oldName" FROM jsonb_to_recordset($1::jsonb) AS t ("oldCode" text, "newCode" text, reason text, "oldName" text)
     WHERE NOT EXISTS (SELECT FROM region_code_change c WHERE c.old_code = "oldCode" AND c.new_code <> "newCode")
     ON CONFLICT (old_code, new_code) DO UPDATE SET old_name = excluded.old_name WHERE region_code_change.old_name = ''`,
    [JSON.stringify(changes.map((change) => ({ ...change, newCode: currentDivisionCode(change.oldCode) })))],
  );
  const counties = loadPovertyCounties();
  await tx.query(
    `INSERT INTO poverty_county (id, code, listed_name, prefecture, province, code_2014, note)
     SELECT id, "currentCode", "listedName", prefecture, province, code2014, coalesce(note, '')
     FROM jsonb_to_recordset($1::jsonb) AS t (id int, "currentCode" text, "listedName" text, prefecture text, province text,
       code2014 text, note text)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, listed_name = excluded.listed_name, note = excluded.note
     WHERE NOT EXISTS (SELECT FROM region r WHERE r.code IN (poverty_county.code, excluded.code) AND r.since IS NOT NULL)
       AND (poverty_county.code, poverty_county.listed_name, poverty_county.note)
       IS DISTINCT FROM (excluded.code, excluded.listed_name, excluded.note)`,
    [JSON.stringify(counties.map((county, index) => ({ ...county, id: index + 1 })))],
  );
  return { divisions: present.length, changes: changes.length, counties: counties.length };
}

/** 省 地市 县 for each code, without the same name twice (北京市 东城区) and without placeholders (海南省 白沙黎族自治县). */
export function pathsOf(divisions: readonly Pick<Division, 'code' | 'name'>[]): ReadonlyMap<string, string> {
  const names = new Map(divisions.map((division) => [division.code, division.name]));
  return new Map(
    divisions.map(({ code }) => {
      const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
      const parts = codes.flatMap((each) => names.get(each) ?? []).filter((name) => !isPlaceholder(name));
      return [code, [...new Set(parts)].join(' ')];
    }),
  );
}
