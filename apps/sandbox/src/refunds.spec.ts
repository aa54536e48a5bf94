import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { confirmedIntent, errorOf, startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';
import { eventually } from './testing/receiver';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.stop());

async function paidIntent(amount: number): Promise<string> {
  const { id } = await confirmedIntent(stripe, amount);
  await sandbox.control(`/_sandbox/pay/${id}`);
  return id;
}

async function chargeOf(intentId: string): Promise<Stripe.Charge> {
  const { data } = await stripe.charges.list({ payment_intent: intentId });
  expect(data).toHaveLength(1);
  return data[0] as Stripe.Charge;
}

describe('a refund', () => {
  it('gives back a part, then the rest, and never more than was paid', async () => {
    const intent = await paidIntent(1_000);
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 300, metadata: { refund: 'r1' } });
    expect(part).toMatchObject({
      status: 'succeeded',
      amount: 300,
      currency: 'cny',
      payment_intent: intent,
      metadata: { refund: 'r1' },
    });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 300, refunded: false });
    const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: intent, amount: 701 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(700);
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1_000, refunded: true });
    const again = await errorOf(stripe.refunds.create({ payment_intent: intent, amount: 1 }));
    expect(again.code).toBe('charge_already_refunded');
    const booked = await stripe.balanceTransactions.list({ source: part.id });
    expect(booked.data.map(({ amount }) => amount)).toEqual([-300]);
    expect((await stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(2);
  });

  it('is refused for what was not paid', async () => {
    const { id } = await confirmedIntent(stripe);
    expect((await errorOf(stripe.refunds.create({ payment_intent: id }))).statusCode).toBe(400);
    expect((await errorOf(stripe.refunds.create({ charge: 'ch_none' }))).code).toBe('resource_missing');
  });

  it('can fail after it succeeded, and its amount can be refunded anew', async () => {
    const intent = await paidIntent(500);
    await sandbox.control('/_sandbox/next_refunds', { outcome: 'succeed_then_fail', afterMs: 20 });
    const refund = await stripe.refunds.create({ payment_intent: intent });
    expect(refund.status).toBe('succeeded');
    await eventually(
      () => sandbox.world.refunds.get(refund.id)?.refund.status,
      (status) => status === 'failed',
    );
    expect((await stripe.refunds.retrieve(refund.id)).failure_reason).toBe('unknown');
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
    const booked = await stripe.balanceTransactions.list({ source: refund.id });
    expect(booked.data.map(({ amount }) => amount)).toEqual([500, -500]);
    const types = (await stripe.events.list({ limit: 20 })).data
      .filter(({ data }) => (data.object as { id: string }).id === refund.id)
      .map(({ type }) => type);
    expect(types).toEqual(['refund.failed', 'charge.refund.updated', 'refund.updated', 'refund.created']);
    expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe('succeeded');
  });

  it('can be pending, and fails from there when the bank says so', async () => {
    const intent = await paidIntent(500);
    await sandbox.control('/_sandbox/next_refunds', { outcome: 'pending' });
    const refund = await stripe.refunds.create({ payment_intent: intent, amount: 400 });
    expect(refund.status).toBe('pending');
    expect((await errorOf(stripe.refunds.create({ payment_intent: intent, amount: 101 }))).statusCode).toBe(400);
    expect((await errorOf(stripe.refunds.cancel(refund.id))).statusCode).toBe(400);
    await sandbox.control(`/_sandbox/refunds/${refund.id}/settle`, { status: 'failed' });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('failed');
    expect((await stripe.balanceTransactions.list({ source: refund.id })).data).toEqual([]);
  });

  it('can be cancelled while it requires action', async () => {
    const intent = await paidIntent(500);
    await sandbox.control('/_sandbox/next_refunds', { outcome: 'requires_action' });
    const refund = await stripe.refunds.create({ payment_intent: intent });
    expect(refund.status).toBe('requires_action');
    expect((await stripe.refunds.cancel(refund.id)).status).toBe('canceled');
    expect((await chargeOf(intent)).amount_refunded).toBe(0);
    const updated = await stripe.refunds.update(refund.id, { metadata: { seen: 'yes' } });
    expect(updated.metadata).toMatchObject({ seen: 'yes' });
  });
});

describe('money that goes back without the shop', () => {
  it('is refunded at the provider’s own desk, with nothing of the shop in it', async () => {
    const intent = await paidIntent(1_000);
    await sandbox.control(`/_sandbox/desk_refunds/${intent}`, { amount: 400 });
    const [refund] = (await stripe.refunds.list({ payment_intent: intent })).data;
    expect(refund).toMatchObject({ amount: 400, status: 'succeeded', metadata: {}, payment_intent: intent });
    expect((await chargeOf(intent)).amount_refunded).toBe(400);
  });

  it('is disputed by the payer’s bank, which takes it and gives it back when the shop wins', async () => {
    const intent = await paidIntent(1_000);
    const { body } = await sandbox.control(`/_sandbox/disputes/${intent}`);
    const id = String(body['id']);
    const [open] = (await stripe.disputes.list({ payment_intent: intent })).data;
    expect(open).toMatchObject({ id, amount: 1_000, status: 'needs_response', payment_intent: intent });
    expect((await chargeOf(intent)).disputed).toBe(true);
    expect((await sandbox.control(`/_sandbox/disputes/${intent}`)).status).toBe(400);
    const given = await stripe.disputes.update(id, { evidence: { uncategorized_text: '已签收' }, submit: true });
    expect(given).toMatchObject({
      status: 'under_review',
      evidence_details: { has_evidence: true, submission_count: 1 },
    });
    await sandbox.control(`/_sandbox/disputes/${id}/decide`, { status: 'won' });
    expect((await stripe.disputes.retrieve(id)).status).toBe('won');
    const booked = await stripe.balanceTransactions.list({ source: id });
    expect(booked.data.map(({ amount }) => amount)).toEqual([1_000, -1_000]);
    expect((await errorOf(stripe.disputes.close(id))).statusCode).toBe(400);
    const types = (await stripe.events.list({ limit: 20 })).data
      .filter(({ data }) => (data.object as { id: string }).id === id)
      .map(({ type }) => type);
    expect(types.toSorted()).toEqual([
      'charge.dispute.closed',
      'charge.dispute.created',
      'charge.dispute.funds_reinstated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
    ]);
  });
});
