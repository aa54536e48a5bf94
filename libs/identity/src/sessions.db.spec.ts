import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements } from '@yigou/testing';
import type { Actor } from './actor';
import { type IdentityHarness, identityHarness, visit } from './testing/identity.harness';
import { SessionMemory } from './session-memory';
import { Sessions } from './sessions';
import { newToken } from './tokens';

describe('a session', () => {
  let on: IdentityHarness;
  let actor: Actor;
  let token: string;

  beforeAll(async () => {
    on = await identityHarness();
    ({ actor, token } = await on.aBuyer('session@example.com'));
  });
  afterAll(() => on.close());

  const set = (assignment: string, id = actor.sessionId) =>
    on.db.query(`UPDATE session SET ${assignment} WHERE id = $1`, [id]);

  it('names its person with one statement', async () => {
    let found: Actor | null = null;
    expect(await countStatements(async () => (found = await on.sessions.authenticate(token)))).toBe(1);
    expect(found).toEqual({
      ...actor,
      login: 'session@example.com',
      name: '张三',
      memberships: [],
      totpEnabled: false,
    });
  });

  it('is nobody for a token that is unknown or has another form, the latter without asking the database', async () => {
    expect(await on.sessions.authenticate(newToken())).toBeNull();
    const odd = ['', 'none', `${token}x`, `${token.slice(0, 42)}=`, "' OR 1=1 --", '\0'.repeat(43)];
    expect(
      await countStatements(async () => {
        for (const text of odd) expect(await on.sessions.authenticate(text)).toBeNull();
      }),
    ).toBe(0);
  });

  it('is stored without its token', async () => {
    const [row] = await on.db.query('SELECT * FROM session WHERE id = $1', [actor.sessionId]);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('notes the use once a minute and not more often', async () => {
    const lastSeen = async () =>
      (
        await on.db.one<{ age: number }>(
          'SELECT extract(epoch FROM clock_timestamp() - last_seen_at)::float AS age FROM session WHERE id = $1',
          [actor.sessionId],
        )
      )?.age ?? 0;
    await set("last_seen_at = clock_timestamp() - interval '30 seconds'");
    expect(await countStatements(() => on.sessions.authenticate(token))).toBe(1);
    expect(await lastSeen()).toBeGreaterThan(29);
    await set("last_seen_at = clock_timestamp() - interval '2 minutes'");
    await on.sessions.authenticate(token);
    // It is written behind the answer.
    while ((await lastSeen()) > 60) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await lastSeen()).toBeLessThan(60);
  });

  it.each([
    [
      'it has run out',
      "expires_at = clock_timestamp() - interval '1 second'",
      "expires_at = clock_timestamp() + interval '1 day'",
    ],
    [
      'it lay idle too long',
      "last_seen_at = clock_timestamp() - interval '15 days'",
      'last_seen_at = clock_timestamp()',
    ],
    [
      'the console lay idle for two hours',
      "client = 'admin', last_seen_at = clock_timestamp() - interval '121 minutes'",
      "client = 'storefront', last_seen_at = clock_timestamp()",
    ],
  ])('ends when %s', async (_why, ended, live) => {
    await set(ended);
    expect(await on.sessions.authenticate(token)).toBeNull();
    expect(await on.sessions.listOf(actor.userId)).toEqual([]);
    await set(live);
    expect(await on.sessions.authenticate(token)).not.toBeNull();
  });

  it('ends at once when the account is disabled', async () => {
    await on.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [actor.userId]);
    expect(await on.sessions.authenticate(token)).toBeNull();
    await on.db.query('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [actor.userId]);
    expect(await on.sessions.authenticate(token)).not.toBeNull();
  });

  it('carries roles as they stand at this moment', async () => {
    const supplier = {
      supplierKind: 'cooperative',
      name: '五峰茶叶合作社',
      creditCode: null,
      regionCode: '420529',
      demo: true,
    } as const;
    const organisationId = await on.uow.run(async (tx) => {
      const { id } = await on.organisations.upsertSupplier(tx, supplier);
      await on.organisations.addMember(tx, { userId: actor.userId, organisationId: id, role: 'clerk' });
      return id;
    });
    const membership = {
      organisationId,
      organisationName: supplier.name,
      kind: 'supplier',
      role: 'clerk',
      duties: [],
      regionPrefix: '',
      reviewLevel: null,
      township: null,
    };
    expect((await on.sessions.authenticate(token))?.memberships).toEqual([membership]);
    await on.uow.run((tx) => on.organisations.removeMember(tx, actor.userId, organisationId));
    expect((await on.sessions.authenticate(token))?.memberships).toEqual([]);
  });

  it('is listed to its owner and ended by its owner alone, at once', async () => {
    const second = await on.signedIn('session@example.com', { userAgent: 'Another browser' });
    const stranger = await on.aBuyer('stranger@example.com');
    const list = await on.sessions.listOf(actor.userId);
    expect(list.map((session) => session.userAgent).sort()).toEqual(['Another browser', 'Jest']);
    const other = list.find((session) => session.userAgent === 'Another browser')?.id ?? '';
    await expect(on.accounts.endSession(stranger.actor, other, visit.address)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await on.sessions.authenticate(second)).not.toBeNull();
    await on.accounts.endSession(actor, other, visit.address);
    expect(await on.sessions.authenticate(second)).toBeNull();
    expect(await on.sessions.authenticate(token)).not.toBeNull();
    await expect(on.accounts.endSession(actor, other, visit.address)).rejects.toMatchObject({ code: 'not_found' });
    expect(await on.audited()).toContain('identity.session_revoked');
  });

  it('ends when its browser signs in anew', async () => {
    const first = await on.signedIn('session@example.com');
    const next = await on.signedIn('session@example.com', { previousToken: first });
    expect(await on.sessions.authenticate(first)).toBeNull();
    expect(await on.sessions.authenticate(next)).not.toBeNull();
  });

  it('is forgotten 90 days after its end, and not before', async () => {
    const ids = [await on.signedIn('session@example.com'), await on.signedIn('session@example.com')];
    const [old, recent] = (await on.sessions.listOf(actor.userId)).map((session) => session.id);
    expect(ids).toHaveLength(2);
    await set("revoked_at = now() - interval '91 days'", old);
    await set("revoked_at = now() - interval '89 days'", recent);
    expect(await on.sessions.prune()).toBe(1);
    expect(
      await on.db.query('SELECT id FROM session WHERE id = ANY($1)', [[old, recent, actor.sessionId]]),
    ).toHaveLength(2);
  });

  it('ends when its owner signs out', async () => {
    await on.accounts.signOut(actor, visit.address);
    expect(await on.sessions.authenticate(token)).toBeNull();
    expect(await on.audited()).toContain('identity.signed_out');
  });
});

describe('a session that a process remembers', () => {
  let on: IdentityHarness;
  let memory: SessionMemory;
  let sessions: Sessions;
  beforeAll(async () => {
    on = await identityHarness({ quickPasswords: true });
    memory = new SessionMemory(on.database.url);
    await memory.start();
    sessions = new Sessions(on.db);
    sessions.rememberIn(memory);
  });
  afterAll(async () => {
    await memory.stop();
    await on.close();
  });

  const asked = (token: string) => countStatements(() => sessions.authenticate(token));

  it('is looked up once', async () => {
    const { actor, token } = await on.aBuyer('remembered@example.com');
    expect(await asked(token)).toBe(1);
    expect(await asked(token)).toBe(0);
    expect(await sessions.authenticate(token)).toEqual(await on.sessions.authenticate(token));
    expect(await sessions.authenticate(token, 'admin')).toBeNull();
    // Half a minute of a console that lies idle, or of a seat that ends, is not outlived.
    await on.db.query("UPDATE session SET expires_at = clock_timestamp() + interval '1 minute' WHERE id = $1", [
      actor.sessionId,
    ]);
    expect([await asked(token), await asked(token)]).toEqual([1, 1]);
  });

  const CHANGES = {
    'signs out': 'UPDATE session SET revoked_at = clock_timestamp() WHERE user_id = $1',
    'is disabled': 'UPDATE app_user SET disabled_at = now() WHERE id = $1',
    'is forgotten': 'DELETE FROM session WHERE user_id = $1',
    'lay idle': "UPDATE session SET last_seen_at = clock_timestamp() - interval '15 days' WHERE user_id = $1",
  };
  it.each(Object.entries(CHANGES))(
    'ends with the answer of the very commit, in another process: %s',
    async (_what, change) => {
      for (let round = 0; round < 8; round += 1) {
        const { actor, token } = await on.aBuyer(`ends-${round}-${newToken().slice(0, 8)}@example.com`);
        await sessions.authenticate(token);
        expect(await sessions.authenticate(token)).not.toBeNull();
        // Others ask all the while, so that questions are on their way when it ends.
        const crowd = Array.from({ length: 8 }, () => sessions.authenticate(token));
        await on.db.query(change, [actor.userId]);
        expect(await sessions.authenticate(token)).toBeNull();
        await Promise.all(crowd);
        expect(await sessions.authenticate(token)).toBeNull();
      }
    },
  );

  it('has the seats of this moment', async () => {
    const { actor, token } = await on.aBuyer('seats@example.com');
    const roles = async () =>
      (await sessions.authenticate(token))?.memberships.map(
        ({ organisationName, role }) => `${organisationName} ${role}`,
      );
    const organisationId = await on.uow.run(async (tx) => {
      const about = { supplierKind: 'cooperative', creditCode: null, regionCode: '420529', demo: true } as const;
      const { id } = await on.organisations.upsertSupplier(tx, { ...about, name: '五峰茶叶合作社' });
      return id;
    });
    expect([await roles(), await roles()]).toEqual([[], []]);
    const seat = { userId: actor.userId, organisationId, role: 'clerk' } as const;
    await on.uow.run((tx) => on.organisations.addMember(tx, seat));
    expect([await roles(), await roles()]).toEqual([['五峰茶叶合作社 clerk'], ['五峰茶叶合作社 clerk']]);
    await on.db.query("UPDATE membership SET role = 'viewer' WHERE user_id = $1", [actor.userId]);
    expect(await roles()).toEqual(['五峰茶叶合作社 viewer']);
    await on.db.query("UPDATE organisation SET name = '五峰茶社' WHERE id = $1", [organisationId]);
    expect(await roles()).toEqual(['五峰茶社 viewer']);
    await on.db.query('DELETE FROM membership WHERE user_id = $1', [actor.userId]);
    expect(await roles()).toEqual([]);
  });

  it('is looked up while nothing can be heard, and remembers nothing that is older than news', async () => {
    const { actor, token } = await on.aBuyer('deaf@example.com');
    await sessions.authenticate(token);
    expect(await asked(token)).toBe(0);
    const { moment } = memory;
    await on.db.query("UPDATE app_user SET name = '李四' WHERE id = $1", [actor.userId]);
    await sessions.authenticate(token);
    memory.remember('ab', actor, moment);
    expect(await memory.recall('ab')).toBeUndefined();
    await on.db.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'yigou-sessions' AND datname = current_database()",
    );
    expect(await asked(token)).toBe(1);
    await on.db.query('UPDATE session SET revoked_at = clock_timestamp() WHERE user_id = $1', [actor.userId]);
    expect(await sessions.authenticate(token)).toBeNull();
  });
});
