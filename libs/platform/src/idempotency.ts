import { createHash } from 'node:crypto';
import { DomainError } from '@yigou/kernel';
import type { Tx } from './unit-of-work';

/** Who sent which Idempotency-Key with which request. */
export interface IdempotencyClaim {
  readonly actor: string;
  readonly key: string;
  /** Digest of route, parameters and body: the same key must mean the same request. */
  readonly fingerprint: string;
}

/** The transaction holds what a text names, together with others that share it: for a statement of its own, before the one that reads what is decided on. */
export const sharedLock = (parameter: `$${number}`): string =>
  `pg_advisory_xact_lock_shared(hashtextextended(${parameter}, 0))`;
/** The transaction alone holds what a text names: whoever shares it has ended, and whoever comes waits. Those who wait are served in their order. */
export const exclusiveLock = (parameter: `$${number}`): string =>
  `pg_advisory_xact_lock(hashtextextended(${parameter}, 0))`;

export function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(canonical(parts)).digest('base64url');
}

/** JSON with sorted keys, so that the order of fields makes no other request. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * Claims the key in the transaction of the effect. A concurrent request with the same key waits here until the first commits, then gets what
 * the first stored. `first` false: do nothing, the effect exists and `result` names it.
 * `sharing` takes a lock that others may share ({@link sharedLock}) with the claim, where it is the first: whoever decides something under it reads in a later statement.
 * Throws `idempotency_key_reused` when the key came with another request.
 */
export async function claimKey<T extends Record<string, unknown>>(
  tx: Tx,
  claim: IdempotencyClaim,
  result: T,
  { sharing }: { readonly sharing?: string } = {},
): Promise<{ first: boolean; result: T }> {
  const values = [claim.actor, claim.key, claim.fingerprint, JSON.stringify(result)];
  const inserted = await tx.query(
    `INSERT INTO idempotency_key (actor, key, fingerprint, response) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING 1 AS inserted${sharing ? `, ${sharedLock('$5')}::text` : ''}`,
    sharing ? [...values, sharing] : values,
  );
  if (inserted.length === 1) return { first: true, result };
  const stored = await tx.one<{ fingerprint: string; response: T }>(
    'SELECT fingerprint, response FROM idempotency_key WHERE actor = $1 AND key = $2',
    [claim.actor, claim.key],
  );
  if (!stored) throw new DomainError('idempotency_in_progress');
  if (stored.fingerprint !== claim.fingerprint) throw new DomainError('idempotency_key_reused');
  return { first: false, result: stored.response };
}

/** Does `work` under a key, and keeps what it answers for whoever comes with the key again: see `UnitOfWork.runOnce`. */
export async function answerOnce<T>(tx: Tx, claim: IdempotencyClaim, work: () => Promise<T>): Promise<T> {
  const { first, result } = await claimKey<{ answer?: T }>(tx, claim, {});
  if (!first) return result.answer as T;
  const answer = await work();
  await tx.query('UPDATE idempotency_key SET response = $3 WHERE actor = $1 AND key = $2', [
    claim.actor,
    claim.key,
    JSON.stringify({ answer }),
  ]);
  return answer;
}
