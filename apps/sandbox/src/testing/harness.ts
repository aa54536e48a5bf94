import Stripe from 'stripe';
import { createSandbox } from '../app';
import type { SandboxConfig } from '../config';
import { readConfig } from '../config';

const running = new Set<() => Promise<void>>();

/** Stops what a failed test left running, which would keep the test run from ending. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((stop) => stop()));
  running.clear();
}

/** A sandbox on a port of its own, with the official SDK pointed at it. */
export async function startSandbox(overrides: Partial<SandboxConfig> = {}) {
  const config: SandboxConfig = {
    ...readConfig({ SANDBOX_PORT: '0', SANDBOX_LOG: 'silent' }),
    retryBaseMs: 5,
    ...overrides,
  };
  const sandbox = await createSandbox(config);
  running.add(sandbox.stop);
  const address = new URL(await sandbox.start());
  const control = async (path: string, body: object | undefined = {}, method = 'POST') => {
    const init =
      method === 'GET' ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(new URL(path, address), { method, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ...sandbox, address, control, stripe: sdk(address, config.apiKey) };
}

export function sdk(address: URL, key: string, options: Partial<ConstructorParameters<typeof Stripe>[1]> = {}): Stripe {
  return new Stripe(key, {
    host: address.hostname,
    port: Number(address.port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });
}

export type RunningSandbox = Awaited<ReturnType<typeof startSandbox>>;

export const RETURN_URL = 'http://shop.example/pay/return?checkout=7';

/** An intent as the product makes it: confirmed in the same call, waiting for the payer. */
export function confirmedIntent(stripe: Stripe, amount = 12_345, options: { idempotencyKey?: string } = {}) {
  return stripe.paymentIntents.create(
    {
      amount,
      currency: 'cny',
      allowed_payment_method_types: ['alipay', 'wechat_pay', 'card'],
      confirm: true,
      return_url: RETURN_URL,
      metadata: { attempt: 'pa_1' },
    },
    options,
  );
}

/** The error that a call ends with; fails when it ends well. */
export async function errorOf(call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}
