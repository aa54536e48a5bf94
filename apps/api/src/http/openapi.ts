import {
  Empty,
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
import { TAKEN_AWAY } from './files';
import answers from './examples.json' with { type: 'json' };

/** Of each route that answers with JSON what a test was answered, without what is of a day or a person; see `testing/examples.ts`. */
const EXAMPLES: Readonly<Record<string, unknown>> = answers;

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

/** Contexts and topics, as operations are grouped. */
const TAGS: Readonly<Record<string, string>> = {
  admin: 'What the console of an office shows: goods, orders, payments, imports, failed jobs.',
  catalogue: 'Goods, categories, search and the home page, as anyone sees them.',
  supplier: 'What a supplier keeps: goods, stock, freight, orders to send, its file.',
  certification: '扶贫产品认定: applications, reviews, public notices, certificates.',
  'open-data': 'What anyone may take and use: certificates, and procurement of budget units in OCDS 1.1.',
  evidence: 'Documents that prove something, and who may look at them.',
  households: 'Households that are carried (带贫), their consent, and who looked at them.',
  identity: 'Signing in, sessions, passwords, the second factor, own data.',
  members: 'Members of organisations and their invitations.',
  machines: 'What payment provider and carrier send: signed, repeated, in any order.',
  notices: 'What a person is told.',
  orders: 'Carts, checkouts, orders, parcels and receipts of buyers.',
  payments: 'Payments, refunds, disputes and money whose case a person decides.',
  live: 'Streams of what changes, as server-sent events.',
  policy: 'Parameters of a region and period, and who may set them.',
  aftersales: '售后: goods that came short, damaged or unwanted, and the money that goes back for them.',
  recalls: '召回: batches that come back, who has goods of them, and what became of those.',
  supervision: 'Inspections, complaints, sanctions and appeals.',
  regions: 'Divisions of the country, and their changes (区划变更).',
  reporting: 'Figures, tables, exports and bulletins.',
  procurement: '预算单位预留份额: units, filings, budgets, bulletins.',
  purchasing: 'Requisitions, approvals, contracts, acceptances, invoices and transfers of budget units.',
  oversight: 'What auditors and finance departments look at.',
  campaigns: '以购代捐: group purchases, pledges, deliveries and results.',
};

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
  if ((route.upload && route.who !== 'public') || TAKEN_AWAY[route.id]) add('rate_limited');
  if (route.idempotent) add('idempotency_key_required', 'idempotency_key_reused', 'idempotency_in_progress');
  return [...codes];
}

/** What says no more than that it is done is the same in every answer; what has not been answered to a test itself is shown as another operation's answer of the same schema. */
function exampleOf({ id, response }: Route): { example?: unknown } {
  if (response === Empty) return { example: {} };
  const shown = id in EXAMPLES ? id : routes.find((other) => other.response === response && other.id in EXAMPLES)?.id;
  return response && shown !== undefined ? { example: EXAMPLES[shown] } : {};
}

function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const responses: Record<string, unknown> = {
    [route.status ?? 200]: route.response
      ? { description: 'Done', content: { 'application/json': { schema: route.response, ...exampleOf(route) } } }
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
  const signature = route.signed ? { [route.signed.header]: z.string().meta({ description: route.signed.how }) } : null;
  const headers = once || seat || signature ? { header: z.object({ ...seat, ...once, ...signature }) } : {};
  const path = route.path.endsWith('*')
    ? { path: z.object({ key: z.string().meta({ description: 'May hold slashes.' }) }) }
    : route.params
      ? { path: route.params }
      : {};
  const query = route.query ? { query: route.query } : {};
  const content = route.upload
    ? { 'multipart/form-data': { schema: z.object({ file: z.string().meta({ format: 'binary' }) }) } }
    : (route.body ?? route.signed)
      ? { 'application/json': { schema: route.body ?? route.signed?.body } }
      : null;
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: WHO[route.who],
    requestParams: { ...path, ...query, ...headers },
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: responsesOf(route),
    security: route.who === 'public' ? [] : [{ [route.who === 'signature' ? 'signature' : 'session']: [] }],
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
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
      description:
        'Amounts are fen (1/100 yuan), weights are grams, instants are ISO 8601 in UTC. Errors carry a code of a closed list and a Chinese message.',
    },
    servers: [{ url: '/', description: 'Where this document comes from.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'yg_session',
          description: 'Set by signing in; `yg_admin_session` in the console.',
        },
        signature: {
          type: 'http',
          scheme: 'signature',
          description: 'No person: the body is signed, in the header that the operation names.',
        },
      },
    },
  });
}
