import type { Queryable } from '@yigou/platform';

/** The databases whose tables tell of what happens to them. */
const watched = new WeakMap<Queryable, Promise<unknown>>();

/**
 * The names of the tables whose rows are others after some work than before it, whoever wrote them: for what must write nothing, whatever it throws. A row that is
 * given the values it has is not another; what is rolled back has never been.
 */
export async function changedTables(db: Queryable, work: () => Promise<unknown>): Promise<string[]> {
  if (!watched.has(db)) watched.set(db, watch(db));
  await watched.get(db);
  await db.query('DELETE FROM changed_table');
  await work();
  const rows = await db.query<{ name: string }>('SELECT DISTINCT name FROM changed_table ORDER BY name');
  return rows.map(({ name }) => name);
}

/** Lets each table write its name down, in the transaction that changes it; to read them all twice for each piece of work would take longer than the work. */
async function watch(db: Queryable): Promise<void> {
  await db.query('CREATE UNLOGGED TABLE changed_table (name text NOT NULL)');
  await db.query(`
    CREATE FUNCTION note_changed_table() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO changed_table VALUES (TG_TABLE_NAME);
      RETURN NULL;
    END $$`);
  await db.query(`
    DO $$
    DECLARE
      one text;
    BEGIN
      FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'changed_table' LOOP
        EXECUTE format('CREATE TRIGGER zz_written AFTER INSERT OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_changed_table()', one);
        EXECUTE format('CREATE TRIGGER zz_changed AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION note_changed_table()', one);
        EXECUTE format('CREATE TRIGGER zz_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION note_changed_table()', one);
      END LOOP;
    END $$`);
}
