import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Route } from '@yigou/contracts';
import type { Actor, Caller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { fingerprintOf, type IdempotencyClaim } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ROUTE_METADATA, type HandledRoute } from './handle.decorator';

export interface ApiRequest extends FastifyRequest {
  actor?: Actor | null;
  /** Set by the access guard when somebody is signed in. */
  caller?: Caller | null;
}

/** The route of the contract that a request is handled by; undefined outside the contract (health, documents). */
export function handledRoute(context: ExecutionContext): HandledRoute | undefined {
  return Reflect.getMetadata(ROUTE_METADATA, context.getHandler()) as HandledRoute | undefined;
}

function routeOf(context: ExecutionContext): Route {
  const handled = handledRoute(context);
  if (!handled) throw new Error(`${context.getHandler().name} is not bound to a route`);
  return handled.route;
}

function parse(schema: z.ZodType | undefined, value: unknown, fields: Record<string, string>): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success && isStorable(result.data)) return result.data;
  if (result.success) {
    fields['_'] ??= '含有不能使用的字符';
    return undefined;
  }
  for (const issue of result.error.issues) {
    const path = issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(',') : '_');
    fields[path] ??= issue.message;
  }
  return undefined;
}

/** PostgreSQL keeps neither NUL nor half a character, wherever in a request they stand. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}

/** What the route takes, parsed by its schemas: `{ params, query, body }`. Throws `validation_failed` with a message per field. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = routeOf(context);
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const fields: Record<string, string> = {};
  const input = {
    params: parse(route.params, request.params, fields),
    query: parse(route.query, request.query, fields),
    body: parse(route.body, request.body, fields),
  };
  if (Object.keys(fields).length > 0) throw new DomainError('validation_failed', { fields });
  return input;
});

/** Who calls. On public routes null unless the route was bound with `actor: 'optional'` and a session exists. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => {
  return context.switchToHttp().getRequest<ApiRequest>().actor ?? null;
});

/** Who calls, from which seat. Throws `unauthenticated` on a route that lets nobody's session through. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller) throw new DomainError('unauthenticated');
  return caller;
});

const KEY = /^[\x21-\x7e]{8,255}$/;

/** The caller's Idempotency-Key with the fingerprint of this request. Throws `idempotency_key_required` without a usable one. */
export const Once = createParamDecorator((_: unknown, context: ExecutionContext): IdempotencyClaim => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key) || !request.actor) throw new DomainError('idempotency_key_required');
  return {
    actor: request.actor.userId,
    key,
    // The same words from another seat are another request: nobody gets the answer that another organisation got.
    fingerprint: fingerprintOf(
      routeOf(context).id,
      request.params,
      request.body,
      request.caller?.seat?.organisationId ?? null,
    ),
  };
});

/** The bytes of a signed body. Throws `malformed_request` when there are none. */
export function rawBody(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new DomainError('malformed_request');
  return request.body;
}
