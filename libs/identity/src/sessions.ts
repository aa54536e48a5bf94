import { Injectable } from '@nestjs/common';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type Queryable } from '@yigou/platform';
import type { Actor, ActorMembership } from './actor';
import { LEVEL_SQL } from './seats/hold-seat';
import type { SessionMemory } from './session-memory';
import type { SessionClient } from './session.entity';
import { newToken, tokenHash } from './tokens';

/** Where a call comes from, for the list of sessions and the audit trail. */
export interface Origin {
  readonly client: SessionClient;
  readonly userAgent: string;
  readonly address: string;
}

/** A session that was just opened: the token goes into a cookie and is nowhere else. */
export interface OpenSession {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SessionSummary extends Origin {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** How long a session lives at most, and how long without use. The console handles other people's money and data, so it is strict. */
const LIFETIMES: Record<SessionClient, { hours: number; idleHours: number }> = {
  storefront: { hours: 30 * 24, idleHours: 14 * 24 },
  admin: { hours: 12, idleHours: 2 },
};

const LIVE = `s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
  AND s.last_seen_at > clock_timestamp() - CASE s.client
    WHEN 'admin' THEN interval '${LIFETIMES.admin.idleHours} hours' ELSE interval '${LIFETIMES.storefront.idleHours} hours' END`;

const AUTHENTICATE = `
  SELECT s.id AS "sessionId", s.client, s.last_seen_at < clock_timestamp() - interval '1 minute' AS stale,
         -- Nothing of it ends while it may be remembered.
         least(s.expires_at, s.last_seen_at + CASE s.client
           WHEN 'admin' THEN interval '${LIFETIMES.admin.idleHours} hours' ELSE interval '${LIFETIMES.storefront.idleHours} hours' END,
           (SELECT min(m.expires_at) FROM membership m WHERE m.user_id = u.id AND m.expires_at > clock_timestamp()))
           > clock_timestamp() + interval '2 minutes' AS lasting,
         u.id AS "userId", u.name, u.login, u.login_verified_at IS NOT NULL AS "loginVerified", u.totp_enabled_at IS NOT NULL AS "totpEnabled",
         (SELECT json_agg(json_build_object('organisationId', o.id, 'organisationName', o.name, 'kind', o.kind,
                                            'role', m.role, 'duties', m.duties, 'regionPrefix', m.region_prefix, 'township', o.township,
                                            'reviewLevel', ${LEVEL_SQL})
                          ORDER BY m.created_at, o.id)
          FROM membership m JOIN organisation o ON o.id = m.organisation_id
          WHERE m.user_id = u.id AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())) AS memberships
  FROM session s JOIN app_user u ON u.id = s.user_id
  WHERE s.token_hash = $1 AND u.disabled_at IS NULL AND ${LIVE}`;

const TOUCH = `
  UPDATE session SET last_seen_at = clock_timestamp()
  WHERE id = $1 AND last_seen_at < clock_timestamp() - interval '1 minute'`;

type ActorRow = Omit<Actor, 'memberships'> & {
  memberships: ActorMembership[] | null;
  stale: boolean;
  lasting: boolean;
};

/** Sessions on the server: looked up at every request, or remembered as long as nothing was told of them (see `SessionMemory`), so that revoking one ends it at once. */
@Injectable()
export class Sessions {
  private memory: SessionMemory | undefined;

  constructor(private readonly db: Database) {}

  /** From now on what was looked up is remembered there; for a process that answers many requests. */
  rememberIn(memory: SessionMemory): void {
    this.memory = memory;
  }

  /**
   * The person behind a token as of this moment, or null: one statement where it is not remembered, and once a minute a second that nothing waits for. A token of the other web app is
   * none.
   */
  async authenticate(token: string, client?: SessionClient): Promise<Actor | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    const actor = this.memory ? await this.remembered(this.memory, hash) : (await this.lookUp(hash))?.actor;
    return actor && (client === undefined || actor.client === client) ? actor : null;
  }

  private async remembered(memory: SessionMemory, hash: Buffer): Promise<Actor | undefined> {
    const name = hash.toString('hex');
    const known = await memory.recall(name);
    if (known) return known;
    const { moment } = memory;
    const found = await this.lookUp(hash);
    if (found?.lasting) memory.remember(name, found.actor, moment);
    return found?.actor;
  }

  private async lookUp(hash: Buffer): Promise<{ readonly actor: Actor; readonly lasting: boolean } | undefined> {
    const row = await this.db.one<ActorRow>(AUTHENTICATE, [hash]);
    if (!row) return undefined;
    const { stale, lasting, memberships, ...person } = row;
    // When it was last seen decides nothing that a minute more or less would change: a failure here is no reason to refuse.
    if (stale) void this.db.query(TOUCH, [person.sessionId]).catch(() => undefined);
    return { actor: { ...person, memberships: memberships ?? [] }, lasting };
  }

  /** Opens a session for someone whose credentials have been checked. */
  async open(tx: Queryable, userId: string, origin: Origin): Promise<OpenSession> {
    const token = newToken();
    const [row] = await tx.query<{ id: string; expiresAt: Date }>(
      `INSERT INTO session (id, token_hash, user_id, client, user_agent, address, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(hours => $7))
       RETURNING id, expires_at AS "expiresAt"`,
      [
        newId(),
        tokenHash(token),
        userId,
        origin.client,
        origin.userAgent.slice(0, 300),
        origin.address,
        LIFETIMES[origin.client].hours,
      ],
    );
    if (!row) throw new Error('the session was not stored');
    return { ...row, token };
  }

  async listOf(userId: string): Promise<SessionSummary[]> {
    return this.db.query<SessionSummary>(
      `SELECT id, client, user_agent AS "userAgent", address, created_at AS "createdAt", last_seen_at AS "lastSeenAt"
       FROM session s WHERE user_id = $1 AND ${LIVE} ORDER BY last_seen_at DESC, id DESC`,
      [userId],
    );
  }

  /** Ends one of a person's own sessions. Throws `not_found` for anyone else's and for one that has ended. */
  async revoke(tx: Queryable, userId: string, sessionId: string): Promise<void> {
    const rows = await tx.query(
      'UPDATE session SET revoked_at = clock_timestamp() WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id',
      [sessionId, userId],
    );
    if (rows.length === 0) throw new DomainError('not_found');
  }

  /** Ends the session of a token that is being replaced, whoever's it is: to hold the token is to be allowed to end it. */
  async revokeToken(tx: Queryable, token: string): Promise<void> {
    const hash = tokenHash(token);
    if (!hash) return;
    await tx.query('UPDATE session SET revoked_at = clock_timestamp() WHERE token_hash = $1 AND revoked_at IS NULL', [
      hash,
    ]);
  }

  /** Ends all sessions of a person but one (or all of them). */
  async revokeAll(tx: Queryable, userId: string, except: string | null = null): Promise<void> {
    await tx.query(
      `UPDATE session SET revoked_at = clock_timestamp()
       WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2::uuid`,
      [userId, except],
    );
  }

  /** Forgets sessions 90 days after their end, and unused challenges, links and codes a day after theirs; gives how many rows went. */
  async prune(): Promise<number> {
    const row = await this.db.one<{ n: number }>(`
      WITH a AS (DELETE FROM session
                 WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '90 days' RETURNING 1),
           b AS (DELETE FROM login_challenge WHERE expires_at < now() - interval '1 day' RETURNING 1),
           c AS (DELETE FROM password_reset WHERE expires_at < now() - interval '1 day' RETURNING 1),
           d AS (DELETE FROM login_code WHERE expires_at < now() - interval '1 day' RETURNING 1)
      SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM b) + (SELECT count(*) FROM c) + (SELECT count(*) FROM d) AS n`);
    return row?.n ?? 0;
  }
}
