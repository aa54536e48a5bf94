import { newId } from '@yigou/kernel';
import { marketDay, type Queryable } from '@yigou/platform';
import { getMetadataArgsStorage } from 'typeorm';
import type { ColumnMetadataArgs } from 'typeorm/metadata-args/ColumnMetadataArgs.js';

/**
 * A row of a table as its entity describes it. What is not said and has no default in the database gets a value of its type, or the first one that the
 * entity's check allows, so that a new column that must not be null changes no test that does not care for it. Gives the whole row.
 */
export async function given<E extends object>(
  db: Queryable,
  entity: new () => E,
  said: Partial<NoInfer<E>> = {},
): Promise<E> {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity)?.name;
  const columns = storage.columns.filter(({ target }) => target === entity);
  if (!table || columns.length === 0) throw new Error(`${entity.name} is no entity of a table`);
  const values = Object.entries({ ...required(entity, columns), ...said }).filter(([, value]) => value !== undefined);
  const byProperty = new Map(columns.map((column) => [column.propertyName, column]));
  const written = values.map(([property, value]) => {
    const column = byProperty.get(property);
    if (!column) throw new Error(`${entity.name} has no column ${property}`);
    return { name: nameOf(column), value: column.options.type === 'jsonb' ? JSON.stringify(value) : value };
  });
  const [row] = await db.query<E>(
    `INSERT INTO ${table} (${written.map(({ name }) => `"${name}"`).join(', ')})
     VALUES (${written.map((_, at) => `$${at + 1}`).join(', ')})
     RETURNING ${columns.map((column) => `"${nameOf(column)}" AS "${column.propertyName}"`).join(', ')}`,
    written.map(({ value }) => value),
  );
  if (!row) throw new Error(`${table} took no row`);
  return row;
}

const nameOf = ({ options, propertyName }: ColumnMetadataArgs): string => options.name ?? propertyName;

function required(entity: object, columns: readonly ColumnMetadataArgs[]): Record<string, unknown> {
  const open = columns.filter(
    ({ mode, options }) =>
      mode === 'regular' &&
      !options.nullable &&
      options.default === undefined &&
      !options.generated &&
      !options.asExpression,
  );
  return Object.fromEntries(open.map((column) => [column.propertyName, valueOf(entity, column)]));
}

function valueOf(entity: object, column: ColumnMetadataArgs): unknown {
  const { type, array } = column.options;
  if (array) return [];
  switch (type) {
    case 'uuid':
      return newId();
    case 'text':
      return allowed(entity, nameOf(column)) ?? `${column.propertyName} ${newId()}`;
    case 'smallint':
    case 'integer':
    case 'bigint':
      return 1;
    case 'boolean':
      return false;
    case 'date':
      return marketDay(new Date());
    case 'timestamptz':
      return new Date();
    case 'jsonb':
      return {};
    case 'bytea':
      return Buffer.from(newId());
    default:
      throw new Error(`say what ${column.propertyName} is: nothing is known of the type ${String(type)}`);
  }
}

/** The first of the words that a check lets a column have. */
function allowed(entity: object, column: string): string | undefined {
  const words = new RegExp(`^${column} = ANY \\(ARRAY\\['([^']*)'`);
  const checks = getMetadataArgsStorage().checks.filter(({ target }) => target === entity);
  return checks.flatMap(({ expression }) => words.exec(expression)?.[1] ?? [])[0];
}

/** A day of the market so many days from now, before now when less than 0. */
export const inDays = (days: number): string => marketDay(new Date(Date.now() + days * 86_400_000));
