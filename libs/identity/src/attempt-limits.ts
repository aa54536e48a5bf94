import { createHash } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '@yigou/kernel';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { addressBlock } from './address-block';

const QUARTER = 15 * 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** What is limited: so many attempts in so many seconds, per account or per address. */
const LIMITS = {
  // From one place at one account; beyond it that place waits, and its owner gets in from any other.
  loginPlace: { points: 10, seconds: QUARTER },
  // At one account from anywhere: beyond it attempts are slowed down, …
  loginAccount: { points: 10, seconds: QUARTER },
  // … and at last refused, but from where somebody has signed in to it before.
  loginAccountMost: { points: 200, seconds: HOUR },
  loginAddress: { points: 100, seconds: QUARTER },
  secondFactor: { points: 10, seconds: QUARTER },
  currentPassword: { points: 10, seconds: QUARTER },
  registerAddress: { points: 100, seconds: QUARTER },
  resetAccount: { points: 5, seconds: HOUR },
  resetAddress: { points: 50, seconds: HOUR },
  // Codes to a login, and guesses at them: each code counts its own guesses in the database, too.
  loginCodeAccount: { points: 6, seconds: HOUR },
  loginCodeAddress: { points: 60, seconds: HOUR },
  loginCodeGuess: { points: 15, seconds: HOUR },
  // Mails to people who did not ask for them.
  invitations: { points: 60, seconds: HOUR },
  // Statements of people without an account, and files: each costs a person's time or the machine's.
  uploadAccount: { points: 300, seconds: HOUR },
  uploadAddress: { points: 100, seconds: HOUR },
  uploadAddressDay: { points: 300, seconds: DAY },
  uploadAccountDay: { points: 1_000, seconds: DAY },
  // Tables that leave the platform as a file, and certificates that are drawn.
  exportPerson: { points: 200, seconds: DAY },
  certificateAddress: { points: 1_000, seconds: DAY },
  complaintAddress: { points: 60, seconds: HOUR },
  objectionAddress: { points: 20, seconds: HOUR },
  // Against one application: who has more to say says it in one.
  objectionPerson: { points: 3, seconds: DAY },
  // Guessing a number finds nothing; this keeps a guesser from costing much.
  trackingAddress: { points: 120, seconds: QUARTER },
  supplierRegistration: { points: 10, seconds: HOUR },
  unitRegistration: { points: 10, seconds: HOUR },
  organisationRegistration: { points: 10, seconds: HOUR },
  // Each ask costs an organiser’s time; each list is people’s names.
  leaderAsk: { points: 20, seconds: HOUR },
  campaignPeople: { points: 60, seconds: HOUR },
  need: { points: 30, seconds: HOUR },
  // Personal data of households: nobody finds out by trying who is registered, or reads them one after the other.
  householdGuess: { points: 20, seconds: HOUR },
  householdDisclosure: { points: 60, seconds: HOUR },
  // The whole certified catalogue as a spreadsheet, for everybody.
  openExportAddress: { points: 10, seconds: HOUR },
  mandateLogAddress: { points: 60, seconds: QUARTER },
} as const;
export type Limit = keyof typeof LIMITS;

export interface Verdict {
  readonly allowed: boolean;
  /** This is the attempt that crossed the line: worth a line in the trail, while those after it are not. */
  readonly crossed: boolean;
  readonly retryAfterSeconds: number;
}

/**
 * Counts attempts in Redis, over all API processes; while Redis is away each process counts in its own memory, so that people can still sign in.
 * An attempt is counted before it is tried and given back when it succeeds: parallel guesses cannot slip through together.
 */
export class AttemptLimits implements OnApplicationShutdown {
  private readonly limiters: Record<Limit, RateLimiterRedis>;

  constructor(
    private readonly redis: Redis,
    prefix = 'yigou:attempts',
  ) {
    this.limiters = Object.fromEntries(
      Object.entries(LIMITS).map(([name, { points, seconds }]) => {
        const options = { keyPrefix: `${prefix}:${name}`, points, duration: seconds };
        const insuranceLimiter = new RateLimiterMemory(options);
        return [
          name,
          new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter, rejectIfRedisNotReady: true }),
        ];
      }),
    ) as Record<Limit, RateLimiterRedis>;
  }

  /** Counts an attempt and says whether it may be tried. */
  async count(limit: Limit, subject: string): Promise<Verdict> {
    try {
      await this.limiters[limit].consume(keyOf(limit, subject));
      return { allowed: true, crossed: false, retryAfterSeconds: 0 };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return {
        allowed: false,
        crossed: refusal.consumedPoints === LIMITS[limit].points + 1,
        retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      };
    }
  }

  /** Counts an attempt; throws `rate_limited` with `retryAfter` in seconds when there were too many. */
  async take(limit: Limit, subject: string): Promise<void> {
    const verdict = await this.count(limit, subject);
    if (!verdict.allowed) throw tooMany(verdict);
  }

  /** Gives one attempt back: it was none to worry about. */
  async giveBack(limit: Limit, subject: string): Promise<void> {
    await this.limiters[limit].reward(keyOf(limit, subject), 1);
  }

  /** Forgets all attempts of a subject: its owner has shown up. */
  async clear(limit: Limit, subject: string): Promise<void> {
    await this.limiters[limit].delete(keyOf(limit, subject));
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

export function tooMany(verdict: Verdict): DomainError {
  return new DomainError('rate_limited', { retryAfter: verdict.retryAfterSeconds });
}

/** A digest: of even length, and no account name lies in Redis. */
function keyOf(limit: Limit, subject: string): string {
  const text = limit.endsWith('Address') ? addressBlock(subject) : subject;
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
