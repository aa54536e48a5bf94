import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { Clock, DomainError } from '@yigou/kernel';
import { Database, UnitOfWork } from '@yigou/platform';
import type { Actor } from './actor';
import { AttemptLimits } from './attempt-limits';
import { LoginChallenge } from './login-challenge.entity';
import { Sessions } from './sessions';
import { matchingStep, newTotpSecret, totpUri } from './totp';
import { TotpSecrets } from './totp-secrets';

export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  /** The same as a picture. */
  readonly qrSvg: string;
}

/** Enrolling a second factor: an authenticator app (TOTP, RFC 6238). */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly secrets: TotpSecrets,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Offers a new secret; it counts once a code of it was confirmed. Throws `totp_already_enabled`. */
  async start(actor: Actor): Promise<TotpOffer> {
    const secret = newTotpSecret();
    const rows = await this.db.query(
      'UPDATE app_user SET totp_secret = $2, totp_last_step = NULL WHERE id = $1 AND totp_enabled_at IS NULL RETURNING id',
      [actor.userId, this.secrets.seal(secret, actor.userId)],
    );
    if (rows.length === 0) throw new DomainError('totp_already_enabled');
    const uri = totpUri(secret, actor.login);
    const { default: qrcode } = await import('qrcode');
    return { secret, uri, qrSvg: await qrcode.toString(uri, { type: 'svg', margin: 1 }) };
  }

  /** Enables the offered secret and ends all other sessions, which were opened without it. */
  async confirm(actor: Actor, code: string, address: string): Promise<void> {
    await this.limits.take('secondFactor', actor.userId);
    const user = await this.db.one<{ secret: string | null; enabled: boolean }>(
      'SELECT totp_secret AS secret, totp_enabled_at IS NOT NULL AS enabled FROM app_user WHERE id = $1',
      [actor.userId],
    );
    if (user?.enabled) throw new DomainError('totp_already_enabled');
    if (!user?.secret) throw new DomainError('invalid_second_factor');
    const step = matchingStep(this.secrets.open(user.secret, actor.userId), code, this.clock.now(), null);
    if (step === null) throw new DomainError('invalid_second_factor');
    await this.enable(actor, user.secret, step, address);
    await this.limits.clear('secondFactor', actor.userId);
  }

  private async enable(actor: Actor, sealed: string, step: number, address: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const rows = await tx.query(
        `UPDATE app_user SET totp_enabled_at = clock_timestamp(), totp_last_step = $3
         WHERE id = $1 AND totp_secret = $2 AND totp_enabled_at IS NULL RETURNING id`,
        [actor.userId, sealed, step],
      );
      if (rows.length === 0) throw new DomainError('invalid_second_factor');
      await this.sessions.revokeAll(tx, actor.userId, actor.sessionId);
      await tx.manager.delete(LoginChallenge, { userId: actor.userId });
      await this.audit.record(tx, {
        actor,
        action: 'identity.totp_enabled',
        subjectKind: 'user',
        subjectId: actor.userId,
        summary: '启用动态验证码，其他登录已退出',
        address,
      });
    });
  }
}
