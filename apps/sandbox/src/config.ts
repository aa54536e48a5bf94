import { z } from 'zod';

/** Everything the sandbox can be told from outside; durations are milliseconds. */
export interface SandboxConfig {
  port: number;
  host: string;
  /** Base address of the hosted payment pages, as a browser reaches them; derived from the listening address when empty. */
  publicUrl: string;
  apiKey: string;
  /** Directory of the journal; without it state lives in memory alone. */
  dataDir: string | undefined;
  merchantName: string;
  webhook: { url: string; secret: string } | undefined;
  carrierWebhook: { url: string; secret: string } | undefined;
  /** First pause before a failed delivery is tried again; it doubles up to `retryMaxMs`. */
  retryBaseMs: number;
  retryMaxMs: number;
  retryAttempts: number;
  carrierAuto: boolean;
  carrierStepMs: number;
  logLevel: string;
}

const optionalUrl = z.preprocess((value) => (value === '' ? undefined : value), z.url().optional());
const count = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback);

const environment = z.object({
  SANDBOX_PORT: count(3900),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PUBLIC_URL: optionalUrl,
  SANDBOX_API_KEY: z.string().min(1).default('sk_test_yigou'),
  SANDBOX_DATA_DIR: z.string().optional(),
  SANDBOX_MERCHANT: z.string().default('益购'),
  SANDBOX_WEBHOOK_URL: optionalUrl,
  SANDBOX_WEBHOOK_SECRET: z.string().default('whsec_sandbox'),
  SANDBOX_CARRIER_WEBHOOK_URL: optionalUrl,
  SANDBOX_CARRIER_SECRET: z.string().default('carrier_sandbox'),
  SANDBOX_RETRY_BASE_MS: count(500),
  SANDBOX_RETRY_MAX_MS: count(60_000),
  SANDBOX_RETRY_ATTEMPTS: count(25),
  SANDBOX_CARRIER_AUTO: z.enum(['', '0', '1']).default('0'),
  SANDBOX_CARRIER_STEP_MS: count(5_000),
  SANDBOX_LOG: z.string().default('info'),
});

/** Reads and checks the environment; throws with the name of the variable that is wrong. */
export function readConfig(env: Record<string, string | undefined>): SandboxConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(`Sandbox configuration: ${z.prettifyError(parsed.error)}`);
  }
  const e = parsed.data;
  return {
    port: e.SANDBOX_PORT,
    host: e.SANDBOX_HOST,
    publicUrl: e.SANDBOX_PUBLIC_URL?.replace(/\/+$/, '') ?? '',
    apiKey: e.SANDBOX_API_KEY,
    dataDir: e.SANDBOX_DATA_DIR || undefined,
    merchantName: e.SANDBOX_MERCHANT,
    webhook: e.SANDBOX_WEBHOOK_URL ? { url: e.SANDBOX_WEBHOOK_URL, secret: e.SANDBOX_WEBHOOK_SECRET } : undefined,
    carrierWebhook: e.SANDBOX_CARRIER_WEBHOOK_URL
      ? { url: e.SANDBOX_CARRIER_WEBHOOK_URL, secret: e.SANDBOX_CARRIER_SECRET }
      : undefined,
    retryBaseMs: e.SANDBOX_RETRY_BASE_MS,
    retryMaxMs: e.SANDBOX_RETRY_MAX_MS,
    retryAttempts: e.SANDBOX_RETRY_ATTEMPTS,
    carrierAuto: e.SANDBOX_CARRIER_AUTO === '1',
    carrierStepMs: e.SANDBOX_CARRIER_STEP_MS,
    logLevel: e.SANDBOX_LOG,
  };
}
