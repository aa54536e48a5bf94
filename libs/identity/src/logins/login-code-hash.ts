import { createHmac, hkdfSync, randomInt } from 'node:crypto';

/** What is stored of a code: six digits are guessed in an instant from a plain digest, so the digest has a key that the database does not have. */
export class LoginCodeHash {
  private readonly key: Buffer;

  constructor(appSecret: string) {
    this.key = Buffer.from(hkdfSync('sha256', appSecret, '', 'yigou:login-code', 32));
  }

  /** Bound to its person: the same digits of somebody else have another digest. */
  of(userId: string, code: string): Buffer {
    return createHmac('sha256', this.key).update(`${userId}:${code}`).digest();
  }
}

/** Six digits, each of them as likely as the others. */
export const newLoginCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
