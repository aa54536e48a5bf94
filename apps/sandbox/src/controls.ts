import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { invalidRequest, missing } from './api-error';
import { carrierCodes } from './carrier';
import type { Parcel } from './carrier';
import { deliveryFaultSchema } from './delivery-faults';
import { decideDispute, findDispute, openDispute } from './disputes';
import { jsonApi, parse } from './json-api';
import { nextPaymentSchema, nextRefundSchema, paymentOutcomes } from './outcomes';
import { findIntent, offeredMethods } from './payment-intents';
import { defaultCard, methodOfType, methodType } from './payment-methods';
import { attemptPayment } from './payments';
import { createRefund, findRefund, settleRefund } from './refunds';
import { requestFaultSchema } from './request-faults';
import type { World } from './world';

const paySchema = z.strictObject({ method: methodType.optional(), outcome: z.enum(paymentOutcomes).optional() });
const clockSchema = z.union([
  z.strictObject({ advanceSeconds: z.number().int() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }), frozen: z.boolean().default(false) }),
  z.strictObject({ reset: z.literal(true) }),
]);
const rollSchema = z.strictObject({
  secret: z.string().min(1).optional(),
  overlapSeconds: z.number().int().min(0).default(3_600),
});

/** What tests, the demo and the benchmark use to play the payer, the bank, and bad luck. Nothing here exists at the real provider. */
export function controls(world: World) {
  return async function plugin(app: FastifyInstance): Promise<void> {
    jsonApi(app);
    payments(world, app);
    disputes(world, app);
    webhooks(world, app);
    surroundings(world, app);
  };
}

function payments(world: World, app: FastifyInstance): void {
  app.post<{ Params: { id: string } }>('/pay/:id', async (request) => {
    const { method, outcome } = parse(paySchema, request.body ?? {});
    const record = findIntent(world, request.params.id);
    const offered = offeredMethods(record.intent);
    const type = method ?? record.method?.type ?? offered[0];
    if (!type || !offered.includes(type))
      throw invalidRequest(`This PaymentIntent does not offer ${type}.`, { param: 'method' });
    attemptPayment(world, record, {
      method: { ...methodOfType(type), card: type === 'card' ? defaultCard() : undefined },
      outcome,
    });
    const { id, status, latest_charge } = record.intent;
    return { id, status, latest_charge };
  });
  app.post('/next_payments', async (request) => {
    world.outcomes.planPayments(parse(nextPaymentSchema, request.body ?? {}));
    return world.outcomes.snapshot();
  });
  app.post('/next_refunds', async (request) => {
    world.outcomes.planRefunds(parse(nextRefundSchema, request.body ?? {}));
    return world.outcomes.snapshot();
  });
  app.post<{ Params: { id: string } }>('/refunds/:id/settle', async (request) => {
    const { status } = parse(z.strictObject({ status: z.enum(['succeeded', 'failed']) }), request.body);
    return settleRefund(world, findRefund(world, request.params.id), status);
  });
}

const fen = z.number().int().min(1).optional();
const disputeSchema = z.strictObject({
  amount: fen,
  reason: z.string().min(1).max(100).default('product_not_received'),
});

/** What the merchant's staff does at the provider's own desk, and what a payer's bank does. */
function disputes(world: World, app: FastifyInstance): void {
  app.post<{ Params: { id: string } }>('/desk_refunds/:id', async (request) => {
    const { amount } = parse(z.strictObject({ amount: fen }), request.body ?? {});
    return createRefund(world, { payment_intent: request.params.id, amount });
  });
  app.post<{ Params: { id: string } }>('/disputes/:id', async (request) =>
    openDispute(world, request.params.id, parse(disputeSchema, request.body ?? {})),
  );
  app.post<{ Params: { id: string } }>('/disputes/:id/decide', async (request) => {
    const { status } = parse(z.strictObject({ status: z.enum(['won', 'lost']) }), request.body);
    return decideDispute(world, findDispute(world, request.params.id), status);
  });
}

function webhooks(world: World, app: FastifyInstance): void {
  app.post('/webhooks/faults', async (request) => {
    world.webhooks.faults.arm(parse(deliveryFaultSchema, request.body));
    return { faults: world.webhooks.faults.list() };
  });
  app.delete('/webhooks/faults', async () => {
    world.webhooks.faults.clear();
    return { faults: [] };
  });
  app.post('/webhooks/skew', async (request) => {
    world.signatureSkew = parse(z.strictObject({ seconds: z.number().int() }), request.body).seconds;
    return { seconds: world.signatureSkew };
  });
  app.get('/deliveries', async () => ({ data: world.webhooks.newestFirst().slice(0, 500) }));
  app.post<{ Params: { id: string } }>('/events/:id/replay', async (request) => {
    const event = world.events.get(request.params.id);
    if (!event) throw missing('event', request.params.id);
    world.events.replay(event);
    return { replayed: event.id };
  });
  app.post<{ Params: { id: string } }>('/webhook_endpoints/:id/roll', async (request) => {
    const { secret, overlapSeconds } = parse(rollSchema, request.body ?? {});
    const endpoint = world.endpoints.get(request.params.id);
    if (!endpoint) throw missing('webhook endpoint', request.params.id);
    return { id: endpoint.id, secret: world.endpoints.roll(endpoint, secret, overlapSeconds) };
  });
}

function surroundings(world: World, app: FastifyInstance): void {
  app.post('/requests/faults', async (request) => {
    world.requestFaults.arm(parse(requestFaultSchema, request.body));
    return { faults: world.requestFaults.list() };
  });
  app.post('/requests/release', async () => ({ released: world.requestFaults.release() }));
  app.get('/clock', async () => ({ now: new Date(world.clock.nowMs()).toISOString() }));
  app.post('/clock', async (request) => {
    const change = parse(clockSchema, request.body);
    if ('advanceSeconds' in change) world.clock.advance(change.advanceSeconds * 1_000);
    else if ('now' in change) world.clock.set(Date.parse(change.now), change.frozen);
    else world.clock.reset();
    world.saveClock();
    return { now: new Date(world.clock.nowMs()).toISOString() };
  });
  app.get('/state', async () => ({
    now: new Date(world.clock.nowMs()).toISOString(),
    payment_intents: world.intents.size,
    charges: world.charges.size,
    refunds: world.refunds.size,
    disputes: world.disputes.size,
    idempotency_keys: world.idempotency.size,
    planned: world.outcomes.snapshot(),
    webhook_faults: world.webhooks.faults.list(),
    request_faults: world.requestFaults.list(),
    held_requests: world.requestFaults.holding,
    carrier_faults: world.carrier.dispatcher.faults.list(),
  }));
  app.post('/reset', async () => {
    world.reset();
    return { reset: true };
  });
}

const words = z.string().trim().min(1).max(100);
const parcelSchema = z.strictObject({
  carrier: words,
  waybill: words,
  origin: words.nullish().transform((value) => value ?? null),
  destination: words.nullish().transform((value) => value ?? null),
});
const advanceSchema = z.strictObject({
  steps: z.union([z.number().int().min(1).max(10), z.literal('all')]).default(1),
});

/** The carrier: registering waybills, asking for their events, and moving them along. */
export function carrierFeed(world: World) {
  const { carrier } = world;
  const view = (parcel: Parcel): object => {
    const { carrier: code, waybill, origin, destination } = parcel;
    return {
      carrier: code,
      waybill,
      origin,
      destination,
      delivered: carrier.isDelivered(parcel),
      events: carrier.eventsOf(parcel),
    };
  };
  const find = (params: { carrier: string; waybill: string }): Parcel => {
    const parcel = carrier.find(params.carrier, params.waybill);
    if (!parcel) throw missing('parcel', `${params.carrier}/${params.waybill}`, 'waybill');
    return parcel;
  };
  type ParcelRoute = { Params: { carrier: string; waybill: string } };
  const one = '/parcels/:carrier/:waybill';

  return async function plugin(app: FastifyInstance): Promise<void> {
    jsonApi(app);
    app.post('/parcels', async (request, reply) => {
      const { parcel, created } = carrier.register(parse(parcelSchema, request.body));
      return reply.code(created ? 201 : 200).send(view(parcel));
    });
    app.get('/parcels', async () => ({ data: carrier.list().slice(0, 500).map(view) }));
    app.get<ParcelRoute>(one, async (request) => view(find(request.params)));
    app.post<ParcelRoute>(`${one}/advance`, async (request) => {
      const { steps } = parse(advanceSchema, request.body ?? {});
      const parcel = find(request.params);
      if (carrier.isDelivered(parcel))
        throw invalidRequest(`Parcel ${parcel.id} has been delivered.`, { code: 'parcel_delivered' });
      return { events: carrier.advance(parcel, steps === 'all' ? carrierCodes.length : steps) };
    });
    app.post<ParcelRoute>(`${one}/exception`, async (request) => {
      const { note } = parse(z.strictObject({ note: words.optional() }), request.body ?? {});
      return { events: [carrier.exception(find(request.params), note)] };
    });
    app.post<ParcelRoute>(`${one}/replay`, async (request) => ({ replayed: carrier.replay(find(request.params)) }));
    app.post('/unknown', async (request) => {
      const schema = z.strictObject({ carrier: words.default('SF'), waybill: words.default('UNKNOWN0000001') });
      const { carrier: code, waybill } = parse(schema, request.body ?? {});
      return { events: [carrier.reportUnknown(code, waybill)] };
    });
    app.post('/faults', async (request) => {
      carrier.dispatcher.faults.arm(parse(deliveryFaultSchema, request.body));
      return { faults: carrier.dispatcher.faults.list() };
    });
    app.delete('/faults', async () => {
      carrier.dispatcher.faults.clear();
      return { faults: [] };
    });
    app.get('/deliveries', async () => ({ data: carrier.dispatcher.newestFirst().slice(0, 500) }));
  };
}
