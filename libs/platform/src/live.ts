import type { Queryable } from './database';

/** Things of one kind whose public state browsers may watch, 实时进度: topics `<kind>:<uuid>`. */
export interface LiveTopics {
  /** First part of the topic: letters alone. */
  readonly kind: string;
  /**
   * SQL that gives `id uuid` and `state jsonb` of those that everybody may see, read anew every second while somebody watches: by keys, without a sort.
   * @param ids the parameter with the keys, a uuid[]
   */
  readonly states: (ids: string) => string;
}

/** Every kind of the product, as a Nest provider. */
export const LIVE_TOPICS = Symbol('LIVE_TOPICS');

export interface LiveReading {
  /** When PostgreSQL read, in its microseconds since 1970: a later reading has a higher number, whichever process made it. */
  readonly at: number;
  /** By topic, the state as JSON; what is not there nobody may see. */
  readonly states: ReadonlyMap<string, string>;
}

/** What is committed of these topics. One statement, whatever their number and kinds. @param topics of known kinds */
export async function readLive(
  db: Queryable,
  kinds: readonly LiveTopics[],
  topics: Iterable<string>,
): Promise<LiveReading> {
  const ids = new Map<string, string[]>();
  for (const topic of topics) {
    const [kind = '', id = ''] = topic.split(':');
    const others = ids.get(kind);
    if (others) others.push(id);
    else ids.set(kind, [id]);
  }
  const watched = kinds.filter(({ kind }) => ids.has(kind));
  const parts = watched.map(
    ({ kind, states }, place) =>
      `UNION ALL SELECT '${kind}:' || one.id AS topic, one.state::text AS state FROM (${states(`$${place + 1}::uuid[]`)}) AS one`,
  );
  const rows = await db.query<{ at: number; topic: string | null; state: string | null }>(
    `SELECT clock.at, found.topic, found.state
     FROM (SELECT floor(extract(epoch FROM statement_timestamp()) * 1e6)::bigint AS at) AS clock
     LEFT JOIN (SELECT NULL::text AS topic, NULL::text AS state WHERE false ${parts.join(' ')}) AS found ON true`,
    watched.map(({ kind }) => ids.get(kind)),
  );
  const states = new Map<string, string>();
  for (const { topic, state } of rows) if (topic !== null && state !== null) states.set(topic, state);
  return { at: rows[0]?.at ?? 0, states };
}
