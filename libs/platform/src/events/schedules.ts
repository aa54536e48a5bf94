import type { Queryable } from '../database';

/** A run without a sign of life for so long was cut off, and another may begin. */
const HELD_SECONDS = 30;
/** A plan further ahead than this beyond the period was made by a clock that was wrong. */
const SLACK_SECONDS = 5;
/** Three periods; and a minute for what runs every few seconds, so that a busy machine is not an alarm. */
/** A process that has just started may not have written its plan yet. */
const NEW_MS = 60_000;
const LATE = "greatest(make_interval(secs => every_ms * 3 / 1000.0), interval '60 seconds')";
const MAX_REASON = 2_000;
const PERIOD = 'make_interval(secs => every_ms / 1000.0)';

export interface Schedule {
  /** `<queue>.<name>`. */
  readonly name: string;
  readonly everyMs: number;
}
export interface LateSchedule {
  readonly name: string;
  readonly finishedAt: Date | null;
}

/**
 * What recurs, planned and claimed in PostgreSQL by its clock: a run holds its row, so that no two overlap however many workers there are, and a row whose holder shows no life
 * for half a minute is free again.
 */
export class Schedules {
  /** @param holder this process */
  constructor(
    private readonly db: Queryable,
    private readonly holder: string,
  ) {}

  /** Plans what is not planned, and anew what is planned further ahead than its period. At the start and every minute. */
  async plan(schedules: readonly Schedule[]): Promise<void> {
    await this.db.query(
      `INSERT INTO schedule (name, every_ms) SELECT name, "everyMs" FROM jsonb_to_recordset($1::jsonb) AS s (name text, "everyMs" int) ORDER BY name
       ON CONFLICT (name) DO UPDATE SET every_ms = excluded.every_ms, seen_at = clock_timestamp(),
         due_at = least(schedule.due_at, now() + make_interval(secs => excluded.every_ms / 1000.0))`,
      [JSON.stringify(schedules)],
    );
  }

  /** Takes those of the names that are due and that nobody runs. */
  async claim(names: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ name: string }>(
      `/* by the clock */ UPDATE schedule SET holder = $1, held_until = now() + interval '${HELD_SECONDS} seconds', started_at = now(), due_at = now() + ${PERIOD}
       WHERE name = ANY($2) AND (due_at <= now() OR due_at > now() + ${PERIOD} + interval '${SLACK_SECONDS} seconds')
         AND (held_until IS NULL OR held_until < now() OR held_until > now() + interval '${HELD_SECONDS + SLACK_SECONDS} seconds')
       RETURNING name`,
      [this.holder, names],
    );
    return rows.map(({ name }) => name);
  }

  /** A sign of life of all that this process runs. */
  async beat(): Promise<void> {
    await this.db.query(
      `/* by the clock */ UPDATE schedule SET held_until = now() + interval '${HELD_SECONDS} seconds' WHERE holder = $1`,
      [this.holder],
    );
  }

  /** A run is over; with a reason when it failed. */
  async finish(name: string, failure: string | null): Promise<void> {
    await this.db.query(
      `/* by the clock */ UPDATE schedule SET holder = NULL, held_until = NULL, finished_at = now(), failure = $3,
         failures = CASE WHEN $3::text IS NULL THEN 0 ELSE failures + 1 END WHERE name = $2 AND holder = $1`,
      [this.holder, name, failure?.slice(0, MAX_REASON) ?? null],
    );
  }

  /** Those of the names that have not come to an end for three periods; a process that has just started (`runningMs`) gives them as long. */
  late(names: readonly string[], runningMs: number): Promise<LateSchedule[]> {
    return this.db.query<LateSchedule>(
      `/* by the clock */ SELECT n.name, s.finished_at AS "finishedAt" FROM unnest($1::text[]) AS n (name) LEFT JOIN schedule s ON s.name = n.name
       WHERE CASE WHEN s.name IS NULL THEN $2::float8 > ${NEW_MS}
         ELSE greatest(s.finished_at, s.planned_at, now() - make_interval(secs => $2::float8 / 1000)) < now() - ${LATE} END
       ORDER BY n.name`,
      [names, runningMs],
    );
  }
}

/** Forgets schedules that no worker has declared for a week. */
export async function pruneSchedules(db: Queryable): Promise<void> {
  await db.query("DELETE FROM schedule WHERE seen_at < now() - interval '7 days' AND holder IS NULL");
}

/** How far this process's clock is from the database's, in milliseconds; positive: it is ahead. Half of the way there and back is taken for the way. */
export async function clockSkewMs(db: Queryable): Promise<number> {
  const [before, started] = [Date.now(), performance.now()];
  const [row] = await db.query<{ ms: number }>(
    '/* by the clock */ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  return before + (performance.now() - started) / 2 - (row?.ms ?? before);
}
