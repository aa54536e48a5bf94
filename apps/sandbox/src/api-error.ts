import type Stripe from 'stripe';
import type { z } from 'zod';

/** The public API's error object, without `type`'s rarer values. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
}

/** An answer other than 2xx, in the shape the official SDKs expect. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }
}

export function invalidRequest(message: string, more: Partial<ErrorBody> = {}): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', message, ...more });
}

export function missing(kind: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** 400 for a verb that this status does not allow; the intent comes along, as callers decide by its status. */
export function unexpectedState(intent: Stripe.PaymentIntent, message: string): ApiError {
  return invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: structuredClone(intent) });
}

/** `['metadata', 'order']` → `metadata[order]`, as the API names parameters. */
function paramName(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('');
}

/** Turns a failed schema into the API's answer for a missing, unknown or malformed parameter. */
export function invalidParameters(error: z.ZodError, given: Record<string, unknown>): ApiError {
  const issue = error.issues[0];
  if (!issue) return invalidRequest('Invalid request.');
  if (issue.code === 'unrecognized_keys') {
    const param = paramName([...issue.path, issue.keys[0] ?? '']);
    return invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = paramName(issue.path);
  if (issue.path.length === 1 && given[param] === undefined) {
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const code =
    issue.code === 'custom' || issue.code === 'invalid_type' || issue.code === 'invalid_value'
      ? undefined
      : 'parameter_invalid';
  return invalidRequest(`Invalid ${param}: ${issue.message}`, { param, ...(code ? { code } : {}) });
}
