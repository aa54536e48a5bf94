import type { Queryable } from '@yigou/platform';

/** The names of the tables whose rows are others after some work than before it, whoever wrote them: for what must write nothing, whatever it throws. */
export async function changedTables(db: Queryable, work: () => Promise<unknown>): Promise<string[]> {
  const before = await digests(db);
  await work();
  const after = await digests(db);
  return [...after].flatMap(([table, digest]) => (before.get(table) === digest ? [] : [table]));
}

/** What each table holds, as one word. */
async function digests(db: Queryable): Promise<Map<string, string>> {
  const tables = await db.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS digest FROM "${name}" t`,
  );
  const rows = await db.query<{ name: string; digest: string }>(each.join(' UNION ALL '));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}
