import { z } from 'zod';
import { missing } from './api-error';
import { decideDispute, findDispute, updateDispute, updateDisputeParams } from './disputes';
import type { ListAnswer } from './lists';
import { page } from './lists';
import { common, listParams, metadata, text, webUrl } from './params';
import { cancelParams, captureParams, confirmParams, createParams, updateParams } from './payment-intent-params';
import { cancelIntent, captureIntent, confirmIntent, createIntent, findIntent, updateIntent } from './payment-intents';
import {
  cancelRefund,
  createRefund,
  createRefundParams,
  findRefund,
  updateRefund,
  updateRefundParams,
} from './refunds';
import type { WebhookEndpointRecord } from './webhook-endpoints';
import type { World } from './world';

/** One call of the public API: where it is, what it takes, and what it does (synchronously, hence atomically). */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  params: z.ZodType;
  run: (world: World, params: unknown, id: string) => unknown;
}

function operation<S extends z.ZodType>(
  method: Operation['method'],
  path: string,
  params: S,
  run: (world: World, params: z.output<S>, id: string) => unknown,
): Operation {
  // The router calls `run` with what this very schema has parsed.
  return { method, path, params, run: (world, given, id) => run(world, given as z.output<S>, id) };
}

const none = z.strictObject(common);
const intentList = z.strictObject({ ...listParams, customer: text().optional() });
const chargeList = z.strictObject({ ...listParams, customer: text().optional(), payment_intent: text().optional() });
const refundList = z.strictObject({ ...listParams, charge: text().optional(), payment_intent: text().optional() });
const disputeList = refundList;
const eventList = z.strictObject({ ...listParams, type: text().optional(), types: z.array(text()).max(20).optional() });
const transactionList = z.strictObject({
  ...listParams,
  type: text().optional(),
  source: text().optional(),
  currency: text().optional(),
});

const newEndpoint = z.strictObject({
  ...common,
  url: webUrl,
  enabled_events: z.array(text()).min(1),
  description: text(5_000).optional(),
  metadata: metadata.optional(),
  api_version: text().optional(),
});

/** Undefined filters match everything. */
const matches = (filter: string | undefined, value: unknown): boolean => filter === undefined || filter === value;

export const operations: Operation[] = [
  operation('POST', '/payment_intents', createParams, (world, params) => createIntent(world, params)),
  operation('GET', '/payment_intents', intentList, (world, params) => {
    const intents = world.intents.newestFirst().map(({ intent }) => intent);
    return page(
      '/v1/payment_intents',
      intents.filter((intent) => matches(params.customer, intent.customer)),
      params,
    );
  }),
  operation(
    'GET',
    '/payment_intents/:id',
    z.strictObject({ ...common, client_secret: text().optional() }),
    (world, _, id) => findIntent(world, id).intent,
  ),
  operation('POST', '/payment_intents/:id', updateParams, (world, params, id) => updateIntent(world, id, params)),
  operation('POST', '/payment_intents/:id/confirm', confirmParams, (world, params, id) =>
    confirmIntent(world, id, params),
  ),
  operation('POST', '/payment_intents/:id/capture', captureParams, (world, params, id) =>
    captureIntent(world, id, params),
  ),
  operation('POST', '/payment_intents/:id/cancel', cancelParams, (world, params, id) =>
    cancelIntent(world, id, params),
  ),

  operation('POST', '/refunds', createRefundParams, (world, params) => createRefund(world, params)),
  operation('GET', '/refunds', refundList, (world, params) => {
    const refunds = world.refunds.newestFirst().map(({ refund }) => refund);
    const wanted = refunds.filter(
      (each) => matches(params.charge, each.charge) && matches(params.payment_intent, each.payment_intent),
    );
    return page('/v1/refunds', wanted, params);
  }),
  operation('GET', '/refunds/:id', none, (world, _, id) => findRefund(world, id).refund),
  operation('POST', '/refunds/:id', updateRefundParams, (world, params, id) => updateRefund(world, id, params)),
  operation('POST', '/refunds/:id/cancel', none, (world, _, id) => cancelRefund(world, id)),

  operation('GET', '/disputes', disputeList, (world, params) => {
    const wanted = world.disputes
      .newestFirst()
      .filter((each) => matches(params.charge, each.charge) && matches(params.payment_intent, each.payment_intent));
    return page('/v1/disputes', wanted, params);
  }),
  operation('GET', '/disputes/:id', none, (world, _, id) => findDispute(world, id)),
  operation('POST', '/disputes/:id', updateDisputeParams, (world, params, id) => updateDispute(world, id, params)),
  operation('POST', '/disputes/:id/close', none, (world, _, id) =>
    decideDispute(world, findDispute(world, id), 'lost'),
  ),

  operation('GET', '/charges', chargeList, (world, params) => {
    const wanted = world.charges
      .newestFirst()
      .filter((each) => matches(params.payment_intent, each.payment_intent) && matches(params.customer, each.customer));
    return page('/v1/charges', wanted, params);
  }),
  operation('GET', '/charges/:id', none, (world, _, id) => found('charge', id, world.charges.get(id))),

  operation('GET', '/events', eventList, (world, params) => {
    const wanted = world.events
      .newestFirst()
      .filter((each) => matches(params.type, each.type) && (params.types?.includes(each.type) ?? true));
    return page('/v1/events', wanted, params);
  }),
  operation('GET', '/events/:id', none, (world, _, id) => found('event', id, world.events.get(id))),

  operation('POST', '/webhook_endpoints', newEndpoint, (world, params) => {
    const record = world.endpoints.create({
      url: params.url,
      enabledEvents: params.enabled_events,
      description: params.description ?? null,
      metadata: params.metadata ?? {},
      apiVersion: params.api_version ?? null,
    });
    return { ...publicEndpoint(record), secret: record.secrets[0]?.secret };
  }),
  operation('GET', '/webhook_endpoints/:id', none, (world, _, id) =>
    publicEndpoint(found('webhook endpoint', id, world.endpoints.get(id))),
  ),
  operation('DELETE', '/webhook_endpoints/:id', none, (world, _, id) => {
    if (!world.endpoints.delete(id)) throw missing('webhook endpoint', id);
    return { id, object: 'webhook_endpoint', deleted: true };
  }),

  operation('GET', '/balance_transactions', transactionList, (world, params): ListAnswer<unknown> => {
    const wanted = world.balanceTransactions
      .newestFirst()
      .filter(
        (each) =>
          matches(params.type, each.type) &&
          matches(params.source, each.source) &&
          matches(params.currency, each.currency),
      );
    return page('/v1/balance_transactions', wanted, params);
  }),
];

function found<T>(kind: string, id: string, object: T | undefined): T {
  if (object === undefined) throw missing(kind, id);
  return object;
}

/** Without the secret, which only the answer to its creation shows. */
function publicEndpoint(record: WebhookEndpointRecord): object {
  return {
    id: record.id,
    object: 'webhook_endpoint',
    api_version: record.apiVersion,
    application: null,
    created: record.created,
    description: record.description,
    enabled_events: record.enabledEvents,
    livemode: false,
    metadata: record.metadata,
    status: 'enabled',
    url: record.url,
  };
}
