import type { Queryable } from '@yigou/platform';

/**
 * Makes every UPDATE and DELETE of one row fail, as a row does that breaks a constraint or a cast which nobody foresaw. `column` is the one that names the row.
 * Returns the antidote.
 */
export async function poison(db: Queryable, table: string, id: string, column = 'id'): Promise<() => Promise<void>> {
  const name = `poison_${id.replaceAll('-', '')}`;
  await db.query(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned row'; END $$`,
  );
  await db.query(
    `CREATE TRIGGER ${name} BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW WHEN (OLD.${column} = '${id}') EXECUTE FUNCTION ${name}()`,
  );
  return async () => {
    await db.query(`DROP FUNCTION ${name} CASCADE`);
  };
}
