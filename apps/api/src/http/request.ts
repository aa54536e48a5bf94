import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Route, routes } from '@yigou/contracts';
import type { Actor, Caller, SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { fingerprintOf, type IdempotencyClaim } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ROUTE_METADATA, type HandledRoute } from './handle.decorator';

export interface ApiRequest extends FastifyRequest {
  actor?: Actor | null;
  /** Set by the access guard when somebody is signed in. */
  caller?: Caller | null;
  /** Of a file that somebody takes away: writes it down, when it leaves. */
  leaving?: (() => Promise<void>) | undefined;
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

/** Messages by field. A map, since a field has the name that the caller gives it: in a plain object `toString` is always there already. */
type FieldMessages = Map<string, string>;

function parse(schema: z.ZodType | undefined, value: unknown, fields: FieldMessages): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success && isStorable(result.data)) return result.data;
  const issues = result.error?.issues ?? [];
  if (issues.length === 0) fields.set('_', '含有不能使用的字符');
  for (const issue of issues) {
    const path = issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(',') : '_');
    if (!fields.has(path)) fields.set(path, issue.message);
  }
  return undefined;
}

/** PostgreSQL keeps neither NUL nor half a character, wherever in a request they stand. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
}

/** Whose seat is asked for is no word of the route: see `namedSeat`. */
const withoutSeat = (query: unknown): unknown => {
  if (typeof query !== 'object' || query === null || !('seat' in query)) return query;
  const { seat: _seat, ...words } = query;
  return words;
};
/** A word that a route does not know is a mistake of who sends it: what it was to leave out would be shown. */
const STRICT: ReadonlyMap<z.ZodObject, z.ZodObject> = new Map(
  routes.flatMap(({ query }) => (query ? [[query, query.strict()] as const] : [])),
);

/** What a schema makes of a value that is not the whole of a route's. Throws `validation_failed` with a message per field. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const fields: FieldMessages = new Map();
  const result = parse(schema, value, fields);
  if (fields.size > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries(fields) });
  return result as z.infer<T>;
}

/** What the route takes, parsed by its schemas: `{ params, query, body }`. Throws `not_found` for an address that can name nothing, `validation_failed` with a message per field. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = routeOf(context);
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const fields: FieldMessages = new Map();
  const lost: FieldMessages = new Map();
  const input = {
    params: parse(route.params, request.params, lost),
    query: parse(route.query && STRICT.get(route.query), withoutSeat(request.query), fields),
    body: parse(route.body, request.body, fields),
  };
  if (fields.size > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries([...lost, ...fields]) });
  // Nobody filled an address in: one that was cut off leads to nothing.
  if (lost.size > 0) throw new DomainError('not_found');
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

/** Who calls, on a route for members of one kind of organisation: the guard has let nobody through who has no such seat. */
export const Seated = createParamDecorator((_: unknown, context: ExecutionContext): SeatedCaller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller?.seat) throw new DomainError('forbidden');
  return { ...caller, seat: caller.seat };
});

const KEY = /^[\x21-\x7e]{8,255}$/;

/** Whose key it is on a public route: nobody's name is asked there. Keys are drawn at random, and the fingerprint holds the whole request. */
const ANYBODY = 'public';

/** Exported for the test that walks the route table. */
export const claimOf = (_: unknown, context: ExecutionContext): IdempotencyClaim => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const key = request.headers['idempotency-key'];
  const route = routeOf(context);
  const actor = request.actor?.userId ?? (route.who === 'public' ? ANYBODY : undefined);
  if (typeof key !== 'string' || !KEY.test(key) || !actor) throw new DomainError('idempotency_key_required');
  return {
    actor,
    key,
    // The same words from another seat are another request: nobody gets the answer that another organisation got.
    fingerprint: fingerprintOf(route.id, request.params, request.body, request.caller?.seat?.organisationId ?? null),
  };
};

/** The caller's Idempotency-Key with the fingerprint of this request. Throws `idempotency_key_required` without a usable one. */
export const Once = createParamDecorator(claimOf);

/**
 * The bytes of a signed body, which says something in JSON that PostgreSQL can keep. Throws `malformed_request` otherwise: whoever has the key
 * may still send what nobody can read.
 */
export function rawBody(request: FastifyRequest): Buffer {
  const { body } = request;
  if (!Buffer.isBuffer(body)) throw new DomainError('malformed_request');
  let said: unknown;
  try {
    said = JSON.parse(body.toString('utf8'));
  } catch {
    throw new DomainError('malformed_request');
  }
  if (typeof said !== 'object' || said === null || !isStorable(said)) throw new DomainError('malformed_request');
  return body;
}
