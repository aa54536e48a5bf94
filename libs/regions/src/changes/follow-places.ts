import { type FollowingPlace, type Queryable, regionPrefix } from '@yigou/platform';

/** A code that is given up, and which takes its place. */
export interface Succession {
  readonly oldCode: string;
  readonly newCode: string;
  /** The new division is the old one's area alone. */
  readonly whole: boolean;
}

/** How many rows of a kind follow a change; `stay` where a row of the same key is there already, or what said something of the whole division ends. */
export interface Touched {
  readonly what: string;
  readonly follow: number;
  readonly stay: number;
}

interface Codes {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const codesOf = (successions: readonly Succession[], { holds }: FollowingPlace): Codes => {
  const written = (code: string) => (holds === 'prefix' ? regionPrefix(code) : code);
  return {
    from: successions.map(({ oldCode }) => written(oldCode)),
    to: successions.map(({ newCode }) => written(newCode)),
  };
};

/** The condition that a row `t` may stand under the code `m.new`: no row of the same key does. */
const free = ({ table, column, unique }: FollowingPlace): string =>
  unique.length === 0
    ? 'true'
    : `NOT EXISTS (SELECT FROM ${table} n WHERE n.${column} = m.new AND ${unique.map((one) => `n.${one} IS NOT DISTINCT FROM t.${one}`).join(' AND ')})`;

/** What these changes touch, as it stands now, kind by kind; nothing is written. One statement for each column. */
export async function countTouched(
  db: Queryable,
  places: readonly FollowingPlace[],
  successions: readonly Succession[],
): Promise<Touched[]> {
  const found = await eachPlace(places, successions, async (place, codes, all) => {
    const [row] = await db.query(
      `SELECT count(*) FILTER (WHERE t.${place.column} = ANY($2) AND ${free(place)})::int AS follow,
         count(*) FILTER (WHERE NOT (t.${place.column} = ANY($2) AND ${free(place)}))::int AS stay
       FROM ${place.table} t LEFT JOIN unnest($2::text[], $3::text[]) AS m(old, new) ON m.old = t.${place.column}
       WHERE t.${place.column} = ANY($1)`,
      [all.from, codes.from, codes.to],
    );
    return { follow: counted(row?.['follow']), stay: counted(row?.['stay']) };
  });
  return found;
}

/** Brings all rows under the new codes; doing it again brings those that came meanwhile. */
export async function follow(
  tx: Queryable,
  places: readonly FollowingPlace[],
  successions: readonly Succession[],
): Promise<Touched[]> {
  return eachPlace(places, successions, async (place, { from, to }, all) => {
    let moved = 0;
    // A key that two old divisions have in common is given to one of them: each sees what the one before has moved.
    const rounds =
      place.unique.length === 0 ? [{ from, to }] : from.map((code, at) => ({ from: [code], to: [to[at]] }));
    for (const round of rounds) {
      const [row] = await tx.query(
        `WITH moved AS (
           UPDATE ${place.table} t SET ${place.column} = m.new FROM unnest($1::text[], $2::text[]) AS m(old, new)
           WHERE t.${place.column} = m.old AND ${free(place)} RETURNING ${place.document ? 't.id' : 'NULL::uuid'} AS id, m.old),
         kept AS (
           INSERT INTO region_moved (subject, id, until, code) SELECT $3, id, clock_timestamp(), old FROM moved WHERE id IS NOT NULL)
         SELECT count(*)::int AS n FROM moved`,
        [round.from, round.to, place.table],
      );
      moved += counted(row?.['n']);
    }
    const [left] = await tx.query(`SELECT count(*)::int AS n FROM ${place.table} t WHERE t.${place.column} = ANY($1)`, [
      all.from,
    ]);
    return { follow: moved, stay: counted(left?.['n']) };
  });
}

async function eachPlace(
  places: readonly FollowingPlace[],
  successions: readonly Succession[],
  look: (place: FollowingPlace, codes: Codes, all: Codes) => Promise<Omit<Touched, 'what'>>,
): Promise<Touched[]> {
  const touched: Touched[] = [];
  if (successions.length === 0) return touched;
  for (const place of places) {
    const taken = place.whole ? successions.filter(({ whole }) => whole) : successions;
    const { follow: followed, stay } = await look(place, codesOf(taken, place), codesOf(successions, place));
    if (followed + stay > 0) touched.push({ what: place.what, follow: followed, stay });
  }
  return touched;
}

/** Which tables these are the contexts declare: the statements are written while the program runs, and nothing reads their rows' types from the source. */
const counted = (n: unknown): number => Number(n ?? 0);
