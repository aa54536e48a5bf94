import type { Queryable } from '../database';
import type { Tx } from '../unit-of-work';

/** Who hears what, as workers declare it. */
export interface Hearer {
  readonly topic: string;
  readonly hearer: string;
  readonly queue: string;
  /** A hearer that is new gets what is still kept of earlier events as well. */
  readonly fromKept: boolean;
}
/** One event on its way to one hearer. */
export interface Delivery {
  readonly eventId: string;
  readonly hearer: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly requestId: string | null;
  /** How often it failed. */
  readonly attempts: number;
}
type Heard = Pick<Delivery, 'eventId' | 'hearer'>;

/** The hearer of events that nobody hears on purpose. */
export const NOBODY = '-';
/** Failures of a poisoned event after which a person has to look: some minutes, longer than a deployment leaves two versions side by side. */
const POISON_ATTEMPTS = 8;
/** Anything else is tried for so long: longer than a dependency is away. */
const PATIENCE = "interval '7 days'";
const LONGEST_PAUSE_SECONDS = 600;
/** Declared by no worker for so long, a hearer counts as removed. */
const FORGOTTEN = "interval '7 days'";
const KEPT = "interval '7 days'";
/** A queue that is kept up with is done in seconds. */
const STALE = "interval '5 minutes'";
const MAX_REASON = 2_000;

/** How long a job may be on its way before it is taken for lost: longer for what has been waiting long, so that a long queue is not queued again and again. */
const LEASE = 'make_interval(secs => least(600, greatest(30, extract(epoch FROM now() - o.created_at) / 4)))';
const COLUMNS =
  'o.id AS "eventId", d.hearer, o.topic, o.payload, o.request_id AS "requestId", d.attempts FROM event_delivery d JOIN outbox o ON o.id = d.event_id';

/** What the database knows of each event and each hearer: a row for what is not done. Redis may forget everything; this does not. */
export class EventDeliveries {
  private mine: readonly string[] = [];

  constructor(private readonly db: Queryable) {}

  /**
   * Says what this worker hears, at its start and every minute. A hearer that is new gets what happens from now on, unless it asks for what is kept; one that no worker has
   * declared for a week is forgotten by {@link pruneDeliveries}.
   */
  async declare(hearers: readonly Hearer[]): Promise<void> {
    this.mine = hearers.map(({ topic, hearer }) => `${topic} ${hearer}`);
    await this.db.query(
      `WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (topic text, hearer text, queue text, "fromKept" boolean)),
       fresh AS (
         INSERT INTO event_hearer (topic, hearer, queue) SELECT topic, hearer, queue FROM wanted ON CONFLICT DO NOTHING RETURNING topic, hearer),
       seen AS (
         UPDATE event_hearer h SET seen_at = clock_timestamp(), queue = w.queue FROM wanted w WHERE h.topic = w.topic AND h.hearer = w.hearer)
       INSERT INTO event_delivery (event_id, hearer, due_at)
       SELECT o.id, fresh.hearer, now() FROM fresh JOIN wanted w USING (topic, hearer) JOIN outbox o USING (topic)
       WHERE w."fromKept" AND o.relayed_at IS NOT NULL ON CONFLICT DO NOTHING`,
      [JSON.stringify(hearers)],
    );
  }

  /**
   * Takes up to `limit` new events and writes down who has to hear them, in one statement; several relays share the work. Events that no worker knows stay as they are
   * and keep nobody waiting. `due` are those for hearers of this worker, which puts them into its queues.
   */
  async relay(limit: number): Promise<{ taken: number; due: Delivery[] }> {
    const rows = await this.db.query<Omit<Delivery, 'hearer'> & { hearer: string | null }>(
      `WITH taken AS MATERIALIZED (
         SELECT o.id, o.topic, o.payload, o.request_id FROM outbox o
         WHERE o.relayed_at IS NULL AND EXISTS (SELECT FROM event_hearer h WHERE h.topic = o.topic)
         ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED),
       marked AS (UPDATE outbox SET relayed_at = clock_timestamp() FROM taken WHERE outbox.id = taken.id),
       fanned AS (
         INSERT INTO event_delivery (event_id, hearer, queued, due_at)
         SELECT t.id, h.hearer, m.mine, now() + CASE WHEN m.mine THEN interval '30 seconds' ELSE interval '0' END
         FROM taken t JOIN event_hearer h ON h.topic = t.topic AND h.hearer <> '${NOBODY}'
           CROSS JOIN LATERAL (SELECT t.topic || ' ' || h.hearer = ANY($2) AS mine) m
         ON CONFLICT DO NOTHING RETURNING event_id, hearer, queued)
       SELECT t.id AS "eventId", t.topic, t.payload, t.request_id AS "requestId", 0 AS attempts, f.hearer
       FROM taken t LEFT JOIN fanned f ON f.event_id = t.id AND f.queued`,
      [limit, this.mine],
    );
    const due = rows.filter((row): row is Delivery => row.hearer !== null);
    return { taken: new Set(rows.map(({ eventId }) => eventId)).size, due };
  }

  /** Takes what this worker hears and is due (again): a pause after a failure is over, or a job was lost. */
  due(limit: number): Promise<Delivery[]> {
    return this.db.query<Delivery>(
      `/* by the clock */ WITH due AS MATERIALIZED (
         SELECT d.event_id, d.hearer FROM event_delivery d JOIN outbox o ON o.id = d.event_id
         WHERE d.parked_at IS NULL AND d.due_at <= now() AND o.topic || ' ' || d.hearer = ANY($2)
         ORDER BY d.due_at LIMIT $1 FOR UPDATE OF d SKIP LOCKED)
       UPDATE event_delivery d SET queued = true, due_at = now() + ${LEASE}
       FROM due, outbox o WHERE d.event_id = due.event_id AND d.hearer = due.hearer AND o.id = d.event_id
       RETURNING o.id AS "eventId", d.hearer, o.topic, o.payload, o.request_id AS "requestId", d.attempts`,
      [limit, this.mine],
    );
  }

  /** After Redis was away or wiped: whatever was in the queues is due at once. A job that is still there is not added twice. */
  async queuesForgot(): Promise<void> {
    await this.db.query(
      'UPDATE event_delivery SET queued = false, due_at = now() WHERE queued AND parked_at IS NULL AND due_at > now()',
    );
  }

  /** The hearers have done these. */
  async done(heard: readonly Heard[]): Promise<void> {
    await this.db.query(
      `DELETE FROM event_delivery d USING unnest($1::uuid[], $2::text[]) AS t (event_id, hearer)
       WHERE d.event_id = t.event_id AND d.hearer = t.hearer`,
      [heard.map(({ eventId }) => eventId), heard.map(({ hearer }) => hearer)],
    );
  }

  /**
   * Notes a failure: it is tried again after a pause that grows to ten minutes, for a week. A poisoned one, which fails by what it is and not by who is away, is parked
   * after some minutes. `parked`: a person has to look.
   */
  async failed(heard: Heard, reason: string, poisoned: boolean): Promise<{ parked: boolean }> {
    const rows = await this.db.query<{ parked: boolean }>(
      `UPDATE event_delivery SET attempts = attempts + 1, queued = false, reason = $3, failed_at = now(),
         failing_since = coalesce(failing_since, now()),
         due_at = now() + make_interval(secs => least(${LONGEST_PAUSE_SECONDS}, power(2, least(attempts, 20))) * (0.8 + random() * 0.4)),
         parked_at = CASE WHEN ($4 AND attempts + 1 >= ${POISON_ATTEMPTS}) OR failing_since < now() - ${PATIENCE} THEN now() END
       WHERE event_id = $1 AND hearer = $2 AND parked_at IS NULL RETURNING parked_at IS NOT NULL AS parked`,
      [heard.eventId, heard.hearer, reason.slice(0, MAX_REASON), poisoned],
    );
    return { parked: rows[0]?.parked ?? false };
  }

  /** This worker does not know the hearer (it is older than who queued the job): another one takes it. No failure. */
  async leave({ eventId, hearer }: Heard): Promise<void> {
    await this.db.query(
      `UPDATE event_delivery SET queued = false, due_at = now() + interval '5 seconds' WHERE event_id = $1 AND hearer = $2`,
      [eventId, hearer],
    );
  }

  /** What failed is done at last: the dependency is back, so the others of this hearer need not wait for the end of their pauses. */
  async recovered({ hearer, topic }: Pick<Delivery, 'hearer' | 'topic'>): Promise<void> {
    await this.db.query(
      `UPDATE event_delivery d SET due_at = now() FROM outbox o
       WHERE o.id = d.event_id AND o.topic = $2 AND d.hearer = $1 AND NOT d.queued AND d.parked_at IS NULL AND d.due_at > now()`,
      [hearer, topic],
    );
  }
}

/** An event and its hearer that failed, as a person sees it. */
export interface FailedDelivery extends Delivery {
  readonly queue: string;
  readonly reason: string;
  readonly failedAt: Date;
  /** When it is tried again; null: it is parked, and a person has to look. */
  readonly nextTryAt: Date | null;
}

/** What failed and is not done, parked first, then the latest. */
export async function failedDeliveries(db: Queryable, limit: number): Promise<FailedDelivery[]> {
  return db.query<FailedDelivery>(
    `SELECT split_part(d.hearer, '.', 1) AS queue, coalesce(d.reason, '') AS reason, d.failed_at AS "failedAt",
       CASE WHEN d.parked_at IS NULL THEN d.due_at END AS "nextTryAt", ${COLUMNS}
     WHERE d.failed_at IS NOT NULL AND d.discarded_at IS NULL ORDER BY d.parked_at IS NULL, d.failed_at DESC, d.event_id LIMIT $1`,
    [limit],
  );
}

/** Lets a failed event be tried again at once, parked or not. Its topic; null when there is none that failed. */
export async function retryDelivery(db: Queryable, { eventId, hearer }: Heard): Promise<string | null> {
  const rows = await db.query<{ topic: string }>(
    `UPDATE event_delivery d SET parked_at = NULL, attempts = 0, failing_since = NULL, queued = false, due_at = now()
     FROM outbox o WHERE o.id = d.event_id AND d.event_id = $1 AND d.hearer = $2 AND d.failed_at IS NOT NULL AND d.discarded_at IS NULL RETURNING o.topic`,
    [eventId, hearer],
  );
  return rows[0]?.topic ?? null;
}

/**
 * Gives a parked event up for its hearer: it is never tried again and counts no more; the row stays with who, when and why. Its topic; null when none is parked there.
 */
export async function discardDelivery(
  db: Queryable,
  { eventId, hearer }: Heard,
  by: { readonly userId: string; readonly reason: string },
): Promise<string | null> {
  const rows = await db.query<{ topic: string }>(
    `UPDATE event_delivery d SET discarded_at = clock_timestamp(), discarded_by = $3, discard_reason = $4 FROM outbox o
     WHERE o.id = d.event_id AND d.event_id = $1 AND d.hearer = $2 AND d.parked_at IS NOT NULL AND d.discarded_at IS NULL RETURNING o.topic`,
    [eventId, hearer, by.userId, by.reason],
  );
  return rows[0]?.topic ?? null;
}

export interface EventCounts {
  /** Failed by what they are; a person has to look. */
  readonly parked: number;
  /** Failed three times or more and tried again. */
  readonly failing: number;
  /** On their way, failing ones included. */
  readonly waiting: number;
  /** Older than a minute and known to no worker. */
  readonly unknown: number;
  /** Never tried though they were due minutes ago: nobody takes them up. */
  readonly stale: number;
}

export async function countEvents(db: Queryable): Promise<EventCounts> {
  const [counts] = await db.query<EventCounts>(
    `/* by the clock */ SELECT count(*) FILTER (WHERE parked_at IS NOT NULL AND discarded_at IS NULL)::int AS parked,
       count(*) FILTER (WHERE parked_at IS NULL AND attempts >= 3)::int AS failing,
       count(*) FILTER (WHERE parked_at IS NULL)::int AS waiting,
       (SELECT count(*)::int FROM outbox WHERE relayed_at IS NULL AND created_at < now() - interval '1 minute') AS unknown,
       count(*) FILTER (WHERE parked_at IS NULL AND attempts = 0 AND due_at < now() - ${STALE})::int
         + (SELECT count(*)::int FROM outbox o WHERE relayed_at IS NULL AND created_at < now() - ${STALE}
            AND EXISTS (SELECT FROM event_hearer h WHERE h.topic = o.topic)) AS stale
     FROM event_delivery`,
  );
  return counts ?? { parked: 0, failing: 0, waiting: 0, unknown: 0, stale: 0 };
}

/**
 * Records that a hearer has dealt with an event, in the transaction of its effect. False: it already had, do nothing. At once with another it waits until
 * that one has committed or given up.
 */
export async function claimEvent(
  tx: Tx,
  { id, hearer }: { readonly id: string; readonly hearer: string },
): Promise<boolean> {
  const rows = await tx.query('DELETE FROM event_delivery WHERE event_id = $1 AND hearer = $2 RETURNING 1 AS claimed', [
    id,
    hearer,
  ]);
  return rows.length === 1;
}

/** Forgets hearers that no worker declares any more, with what waits for them, and events that all have done; returns how many events went. */
export async function pruneDeliveries(db: Queryable): Promise<number> {
  await db.query(`DELETE FROM event_hearer WHERE seen_at < now() - ${FORGOTTEN}`);
  await db.query(
    `DELETE FROM event_delivery d USING outbox o WHERE o.id = d.event_id AND d.discarded_at IS NULL
       AND NOT EXISTS (SELECT FROM event_hearer h WHERE h.topic = o.topic AND h.hearer = d.hearer)`,
  );
  const gone = await db.query<{ n: number }>(
    `WITH gone AS (
       DELETE FROM outbox o WHERE relayed_at < now() - ${KEPT} AND NOT EXISTS (SELECT FROM event_delivery d WHERE d.event_id = o.id) RETURNING 1)
     SELECT count(*) AS n FROM gone`,
  );
  return gone[0]?.n ?? 0;
}
