import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type Tx, UnitOfWork } from '@yigou/platform';
import type { Actor } from './actor';
import { AttemptLimits } from './attempt-limits';
import { Credentials } from './credentials';
import { checkPassword } from './password-policy';
import { Passwords } from './passwords';
import { Sessions } from './sessions';
import { SignIn, type SignInResult, type Visit } from './sign-in';

export interface NewAccount {
  /** Mobile number or mail address. */
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** A person's own account. */
@Injectable()
export class Accounts {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
  ) {}

  /** Makes a buyer's account and signs in. Throws `weak_password`, `account_taken`, `rate_limited`. */
  async register(given: { login: string; password: string; name: string }, visit: Visit): Promise<SignInResult> {
    await this.limits.take('registerAddress', visit.address);
    const login = given.login.trim().toLowerCase();
    checkPassword(given.password, login);
    const passwordHash = await this.passwords.hash(given.password);
    const session = await this.uow.run(async (tx) => {
      const id = await this.create(tx, { login, name: given.name, passwordHash });
      await this.audit.record(tx, {
        actor: { userId: id, name: given.name },
        action: 'identity.registered',
        subjectKind: 'user',
        subjectId: id,
        summary: '注册账号',
        address: visit.address,
      });
      return this.signIn.openSession(tx, { id, name: given.name }, visit);
    });
    return this.signIn.signedIn(session);
  }

  /** Makes an account and gives its id. Throws `account_taken`. */
  async create(tx: Tx, account: NewAccount): Promise<string> {
    const [made] = await tx.query<{ id: string }>(
      `INSERT INTO app_user (id, login, name, password_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (login) DO NOTHING RETURNING id`,
      [newId(), account.login.trim().toLowerCase(), account.name, account.passwordHash],
    );
    if (!made) throw new DomainError('account_taken');
    return made.id;
  }

  /** Changes the password and ends all other sessions. Throws `wrong_password`, `weak_password`, `rate_limited`. */
  async changePassword(actor: Actor, given: { current: string; next: string }, address: string): Promise<void> {
    await this.limits.take('currentPassword', actor.userId);
    const stored = await this.db.one<{ hash: string }>(
      'SELECT password_hash AS hash FROM app_user WHERE id = $1 AND disabled_at IS NULL',
      [actor.userId],
    );
    if (!stored || !(await this.passwords.verify(stored.hash, given.current))) throw new DomainError('wrong_password');
    await this.limits.clear('currentPassword', actor.userId);
    checkPassword(given.next, actor.login);
    const newHash = await this.passwords.hash(given.next);
    await this.uow.run(async (tx) => {
      const change = { userId: actor.userId, oldHash: stored.hash, newHash, keepSession: actor.sessionId };
      if (!(await this.credentials.replace(tx, change))) throw new DomainError('wrong_password');
      await this.audit.record(tx, {
        actor,
        action: 'identity.password_changed',
        subjectKind: 'user',
        subjectId: actor.userId,
        summary: '修改密码，其他登录已退出',
        address,
      });
    });
  }

  async signOut(actor: Actor, address: string): Promise<void> {
    await this.endSession(actor, actor.sessionId, address);
  }

  /** Ends one of the caller's own sessions. Throws `not_found` for any other. */
  async endSession(actor: Actor, sessionId: string, address: string): Promise<void> {
    const own = sessionId === actor.sessionId;
    await this.uow.run(async (tx) => {
      await this.sessions.revoke(tx, actor.userId, sessionId);
      await this.audit.record(tx, {
        actor,
        action: own ? 'identity.signed_out' : 'identity.session_revoked',
        subjectKind: 'session',
        subjectId: sessionId,
        summary: own ? '退出登录' : '使另一处登录退出',
        address,
      });
    });
  }
}
