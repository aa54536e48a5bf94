import {
  ERROR_CATALOGUE,
  ErrorBody,
  type ErrorCode,
  GOVERNING_KINDS,
  ORGANISATION_KIND_CODES,
  type Route,
  routes,
  type Who,
} from '@yigou/contracts';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';

const memberOf = (kind: string): string =>
  `A member of an organisation of the kind ${kind}, from the seat that the request names; sees what is that seat's alone.`;
const WHO: Readonly<Record<Who, string>> = {
  public: 'Anyone.',
  user: 'A signed-in person.',
  console: 'A person who is signed in to the console.',
  member: 'A member of an organisation; of a supplier or of one that governs, signed in to the console.',
  agency: memberOf('agency'),
  supplier: memberOf('supplier'),
  administration: memberOf('administration'),
  finance: memberOf('finance'),
  auditor: memberOf('auditor'),
  company: memberOf('company'),
  recipient: memberOf('recipient'),
  signature: 'A machine that signs the body.',
};

const SEAT = z.uuid().optional().meta({
  description:
    'The organisation that the caller acts for; needed by who has several seats of the kind. GET also takes it as the query parameter `seat`.',
});

/** Refusals that a route may give because of what it is. */
export function errorCodesOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    'malformed_request',
    'internal_error',
    'service_unavailable',
    'storage_full',
    ...(route.errors ?? []),
  ]);
  const add = (...more: ErrorCode[]) => more.forEach((code) => codes.add(code));
  if (route.params || route.query || route.body) add('validation_failed');
  if (route.params) add('not_found');
  if (route.body || route.upload) add('payload_too_large', 'unsupported_media_type');
  if (route.who !== 'public' && route.who !== 'signature') add('unauthenticated', 'session_expired');
  if (route.who !== 'public' && route.who !== 'signature') add('seat_not_held');
  const member = route.who === 'member' || (ORGANISATION_KIND_CODES as readonly string[]).includes(route.who);
  if (member) add('forbidden');
  if (member || route.who === 'console') add('seat_needed');
  if (['supplier', ...GOVERNING_KINDS, 'console', 'member'].includes(route.who)) add('console_session_needed');
  if ([...GOVERNING_KINDS, 'member'].includes(route.who)) add('second_factor_required');
  if (route.method !== 'GET' && route.who !== 'signature') add('csrf_failed');
  if (route.idempotent) add('idempotency_key_required', 'idempotency_key_reused', 'idempotency_in_progress');
  return [...codes];
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const responses: Record<string, unknown> = {
    [route.status ?? 200]: route.response
      ? { description: 'Done', content: { 'application/json': { schema: route.response } } }
      : { description: 'A stream or a file' },
  };
  const byStatus = Map.groupBy(errorCodesOf(route), (code) => ERROR_CATALOGUE[code].status);
  for (const [status, codes] of byStatus) {
    const examples = Object.fromEntries(
      codes.map((code) => [code, { value: { error: { code, message: ERROR_CATALOGUE[code].message, details: {} } } }]),
    );
    responses[status] = {
      description: codes.join(', '),
      content: { 'application/json': { schema: ErrorBody, examples } },
    };
  }
  return responses as ZodOpenApiResponsesObject;
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const once = route.idempotent ? { 'Idempotency-Key': z.string().min(8).max(255) } : null;
  // Public routes and those that a machine signs know no seat.
  const seat = route.who === 'public' || route.who === 'signature' ? null : { 'X-Yigou-Seat': SEAT };
  const headers = once || seat ? { header: z.object({ ...seat, ...once }) } : {};
  const path = route.params && !route.path.endsWith('*') ? { path: route.params } : {};
  const query = route.query ? { query: route.query } : {};
  const content = route.upload
    ? { 'multipart/form-data': { schema: z.object({ file: z.string().meta({ format: 'binary' }) }) } }
    : route.body
      ? { 'application/json': { schema: route.body } }
      : null;
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: WHO[route.who],
    requestParams: { ...path, ...query, ...headers },
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: responsesOf(route),
    ...(route.who === 'public' || route.who === 'signature' ? {} : { security: [{ session: [] }] }),
  } as ZodOpenApiOperationObject;
}

/** The OpenAPI 3.1 document of every route of the contract. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{key}')}`;
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Yigou API',
      version: '1',
      description:
        'Amounts are fen (1/100 yuan), weights are grams, instants are ISO 8601 in UTC. Errors carry a code of a closed list and a Chinese message.',
    },
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'yg_session' } } },
  });
}
