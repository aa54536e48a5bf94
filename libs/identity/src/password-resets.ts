import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { DomainError } from '@yigou/kernel';
import { MailOutbox } from '@yigou/notifications';
import { CONFIG, type Config, Database, UnitOfWork } from '@yigou/platform';
import { AttemptLimits } from './attempt-limits';
import { Credentials } from './credentials';
import { checkPassword } from './password-policy';
import { Passwords } from './passwords';
import type { Origin } from './sessions';
import { newToken, tokenHash } from './tokens';

/** Every request for a link takes this long or longer, well above what the work takes: the time does not tell whether the account exists. */
const EVEN_MS = 300;
const VALID_MINUTES = 30;

/** Setting a new password with a link that goes to the account's address. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly mails: MailOutbox,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL' | 'ADMIN_URL'>,
  ) {}

  /** Mails a link when the account exists; the caller learns nothing of that. Throws `rate_limited`. */
  async request(login: string, origin: Pick<Origin, 'client' | 'address'>): Promise<void> {
    await this.limits.take('resetAddress', origin.address);
    await this.limits.take('resetAccount', login.trim().toLowerCase());
    await Promise.all([this.mailLink(login.trim().toLowerCase(), origin), sleep(EVEN_MS)]);
  }

  private async mailLink(login: string, origin: Pick<Origin, 'client' | 'address'>): Promise<void> {
    await this.uow.run(async (tx) => {
      const user = await tx.one<{ id: string }>('SELECT id FROM app_user WHERE login = $1 AND disabled_at IS NULL', [
        login,
      ]);
      if (!user) return;
      const token = newToken();
      await tx.query(
        `INSERT INTO password_reset (token_hash, user_id, expires_at)
         VALUES ($1, $2, clock_timestamp() + make_interval(mins => $3))`,
        [tokenHash(token), user.id, VALID_MINUTES],
      );
      const link = this.link(origin.client, token);
      await this.mails.enqueue(tx, { to: login, subject: '重置您的益购密码', body: mailText(link) });
      await this.audit.record(tx, {
        actor: null,
        action: 'identity.password_reset_requested',
        subjectKind: 'user',
        subjectId: user.id,
        summary: '申请重置密码',
        address: origin.address,
      });
    });
  }

  /**
   * Sets the new password; the link works once, and all sessions end. A second factor stays enrolled. Throws `reset_token_invalid`, `weak_password`
   * (the link stays good then), `rate_limited`.
   */
  async confirm(given: { token: string; password: string }, origin: Pick<Origin, 'address'>): Promise<void> {
    await this.limits.take('resetAddress', origin.address);
    const hash = tokenHash(given.token);
    const user = hash ? await this.ownerOf(hash) : undefined;
    if (!hash || !user) throw new DomainError('reset_token_invalid');
    checkPassword(given.password, user.login);
    const newHash = await this.passwords.hash(given.password);
    await this.uow.run(async (tx) => {
      // The account's row first, as everywhere; then the condition on the link decides which of several callers wins.
      await tx.query('SELECT id FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [user.id]);
      const used = await tx.query(
        `UPDATE password_reset SET used_at = clock_timestamp()
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp() RETURNING user_id`,
        [hash],
      );
      if (used.length === 0) throw new DomainError('reset_token_invalid');
      const change = { userId: user.id, oldHash: null, newHash, keepSession: null };
      if (!(await this.credentials.replace(tx, change))) throw new DomainError('reset_token_invalid');
      // The link went to the login and came back: that is what a code would show.
      await tx.query(
        'UPDATE app_user SET login_verified_at = clock_timestamp() WHERE id = $1 AND login_verified_at IS NULL',
        [user.id],
      );
      await this.audit.record(tx, {
        actor: { userId: user.id, name: user.name },
        action: 'identity.password_reset',
        subjectKind: 'user',
        subjectId: user.id,
        summary: '通过链接重置密码，所有登录已退出',
        address: origin.address,
      });
    });
    await this.limits.clear('loginAccount', user.login);
  }

  private ownerOf(hash: Buffer): Promise<{ id: string; login: string; name: string } | undefined> {
    return this.db.one(
      `SELECT u.id, u.login, u.name FROM password_reset r JOIN app_user u ON u.id = r.user_id
       WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > clock_timestamp() AND u.disabled_at IS NULL`,
      [hash],
    );
  }

  private link(client: Origin['client'], token: string): string {
    const site = client === 'admin' ? this.config.ADMIN_URL : this.config.STOREFRONT_URL;
    const url = new URL('reset-password', site.endsWith('/') ? site : `${site}/`);
    url.searchParams.set('token', token);
    return url.href;
  }
}

function mailText(link: string): string {
  return [
    '您好：',
    '',
    '我们收到了重置您益购账号密码的请求。请在 30 分钟内打开下面的链接设置新密码，链接只能使用一次：',
    '',
    link,
    '',
    '如果这不是您本人的操作，请忽略本邮件，您的密码不会改变。请不要把链接转发给任何人，益购工作人员不会向您索取。',
  ].join('\n');
}
