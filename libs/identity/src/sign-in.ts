import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { Clock, DomainError } from '@yigou/kernel';
import { Database, type Tx, UnitOfWork } from '@yigou/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from './actor';
import { addressBlock } from './address-block';
import { AttemptLimits, tooMany, type Verdict } from './attempt-limits';
import { maskLogin } from './mask';
import { Passwords } from './passwords';
import { type OpenSession, type Origin, Sessions } from './sessions';
import { SignInHooks } from './sign-in-hooks';
import { newToken, tokenHash } from './tokens';
import { matchingStep } from './totp';
import { TotpSecrets } from './totp-secrets';

/** Where a sign-in comes from and what the browser brings along. */
export interface Visit extends Origin {
  /** The cart kept before signing in. */
  readonly cartToken?: string | undefined;
  /** The session that this browser had: it ends, so that no token survives a sign-in. */
  readonly previousToken?: string | undefined;
}

/** Either a session, or the challenge that a TOTP code must answer first. */
export type SignInResult =
  | { readonly session: OpenSession; readonly actor: Actor; readonly challenge: null }
  | { readonly session: null; readonly actor: null; readonly challenge: string };

interface Account {
  id: string;
  name: string;
  passwordHash: string;
  totpEnabled: boolean;
}

interface PendingChallenge {
  userId: string;
  name: string;
  totpSecret: string | null;
  lastStep: number | null;
}

/** How long an attempt at an account that is guessed at waits. */
const SLOW_MS = 1_500;
/** Where an attempt comes from, at one account. */
const placeOf = (login: string, { address }: Origin): string => `${addressBlock(address)} ${login}`;

/** Signing in: password, then the second factor where one is enrolled. */
@Injectable()
export class SignIn {
  /** A test need not wait. */
  pause: (ms: number) => Promise<unknown> = sleep;

  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly hooks: SignInHooks,
    private readonly secrets: TotpSecrets,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid_credentials`, alike for an unknown account, a wrong password and a disabled account, or `rate_limited`. */
  async withPassword(given: { login: string; password: string }, visit: Visit): Promise<SignInResult> {
    const login = given.login.trim().toLowerCase();
    await this.countAttempt(login, visit);
    const account = await this.db.one<Account>(
      `SELECT id, name, password_hash AS "passwordHash", totp_enabled_at IS NOT NULL AS "totpEnabled"
       FROM app_user WHERE login = $1 AND disabled_at IS NULL`,
      [login],
    );
    const matches = await this.passwords.verify(account?.passwordHash ?? null, given.password);
    if (!account || !matches) throw new DomainError('invalid_credentials');
    const result = await this.uow.run((tx) => this.admit(tx, account, visit));
    await Promise.all([
      this.limits.clear('loginPlace', placeOf(login, visit)),
      this.limits.clear('loginAccount', login),
      this.limits.giveBack('loginAddress', visit.address),
    ]);
    return 'token' in result ? this.signedIn(result) : { session: null, actor: null, challenge: result.challenge };
  }

  /** Answers a challenge. Throws `invalid_second_factor` for a wrong or repeated code and for a challenge that is used, old or unknown. */
  async withSecondFactor(given: { challenge: string; code: string }, visit: Visit): Promise<SignInResult> {
    await this.limits.take('loginAddress', visit.address);
    const hash = tokenHash(given.challenge);
    const pending = hash ? await this.pendingChallenge(hash, visit) : undefined;
    if (!hash || !pending?.totpSecret) throw new DomainError('invalid_second_factor');
    const { userId, name, totpSecret, lastStep } = pending;
    await this.limits.take('secondFactor', userId);
    const step = matchingStep(this.secrets.open(totpSecret, userId), given.code, this.clock.now(), lastStep);
    if (step === null) throw new DomainError('invalid_second_factor');
    const session = await this.uow.run(async (tx) => {
      await this.useStep(tx, userId, step);
      await this.useChallenge(tx, hash);
      return this.openSession(tx, { id: userId, name }, visit);
    });
    await Promise.all([this.limits.clear('secondFactor', userId), this.limits.giveBack('loginAddress', visit.address)]);
    return this.signedIn(session);
  }

  /** Opens a session for someone whose identity is established, with all that belongs to it. */
  async openSession(tx: Tx, person: { id: string; name: string }, visit: Visit): Promise<OpenSession> {
    if (visit.previousToken) await this.sessions.revokeToken(tx, visit.previousToken);
    const session = await this.sessions.open(tx, person.id, visit);
    if (visit.cartToken) await this.hooks.run(tx, { userId: person.id, cartToken: visit.cartToken });
    await this.audit.record(tx, {
      actor: { userId: person.id, name: person.name },
      action: 'identity.signed_in',
      subjectKind: 'session',
      subjectId: session.id,
      summary: visit.client === 'admin' ? '登录管理后台' : '登录商城',
      address: visit.address,
    });
    return session;
  }

  /** The answer to a caller whose session is stored. */
  async signedIn(session: OpenSession): Promise<SignInResult> {
    const actor = await this.sessions.authenticate(session.token);
    // Revoked in the instant since: from another browser, or by an administrator.
    if (!actor) throw new DomainError('session_expired');
    return { session, actor, challenge: null };
  }

  private async admit(tx: Tx, account: Account, visit: Visit): Promise<OpenSession | { challenge: string }> {
    // A password change holds this row: it either waits for us and ends our session, or has changed the hash.
    const [same] = await tx.query(
      'SELECT id FROM app_user WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL FOR SHARE',
      [account.id, account.passwordHash],
    );
    if (!same) throw new DomainError('invalid_credentials');
    if (!account.totpEnabled) return this.openSession(tx, account, visit);
    const challenge = newToken();
    await tx.query(
      `INSERT INTO login_challenge (token_hash, user_id, client, expires_at)
       VALUES ($1, $2, $3, clock_timestamp() + interval '5 minutes')`,
      [tokenHash(challenge), account.id, visit.client],
    );
    return { challenge };
  }

  /**
   * A place that guesses is refused; an account that is guessed at from everywhere stays open to its owner, whoever guesses: attempts are slowed down, and from where nobody has signed in to it before
   * they are refused when they are very many. A second factor keeps those out who guess right.
   */
  private async countAttempt(login: string, visit: Visit): Promise<void> {
    const { address } = visit;
    const byAddress = await this.limits.count('loginAddress', address);
    if (!byAddress.allowed) return this.refuse(login, address, 'address', byAddress);
    // A place that is refused takes no more attempts from the account that it aims at.
    const byPlace = await this.limits.count('loginPlace', placeOf(login, visit));
    if (!byPlace.allowed) return this.refuse(login, address, 'account', byPlace);
    const byAccount = await this.limits.count('loginAccount', login);
    if (byAccount.allowed || (await this.signedInFrom(login, address))) return;
    if (byAccount.crossed) await this.noteRefusal(login, address, 'account');
    const most = await this.limits.count('loginAccountMost', login);
    if (!most.allowed) return this.refuse(login, address, 'account', most);
    await this.pause(SLOW_MS);
  }

  private async refuse(login: string, address: string, limit: 'account' | 'address', verdict: Verdict): Promise<void> {
    if (verdict.crossed) await this.noteRefusal(login, address, limit);
    throw tooMany(verdict);
  }

  private async signedInFrom(login: string, address: string): Promise<boolean> {
    const known = await this.db.one(
      'SELECT 1 FROM session s JOIN app_user u ON u.id = s.user_id WHERE u.login = $1 AND s.address = $2 LIMIT 1',
      [login, address],
    );
    return known !== undefined;
  }

  private async noteRefusal(login: string, address: string, limit: 'account' | 'address'): Promise<void> {
    const account = await this.db.one<{ id: string }>('SELECT id FROM app_user WHERE login = $1', [login]);
    const summary =
      limit === 'account'
        ? `账号 ${maskLogin(login)} 登录失败次数过多，已限制登录`
        : '同一地址登录失败次数过多，已暂停登录';
    await this.audit.record(this.db, {
      actor: null,
      action: 'identity.sign_in_limited',
      subjectKind: limit === 'account' ? 'user' : 'address',
      subjectId: limit === 'account' ? (account?.id ?? maskLogin(login)) : address,
      summary,
      address,
    });
  }

  private pendingChallenge(hash: Buffer, visit: Visit): Promise<PendingChallenge | undefined> {
    return this.db.one<PendingChallenge>(
      `SELECT u.id AS "userId", u.name, u.totp_secret AS "totpSecret", u.totp_last_step AS "lastStep"
       FROM login_challenge c JOIN app_user u ON u.id = c.user_id
       WHERE c.token_hash = $1 AND c.client = $2 AND c.used_at IS NULL AND c.expires_at > clock_timestamp()
         AND u.disabled_at IS NULL AND u.totp_enabled_at IS NOT NULL`,
      [hash, visit.client],
    );
  }

  /** The account's row before the challenge's, the order that a password change locks in. */
  private async useStep(tx: Tx, userId: string, step: number): Promise<void> {
    const rows = await tx.query(
      `UPDATE app_user SET totp_last_step = $2
       WHERE id = $1 AND disabled_at IS NULL AND totp_enabled_at IS NOT NULL
         AND (totp_last_step IS NULL OR totp_last_step < $2) RETURNING id`,
      [userId, step],
    );
    if (rows.length === 0) throw new DomainError('invalid_second_factor');
  }

  private async useChallenge(tx: Tx, hash: Buffer): Promise<void> {
    const rows = await tx.query(
      `UPDATE login_challenge SET used_at = clock_timestamp()
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp() RETURNING user_id`,
      [hash],
    );
    if (rows.length === 0) throw new DomainError('invalid_second_factor');
  }
}
