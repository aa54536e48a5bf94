/**
 * Who acted for whom and when, as SQL expressions of the statement that asks.
 * `until` is the first moment that is no longer meant.
 */
export interface ActsSql {
  readonly actor: string;
  readonly organisation: string;
  readonly since: string;
  readonly until: string;
}

/** What the trail keeps of somebody's acts for an organisation, to stand behind FROM: rows `a` with `id`, `at`, `actor_name`, `action` and `summary`. */
export const actsOfSql = ({ actor, organisation, since, until }: ActsSql): string =>
  `(SELECT e.id, e.at, e.actor_name, e.action, e.summary FROM audit_entry e WHERE e.actor_id = ${actor} AND e.organisation_id = ${organisation}
    AND e.at >= ${since} AND e.at < ${until}) a`;
