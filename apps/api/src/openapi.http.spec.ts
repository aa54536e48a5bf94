import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type Route, routes } from '@yigou/contracts';
import { aUnit } from '@yigou/procurement/testing';
import fc from 'fast-check';
import OpenAPIResponseValidator from 'openapi-response-validator';
import { z } from 'zod';
import { openApiDocument } from './http/openapi';
import { ApiHarness, type Call, type Visitor } from './testing/api.harness';
import { stable } from './testing/examples';
import { fromSchema, mutated } from './testing/json-arbitrary';

const RUNS = 12;
/** The same requests every time, so that a change fails for what it changed; FUZZ_SEED walks elsewhere. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_200_301);
const document = openApiDocument();
const Validator =
  (OpenAPIResponseValidator as unknown as { default?: typeof OpenAPIResponseValidator }).default ??
  OpenAPIResponseValidator;

let api: ApiHarness;
let makers: Record<string, () => Promise<Visitor>>;
beforeAll(async () => {
  api = await ApiHarness.start();
  const [supplierId, office] = [await api.organisation('supplier'), await api.organisation('administration')];
  const agency = await api.organisation('agency');
  const [unit, treasury] = [await aUnit(api.test), await api.organisation('finance')];
  const [auditor, recipient] = [await api.organisation('auditor'), await api.organisation('recipient')];
  makers = {
    public: async () => api.anonymous(),
    signature: async () => api.anonymous(),
    user: () => api.person(),
    supplier: () => api.person({ organisationId: supplierId }),
    member: () => api.person({ organisationId: agency }, 'storefront'),
    console: () => api.person(undefined, 'admin'),
    administration: () => api.person({ organisationId: office }),
    agency: () => api.person({ organisationId: unit }, 'storefront'),
    finance: () => api.person({ organisationId: treasury }),
    auditor: () => api.person({ organisationId: auditor }),
    recipient: () => api.person({ organisationId: recipient }),
  };
});
afterAll(() => api.close());

const inputOf = (schema: z.ZodType | undefined) =>
  schema
    ? fromSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>)
    : fc.constant(undefined);

function callOf(params: unknown, query: unknown, body: unknown): Call {
  const search = new URLSearchParams();
  const add = (key: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item) => add(key, item));
    else if (value !== undefined) search.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  };
  if (typeof query === 'object' && query !== null) Object.entries(query).forEach(([key, value]) => add(key, value));
  const filled: Record<string, string> = {};
  if (typeof params === 'object' && params !== null) {
    // A lone surrogate has no place in an address at all; everything else is tried.
    for (const [key, value] of Object.entries(params)) filled[key] = String(value).toWellFormed();
  }
  return { params: filled, query: search.toString(), ...(body === undefined ? {} : { body }) };
}

interface Described {
  readonly content?: Record<string, { readonly schema: unknown; readonly example?: unknown }>;
}
interface Documented {
  validate(body: unknown): unknown;
}
/** By what is said of them, compiled once: most answers are a refusal, and every refusal is the same. */
const validators = new Map<string, Documented>();

/** What the document says of an answer, null when it does not foresee one. */
function documented(route: Route, status: number): Documented | null {
  const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{key}')}`;
  const operation = (document.paths?.[path] as Record<string, { responses: Record<string, Described> }>)[
    route.method.toLowerCase()
  ];
  const response = operation?.responses[String(status)];
  if (!response) return null;
  // Examples and words are the route's own, and nothing that an answer is held against.
  const key = JSON.stringify(Object.values(response.content ?? {}).map(({ schema }) => schema));
  const known = validators.get(key) ?? compile(response);
  validators.set(key, known);
  return known;
}

function compile(response: Described): Documented {
  const components = { schemas: Object.fromEntries(namedIn(response)) };
  const validator = new Validator({ responses: { default: response }, components } as never);
  return { validate: (body) => validator.validateResponse('default', body) };
}

/** The schemas that an answer is made of, by name: a validator reads all that it is given, and there are hundreds. */
function namedIn(part: unknown, found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"/]+)"/g)) {
    if (found.has(name)) continue;
    const schema = document.components?.schemas?.[name];
    found.set(name, schema);
    namedIn(schema, found);
  }
  return found;
}

/** What no test over HTTP has been answered with success yet: it may become shorter, not longer. */
const NOT_ANSWERED: readonly string[] = (
  'adjustStock answerBenefitLink answerCampaignNeed answerDonationSubstitute answerImport closeHandOut closeRecall confirmHouseholds ' +
  'confirmImport createBatch createDeliveryPoint createHousehold decideAdmission discardImport discloseHousehold enterRegionChange ' +
  'examineObjection getAdmission getCampaignRequest getDelivery getFulfilment getGroupBuyWall getImport getMandateHousehold getMandateLog ' +
  'getOwnParticipation getPaymentResult getProduct getPublicity grantMandate handOutPledge linkHousehold listBenefitLinks listHandOuts ' +
  'listLedPledges listPublicRecalls listSubstitutes login loginSecondFactor offerSubstitute openLeaders openRecall openSupplierRecall ' +
  'previewHouseholds previewImportUndo previewRegionChange publishCampaign quoteFreight register registerSupplier reportRecall returnRecall ' +
  'revokeMandate saveDeliveryPoint setAsideRecall signDelivery startImport track undoImport updateHousehold ' +
  'uploadPhoto verifyParticipation viewPublicRecall viewRecall viewSupplierRecall withdrawSubstitute'
).split(' ');

const exampleOf = (route: Route): unknown => {
  const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{key}')}`;
  const operation = (document.paths?.[path] as Record<string, { responses: Record<string, Described> }>)[
    route.method.toLowerCase()
  ];
  return operation?.responses[String(route.status ?? 200)]?.content?.['application/json']?.example;
};

describe('the OpenAPI document', () => {
  it('names every route, with examples for its refusals', () => {
    const operations = Object.values(document.paths ?? {}).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>),
    );
    expect(operations.map((operation) => operation.operationId).sort()).toEqual(routes.map((route) => route.id).sort());
    const place = (
      document.paths?.['/api/v1/checkouts'] as {
        post: { responses: Record<string, { content: Record<string, { examples: Record<string, unknown> }> }> };
      }
    ).post;
    expect(Object.keys(place.responses['409']?.content['application/json']?.examples ?? {})).toContain(
      'insufficient_stock',
    );
  });

  it('is clean under the rules that the field keeps, and says of every group what it is', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: {
        'operation-tag-defined': 'error',
        'tag-description': 'error',
        // A fixed word goes before a parameter, and ids are no words.
        'no-ambiguous-paths': 'off',
      },
    });
    const lint = (source: string) => lintFromString({ source, config, absoluteRef: 'openapi.json' });
    const found = await lint(JSON.stringify(document));
    expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
    const path = '/api/v1/webhooks/stripe';
    const small = JSON.stringify({ ...document, paths: { [path]: document.paths?.[path] } });
    const problems = await lint(small.replace('"tags":["machines"]', '"tags":["machine"]'));
    expect(problems.map(({ ruleId }) => ruleId)).toContain('operation-tag-defined');
  });

  it('shows of each route that answers with JSON an answer as its schema says, of no day and of no person', () => {
    const shown = routes.flatMap((route) => {
      const example = exampleOf(route);
      return example === undefined
        ? []
        : [{ id: route.id, example, wrong: documented(route, route.status ?? 200)?.validate(example) }];
    });
    expect(shown.filter(({ wrong }) => wrong)).toEqual([]);
    const without = routes.filter((route) => route.response && exampleOf(route) === undefined).map(({ id }) => id);
    expect(without.toSorted()).toEqual(NOT_ANSWERED);
    // Recorded again they are the same.
    for (const { example } of shown) expect(stable(example)).toEqual(example);
  });

  it('says what machines send, and how they sign it', () => {
    for (const [path, header] of [
      ['stripe', 'Stripe-Signature'],
      ['carrier', 'X-Carrier-Signature'],
    ] as const) {
      const { post } = document.paths?.[`/api/v1/webhooks/${path}`] as {
        post: { parameters: { name: string }[]; security: object[]; requestBody: { content: object } };
      };
      expect(post.parameters.map(({ name }) => name)).toEqual([header]);
      expect(post.security).toEqual([{ signature: [] }]);
      expect(Object.keys(post.requestBody.content)).toEqual(['application/json']);
    }
  });

  it('is served, with a page to browse it', async () => {
    const anyone = api.anonymous();
    expect((await anyone.send('GET', '/api/openapi.json')).body['openapi']).toBe('3.1.0');
    expect((await anyone.send('GET', '/api/docs/')).status).toBe(200);
    expect((await anyone.send('GET', '/api/docs/json')).body['openapi']).toBe('3.1.0');
  });
});

describe('whatever is sent', () => {
  it.each(routes.map((route) => [route.id, route] as const))('%s answers as its document says', async (id, route) => {
    const visitor = await makers[route.who]?.();
    if (!visitor) throw new Error('nobody to call it');
    const good = fc.tuple(inputOf(route.params), inputOf(route.query), inputOf(route.body));
    const calls = good.chain(([params, query, body]) =>
      fc.oneof(
        fc.constant(callOf(params, query, body)),
        mutated(body).map((bad) => callOf(params, query, route.body ? bad : body)),
        mutated(query).map((bad) => callOf(params, bad, body)),
        mutated(params).map((bad) => callOf(bad, query, body)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(calls, async (call) => {
        const answer = await visitor.call(id, call);
        const answered = documented(route, answer.status);
        // A path parameter may be empty or hold a slash; then it is another path, which does not exist.
        if (!answered && answer.status === 404) return;
        if (!answered) throw new Error(`${answer.status} is not documented: ${answer.text.slice(0, 300)}`);
        if (answer.status === 500) throw new Error(answer.text);
        if (answer.headers.get('content-type')?.includes('json'))
          expect(answered.validate(answer.body)).toBeUndefined();
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

describe('a field that has the name of what every object has', () => {
  const takes = routes.filter((route) => route.body ?? route.query);

  it.each(takes.map((route) => [route.id, route] as const))('%s refuses it like any other', async (id, route) => {
    const visitor = await makers[route.who]?.();
    const [[params, query, body] = []] = fc.sample(
      fc.tuple(inputOf(route.params), inputOf(route.query), inputOf(route.body)),
      { numRuns: 1, seed: SEED },
    );
    for (const name of ['toString', 'constructor', 'hasOwnProperty', '__proto__']) {
      const extended = (part: unknown) => ({ ...(part as object), [name]: 1 });
      const call = route.body ? callOf(params, query, extended(body)) : callOf(params, extended(query), body);
      const answer = await visitor?.call(id, call);
      const taken = (route.body ?? route.query)?.safeParse(extended(route.body ? body : query)).success;
      expect([name, answer?.status]).not.toEqual([name, 500]);
      // `__proto__` is refused by whoever reads the JSON, before any schema.
      if (!taken || (route.body && name === '__proto__')) expect(answer?.status).toBeGreaterThanOrEqual(400);
    }
  });
});
