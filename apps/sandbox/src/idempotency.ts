import { createHash } from 'node:crypto';
import { ApiError, invalidRequest } from './api-error';
import type { World } from './world';

/** The first answer under a key, to be given again word for word. */
export interface StoredAnswer {
  /** The key. */
  id: string;
  /** Method and path. */
  endpoint: string;
  fingerprint: string;
  /** Unix seconds. */
  created: number;
  /** Of the first request; repeated as `Original-Request`. */
  requestId: string;
  status: number;
  body: string;
}

/** What the request is, for telling a repetition from another use of the key. */
export interface KeyedRequest {
  key: string;
  endpoint: string;
  fingerprint: string;
}

const LIFETIME_SECONDS = 24 * 3600;
const MAX_LENGTH = 255;

/** The key of a request, checked; undefined where the caller sent none. */
export function keyedRequest(
  header: string | string[] | undefined,
  endpoint: string,
  params: unknown,
): KeyedRequest | undefined {
  if (header === undefined) return undefined;
  const key = Array.isArray(header) ? header.join(',') : header;
  if (key.length === 0 || key.length > MAX_LENGTH) {
    throw invalidRequest(`Idempotency keys must be between 1 and ${MAX_LENGTH} characters.`);
  }
  const fingerprint = createHash('sha256').update(canonical(params)).digest('base64');
  return { key, endpoint, fingerprint };
}

/** The stored answer to repeat, or undefined when this is the first use. Throws when the key was used otherwise. */
export function recall(world: World, request: KeyedRequest): StoredAnswer | undefined {
  const oldest = world.clock.now() - LIFETIME_SECONDS;
  world.idempotency.pruneWhile((answer) => answer.created < oldest);
  if (world.keysInUse.has(request.key)) {
    throw new ApiError(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (${request.key}). Please try again later.`,
    });
  }
  const stored = world.idempotency.get(request.key);
  if (!stored) return undefined;
  if (stored.endpoint !== request.endpoint) {
    throw reused(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${stored.endpoint}' vs '${request.endpoint}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  if (stored.fingerprint !== request.fingerprint) {
    throw reused(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  return stored;
}

/** Keeps the answer of a request whose execution began, whatever it was: success, refusal, or 500. */
export function store(
  world: World,
  request: KeyedRequest,
  requestId: string,
  answer: { status: number; body: string },
): void {
  const { key, ...rest } = request;
  world.idempotency.put({ id: key, ...rest, created: world.clock.now(), requestId, ...answer });
}

function reused(message: string): ApiError {
  return new ApiError(400, { type: 'idempotency_error', message });
}

/** The same parameters in another order are the same request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
