import { Injectable } from '@nestjs/common';
import type { Tx } from '@yigou/platform';
import { LoginChallenge } from './login-challenge.entity';
import { Sessions } from './sessions';

/** Replaces a password and with it everything that the old one opened. */
@Injectable()
export class Credentials {
  constructor(private readonly sessions: Sessions) {}

  /**
   * Sets the new hash where the old one still stands (null: whatever stands), and ends sessions, half-finished sign-ins and reset links. False when
   * the account is disabled or the password was changed meanwhile.
   */
  async replace(
    tx: Tx,
    change: { userId: string; oldHash: string | null; newHash: string; keepSession: string | null },
  ): Promise<boolean> {
    const { userId, oldHash, newHash, keepSession } = change;
    // The account's row first: signing in holds it too, so that no session is opened with a password that has just been replaced.
    const rows = await tx.query(
      `UPDATE app_user SET password_hash = $2
       WHERE id = $1 AND disabled_at IS NULL AND ($3::text IS NULL OR password_hash = $3) RETURNING id`,
      [userId, newHash, oldHash],
    );
    if (rows.length === 0) return false;
    await this.sessions.revokeAll(tx, userId, keepSession);
    await tx.manager.delete(LoginChallenge, { userId });
    await tx.query('UPDATE password_reset SET used_at = clock_timestamp() WHERE user_id = $1 AND used_at IS NULL', [
      userId,
    ]);
    return true;
  }
}
