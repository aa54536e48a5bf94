import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { DomainError } from '@yigou/kernel';
import { MailOutbox } from '@yigou/notifications';
import { Database, type Queryable, type Tx, UnitOfWork } from '@yigou/platform';
import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '../actor';
import { AttemptLimits } from '../attempt-limits';
import { maskLogin } from '../mask';
import { LoginCodeHash, newLoginCode } from './login-code-hash';

const VALID_MINUTES = 10;
const MAX_ATTEMPTS = 5;
const RESEND_SECONDS = 60;

export interface CodeSent {
  /** The login, masked. */
  readonly to: string;
  readonly expiresAt: Date;
  /** Seconds until another code may be asked for. */
  readonly resendAfter: number;
}

/** Showing that a login is one's own: a code goes to it, by mail or message, and comes back. */
@Injectable()
export class VerifiedLogins {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly hashes: LoginCodeHash,
    private readonly mails: MailOutbox,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
  ) {}

  /** Sends a code to the caller's own login; it replaces the one before. Throws `login_already_verified`, `rate_limited` (also within a minute of the last). */
  async sendCode(actor: Actor, address: string): Promise<CodeSent> {
    if (actor.loginVerified) throw new DomainError('login_already_verified');
    await this.limits.take('loginCodeAddress', address);
    await this.limits.take('loginCodeAccount', actor.userId);
    const expiresAt = await this.uow.run((tx) => this.replaceCode(tx, actor, newLoginCode()));
    return { to: maskLogin(actor.login), expiresAt, resendAfter: RESEND_SECONDS };
  }

  private async replaceCode(tx: Tx, actor: Actor, code: string): Promise<Date> {
    const [live] = await tx.query<{ expiresAt: Date }>(
      `INSERT INTO login_code AS c (user_id, code_hash, expires_at)
       VALUES ($1, $2, clock_timestamp() + make_interval(mins => $3))
       ON CONFLICT (user_id) DO UPDATE
         SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, sent_at = clock_timestamp(), attempts = 0
         WHERE c.sent_at <= clock_timestamp() - make_interval(secs => $4)
       RETURNING expires_at AS "expiresAt"`,
      [actor.userId, this.hashes.of(actor.userId, code), VALID_MINUTES, RESEND_SECONDS],
    );
    if (!live) throw new DomainError('rate_limited', { retryAfter: RESEND_SECONDS });
    await this.mails.enqueue(tx, { to: actor.login, subject: '益购验证码', body: mailText(code) });
    return live.expiresAt;
  }

  /** Verifies the caller's login. Throws `login_code_invalid` for a wrong, old or used-up code, `login_already_verified`, `rate_limited`. */
  async verify(actor: Actor, code: string, address: string): Promise<void> {
    if (actor.loginVerified) throw new DomainError('login_already_verified');
    await this.limits.take('loginCodeGuess', actor.userId);
    const hash = this.hashes.of(actor.userId, code);
    // Counted before it is compared, and for good: parallel guesses cannot slip through together.
    const live = await this.db.one<{ codeHash: Buffer }>(
      `UPDATE login_code SET attempts = attempts + 1
       WHERE user_id = $1 AND attempts < $2 AND expires_at > clock_timestamp() RETURNING code_hash AS "codeHash"`,
      [actor.userId, MAX_ATTEMPTS],
    );
    if (!live || !timingSafeEqual(live.codeHash, hash)) throw new DomainError('login_code_invalid');
    await this.uow.run((tx) => this.settle(tx, actor, hash, address));
    await this.limits.clear('loginCodeGuess', actor.userId);
  }

  private async settle(tx: Tx, actor: Actor, hash: Buffer, address: string): Promise<void> {
    const used = await tx.query('DELETE FROM login_code WHERE user_id = $1 AND code_hash = $2 RETURNING user_id', [
      actor.userId,
      hash,
    ]);
    // Another request used it, or a newer code took its place.
    if (used.length === 0) throw new DomainError('login_code_invalid');
    await tx.query('UPDATE app_user SET login_verified_at = clock_timestamp() WHERE id = $1', [actor.userId]);
    await this.audit.record(tx, {
      actor,
      action: 'identity.login_verified',
      subjectKind: 'user',
      subjectId: actor.userId,
      summary: `验证${actor.login.includes('@') ? '邮箱' : '手机号'} ${maskLogin(actor.login)}`,
      address,
    });
  }
}

/** Throws `login_unverified` unless the person's login was shown to be theirs. One statement. */
export async function requireVerifiedLogin(db: Queryable, userId: string): Promise<void> {
  const rows = await db.query('SELECT FROM app_user WHERE id = $1 AND login_verified_at IS NOT NULL', [userId]);
  if (rows.length === 0) throw new DomainError('login_unverified');
}

const mailText = (code: string): string =>
  [
    '您好：',
    '',
    `您的益购验证码是 ${code}，${VALID_MINUTES} 分钟内有效，只能使用一次。`,
    '',
    '如果这不是您本人的操作，请忽略，不要把验证码告诉任何人，益购工作人员不会向您索取。',
  ].join('\n');
