import { hash } from '@node-rs/argon2';
import { AuditLog } from '@yigou/audit';
import { Clock, newId } from '@yigou/kernel';
import { MailOutbox, Notices } from '@yigou/notifications';
import { producerConnection } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { Accounts } from '../accounts';
import type { Actor } from '../actor';
import { AttemptLimits } from '../attempt-limits';
import { Credentials } from '../credentials';
import { IDENTITY_ENTITIES } from '../entities';
import { ImportColumns } from '../import-columns';
import { LoginCodeHash } from '../logins/login-code-hash';
import { VerifiedLogins } from '../logins/verified-logins';
import { AppointManagers, Invitations, MemberNotices, MemberQueries, Members, MyInvitations } from '../members';
import { Organisations } from '../organisations';
import { PasswordResets } from '../password-resets';
import { Passwords } from '../passwords';
import { SecondFactors } from '../second-factors';
import { Sessions } from '../sessions';
import { SignIn, type Visit } from '../sign-in';
import { SignInHooks } from '../sign-in-hooks';
import { TotpSecrets } from '../totp-secrets';

/** A clock that a test sets forward, or stops. */
export class TestClock extends Clock {
  offsetMs = 0;
  private standing: number | null = null;

  now(): Date {
    return new Date((this.standing ?? Date.now()) + this.offsetMs);
  }

  /** For what is counted in steps of a clock: however long the machine takes, it moves by `offsetMs` alone. */
  stand(): void {
    this.standing = Date.now();
  }

  go(): void {
    this.standing = null;
  }
}

export const PASSWORD = '梯田里的红皮花生米一斤';
export const visit: Visit = { client: 'storefront', userAgent: 'Jest', address: '203.0.113.7' };

/** Hashes that are checked like any other and cost next to nothing, for people of whom nobody asks how they sign in. */
class QuickPasswords extends Passwords {
  override hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), { memoryCost: 64, timeCost: 1, parallelism: 1 });
  }
}

/** The services of the context on a database of their own and a real Redis (or the one that a test names). */
export async function identityHarness(options: { redisUrl?: string; quickPasswords?: boolean } = {}) {
  const database: TestDatabase = await createTestDatabase({ entities: IDENTITY_ENTITIES, pool: 20 });
  const redisUrl = options.redisUrl ?? process.env['TEST_REDIS_URL'];
  if (!redisUrl) throw new Error('TEST_REDIS_URL is not set: run the tests through npm test');
  const { db, uow } = database;
  const redis = producerConnection(redisUrl, { commandTimeout: 1_000 });
  if (!options.redisUrl) await new Promise((resolve) => redis.once('ready', resolve));
  const limits = new AttemptLimits(redis, `yigou:test:${newId()}`);
  const passwords = options.quickPasswords ? new QuickPasswords() : new Passwords();
  const [clock, audit, hooks] = [new TestClock(), new AuditLog(), new SignInHooks()];
  const sessions = new Sessions(db);
  const credentials = new Credentials(sessions);
  const secrets = new TotpSecrets('a secret that only tests know, long enough');
  const signIn = new SignIn(db, uow, sessions, passwords, limits, hooks, secrets, audit, clock);
  const accounts = new Accounts(db, uow, passwords, credentials, sessions, signIn, limits, audit);
  const sites = { STOREFRONT_URL: 'http://shop.test', ADMIN_URL: 'http://console.test/admin' };
  const resets = new PasswordResets(db, uow, passwords, credentials, new MailOutbox(), limits, audit, sites);
  const secondFactors = new SecondFactors(db, uow, sessions, secrets, limits, audit, clock);
  const organisations = new Organisations(db);
  const hashes = new LoginCodeHash('a secret that only tests know, long enough');
  const logins = new VerifiedLogins(db, uow, hashes, new MailOutbox(), limits, audit);
  const invitations = new Invitations(uow, new MailOutbox(), limits, audit, sites);

  return {
    database,
    db,
    uow,
    redis,
    limits,
    clock,
    hooks,
    passwords,
    sessions,
    signIn,
    accounts,
    resets,
    secondFactors,
    organisations,
    importColumns: new ImportColumns(db, uow),
    logins,
    invitations,
    members: new Members(uow, invitations, audit),
    appointments: new AppointManagers(uow, invitations),
    memberQueries: new MemberQueries(db),
    memberNotices: new MemberNotices(uow, new Notices()),
    myInvitations: new MyInvitations(db, uow, audit),
    /** A registered buyer, signed in. */
    async aBuyer(login: string, from: Partial<Visit> = {}): Promise<{ actor: Actor; token: string; login: string }> {
      const { actor, session } = await accounts.register(
        { login, password: PASSWORD, name: '张三' },
        { ...visit, ...from },
      );
      if (!actor) throw new Error('registering did not sign in');
      return { actor, token: session.token, login };
    },
    /** Signs in again with the password; gives the token. */
    async signedIn(login: string, from: Partial<Visit> = {}): Promise<string> {
      const { session } = await signIn.withPassword({ login, password: PASSWORD }, { ...visit, ...from });
      if (!session) throw new Error('a second factor is asked for');
      return session.token;
    },
    async audited(): Promise<string[]> {
      const rows = await db.query<{ action: string }>('SELECT action FROM audit_entry ORDER BY id');
      return rows.map((row) => row.action);
    },
    async close(): Promise<void> {
      redis.disconnect();
      await database.close();
    },
  };
}

export type IdentityHarness = Awaited<ReturnType<typeof identityHarness>>;
