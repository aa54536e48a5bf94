import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { RETURN_URL, confirmedIntent, startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.stop());

const pageOf = (intent: Stripe.PaymentIntent): string => intent.next_action?.redirect_to_url?.url ?? '';
const CARD = { card_number: '4242 4242 4242 4242', card_expiry: '12/40', card_cvc: '123' };

function submit(intent: Stripe.PaymentIntent, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ client_secret: intent.client_secret ?? '', action: 'pay', ...fields });
  return fetch(new URL(`/pay/${intent.id}`, sandbox.address), { method: 'POST', body, redirect: 'manual' });
}

const statusOf = async ({ id }: Stripe.PaymentIntent): Promise<string> =>
  (await stripe.paymentIntents.retrieve(id)).status;

describe('the hosted page', () => {
  it('shows merchant, amount and methods, and says that it is a sandbox', async () => {
    const intent = await confirmedIntent(stripe, 1_234_507);
    const response = await fetch(pageOf(intent));
    const page = await response.text();
    expect(response.status).toBe(200);
    for (const words of [
      '益购',
      '12,345',
      '.07',
      '支付宝',
      '微信支付',
      '银行卡',
      '确认支付',
      '放弃支付',
      '沙箱·演示支付，不会真实扣款',
    ]) {
      expect(page).toContain(words);
    }
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toContain('<script');
  });

  it('opens only with the client secret', async () => {
    const intent = await confirmedIntent(stripe);
    const path = new URL(`/pay/${intent.id}`, sandbox.address);
    expect((await fetch(path)).status).toBe(404);
    expect((await fetch(`${path.href}?client_secret=${intent.id}_secret_x`)).status).toBe(404);
    const almost = `${String(intent.client_secret).slice(0, -1)}-`;
    expect((await fetch(`${path.href}?client_secret=${almost}`)).status).toBe(404);
    expect((await fetch(`${path.href}?client_secret[a]=1`)).status).toBe(404);
    expect((await submit(intent, { client_secret: 'x', method: 'alipay' })).status).toBe(404);
    expect(await statusOf(intent)).toBe('requires_action');
  });

  it('takes the payment and leads back to the shop, once', async () => {
    const intent = await confirmedIntent(stripe);
    const response = await submit(intent, { method: 'wechat_pay' });
    expect(response.status).toBe(303);
    const address = new URL(response.headers.get('location') ?? '');
    expect(address.origin + address.pathname).toBe('http://shop.example/pay/return');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      checkout: '7',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
    expect((await submit(intent, { method: 'wechat_pay' })).status).toBe(303);
    const charges = await stripe.charges.list({ payment_intent: intent.id });
    expect(charges.data.map(({ payment_method_details }) => payment_method_details?.type)).toEqual(['wechat_pay']);
    expect(await (await fetch(pageOf(intent))).text()).toContain('支付已完成');
  });

  it('leads back with redirect_status=failed when the payer gives up', async () => {
    const intent = await confirmedIntent(stripe);
    const response = await submit(intent, { method: 'alipay', action: 'abandon' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain('redirect_status=failed');
    expect(await statusOf(intent)).toBe('requires_payment_method');
  });

  it('explains a declined card and lets the payer try another', async () => {
    const intent = await confirmedIntent(stripe);
    const declined = await submit(intent, { method: 'card', ...CARD, card_number: '4000000000000002' });
    expect(declined.status).toBe(422);
    expect(await declined.text()).toContain('支付失败');
    expect(await statusOf(intent)).toBe('requires_payment_method');
    expect((await submit(intent, { method: 'card', ...CARD })).status).toBe(303);
    expect(await statusOf(intent)).toBe('succeeded');
  });

  it('asks again for a card that cannot be right, without an attempt', async () => {
    const intent = await confirmedIntent(stripe);
    for (const wrong of [
      { card_number: '4242424242424241' },
      { card_expiry: '01/20' },
      { card_expiry: '13/40' },
      { card_cvc: '1' },
    ]) {
      expect((await submit(intent, { method: 'card', ...CARD, ...wrong })).status).toBe(422);
    }
    expect(await statusOf(intent)).toBe('requires_action');
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
  });

  it('takes nothing for a cancelled payment', async () => {
    const intent = await confirmedIntent(stripe);
    await stripe.paymentIntents.cancel(intent.id);
    expect((await submit(intent, { method: 'alipay' })).status).toBe(410);
    expect(await statusOf(intent)).toBe('canceled');
  });

  it('escapes what the shop and the payer wrote', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 1,
      currency: 'cny',
      allowed_payment_method_types: ['card'],
      confirm: true,
      return_url: RETURN_URL,
      description: '<img src=x onerror=alert(1)>"\'',
    });
    expect(await (await fetch(pageOf(intent))).text()).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;');
    const answer = await submit(intent, { method: 'card', ...CARD, card_number: '"><b>1' });
    expect(await answer.text()).not.toContain('"><b>');
  });
});
