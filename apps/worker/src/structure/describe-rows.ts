import type pg from 'pg';
import { UNKNOWN } from './sql-texts';

/** A column of a statement's result, as PostgreSQL describes it. */
export interface ResultColumn {
  readonly name: string;
  /** The name of its type as `pg_type` has it: `int8`, `timestamptz`, `_text` for an array of text. */
  readonly type: string;
  /** The column of a table that it is, where that may be null there; null where it may not, or is computed or of a view. */
  readonly nullable: string | null;
}
export interface Description {
  readonly columns: readonly ResultColumn[];
  /** The filling by which the text became a statement, when one was needed. */
  readonly filling?: readonly string[] | undefined;
}
interface Form {
  readonly form: string;
  readonly filling?: readonly string[];
}
interface Field {
  readonly name: string;
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
}
interface Protocol {
  parse(query: { text: string; name: string; types: number[] }): void;
  describe(what: { type: 'S'; name: string }): void;
  sync(): void;
}

/** What PostgreSQL says of a statement without running it: the driver’s own Parse, Describe and Sync. */
function fieldsOf(client: pg.Client, text: string): Promise<readonly Field[]> {
  return new Promise((resolve, reject) => {
    let fields: readonly Field[] = [];
    let failed: Error | undefined;
    client.query({
      submit(connection: unknown) {
        const protocol = connection as Protocol;
        protocol.parse({ text, name: '', types: [] });
        protocol.describe({ type: 'S', name: '' });
        protocol.sync();
      },
      handleRowDescription: (message: { fields: readonly Field[] }) => (fields = message.fields),
      handleError: (error: Error) => {
        failed = error;
        reject(error);
      },
      handleReadyForQuery: () => failed ?? resolve(fields),
    } as pg.Submittable);
  });
}

/** What PostgreSQL says of the statements of the source. */
export class RowDescriptions {
  private constructor(
    private readonly client: pg.Client,
    private readonly types: ReadonlyMap<number, string>,
    private readonly nullable: ReadonlyMap<string, string>,
  ) {}

  static async of(client: pg.Client): Promise<RowDescriptions> {
    const types = await client.query<{ oid: number; typname: string }>('SELECT oid, typname FROM pg_type');
    const columns = await client.query<{ key: string; name: string }>(
      `SELECT a.attrelid || '.' || a.attnum AS key, a.attname AS name FROM pg_attribute a
       JOIN pg_class t ON t.oid = a.attrelid WHERE t.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attnotnull`,
    );
    return new RowDescriptions(
      client,
      new Map(types.rows.map(({ oid, typname }) => [oid, typname])),
      new Map(columns.rows.map(({ key, name }) => [key, name])),
    );
  }

  /** `fillings`: what may stand in the gaps of the text, in order. Throws PostgreSQL’s error when no form of the text is a statement. */
  async describe(text: string, fillings: readonly (readonly string[])[] = []): Promise<Description> {
    let first: unknown;
    for (const { form, filling } of forms(text, fillings)) {
      try {
        return { columns: (await fieldsOf(this.client, form)).map((field) => this.column(field)), filling };
      } catch (error) {
        first ??= error;
      }
    }
    throw first;
  }

  private column({ name, tableID, columnID, dataTypeID }: Field): ResultColumn {
    const type = this.types.get(dataTypeID) ?? String(dataTypeID);
    return { name, type, nullable: this.nullable.get(`${tableID}.${columnID}`) ?? null };
  }
}

const STAND_INS = ['', ' true ', ' AND true ', ' 1 ', ' NULL '];
const MOST_FORMS = 200;

/** What stands before says what may stand where the source puts something in at run time; what it does not say is tried. */
function standIns(before: string): readonly string[] {
  if ((before.match(/'/g)?.length ?? 0) % 2 === 1) return ['1'];
  if (/(\bAND|\bOR|\bNOT|\bWHERE|\bON|\bWHEN|\bHAVING)\s*\(?$/.test(before)) return [' true '];
  if (/\bLIMIT\s*$/.test(before)) return [' 1'];
  if (/\bSELECT\s*$|,\s*$/.test(before)) return [' 1 '];
  if (/\bIN\s*\(\s*$/.test(before)) return [' NULL '];
  return STAND_INS;
}

/** The forms that a text may have. A gap after `$` is the number of a parameter of its own: PostgreSQL finds its type. */
function* forms(text: string, fillings: readonly (readonly string[])[]): Generator<Form> {
  let last = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const numbered = text.replace(new RegExp(`\\$${UNKNOWN}`, 'g'), () => `$${(last += 1)}`);
  const parts = numbered.split(UNKNOWN);
  for (const filling of fillings.filter(({ length }) => length === parts.length - 1))
    yield { form: parts.reduce((sofar, part, at) => `${sofar}${filling[at - 1]}${part}`), filling };
  const gaps = parts.slice(1).map((_, at) => standIns(parts.slice(0, at + 1).join('')));
  const total = gaps.reduce((product, list) => product * list.length, 1);
  for (let round = 0; round < Math.min(total, MOST_FORMS); round += 1) {
    let rest = round;
    const form = parts.reduce((sofar, part, at) => {
      const list = gaps[at - 1] ?? [];
      const choice = list[rest % list.length] ?? '';
      rest = Math.floor(rest / list.length);
      return `${sofar}${choice}${part}`;
    });
    yield { form };
  }
}
