import { z } from 'zod';
import { productionProblems } from './production-config';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((value) => value === '1' || value === 'true');

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3100),
  DATABASE_URL: z.url(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  REDIS_URL: z.url(),
  /** Root of signatures and challenges; at least 32 characters. */
  APP_SECRET: z.string().min(32),
  /**
   * Keys that seal personal data: `name:base64 of 32 bytes`, comma-separated, the present one first; older ones still open what they sealed.
   * Without it, outside production, one is derived from APP_SECRET.
   */
  PII_KEYS: z
    .string()
    .regex(
      /^[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=)*$/,
      'name:base64 of 32 bytes, comma-separated',
    )
    .optional(),
  /** Key of the blind index that finds a household by its number: base64 of 32 bytes. It does not change. */
  PII_INDEX_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'base64 of 32 bytes')
    .optional(),
  /** Virus scanner for uploads: host:port of clamd. Without it files are marked as not scanned. */
  CLAMD_ADDRESS: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}$/, 'host:port')
    .optional(),
  /** Demo and development: the second factor may be postponed, the mail outbox is shown. */
  YIGOU_DEMO: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Addresses or networks of the web servers in front, comma-separated: only they may say who the client behind them is. */
  TRUSTED_PROXIES: z
    .string()
    .default('127.0.0.1,::1')
    .transform((list) => list.split(',').map((entry) => entry.trim())),
  /** Cookies carry `Secure` and HSTS is sent: set wherever the sites are served over https. */
  SECURE_COOKIES: flag,
  STOREFRONT_URL: z.url().default('http://localhost:4200'),
  ADMIN_URL: z.url().default('http://localhost:4300'),
  /**
   * Begins every ocid of the open contracting data (OCDS). A publisher gets its own, `ocds-` and six characters, from the Open Contracting Partnership; the default says that
   * nobody has, and identifies nothing outside this platform.
   */
  OCID_PREFIX: z
    .string()
    .regex(/^ocds-([a-z0-9]{6}|unregistered)$/, 'ocds- and the six characters that were registered')
    .default('ocds-unregistered'),
  OBJECT_STORE_DIR: z.string().default('.data/objects'),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  STRIPE_API_KEY: z.string().default('sk_test_yigou'),
  STRIPE_HOST: z.string().default('127.0.0.1'),
  STRIPE_PORT: z.coerce.number().int().default(3900),
  STRIPE_PROTOCOL: z.enum(['http', 'https']).default('http'),
  STRIPE_WEBHOOK_SECRET: z.string().min(8),
  CARRIER_FEED_URL: z.url().default('http://127.0.0.1:3900/_carrier'),
  CARRIER_WEBHOOK_SECRET: z.string().min(8),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('益购 <no-reply@localhost>'),
});

export type Config = Readonly<z.infer<typeof Environment>>;
/** Injection token of the configuration. */
export const CONFIG = Symbol('CONFIG');

const refusal = (what: string, problems: readonly string[]): Error =>
  new Error(`The configuration is ${what} (see docs/configuration.md):\n  ${problems.join('\n  ')}`);

/** Files would go to a folder of one machine where somebody meant a bucket. */
function bucketProblems({ S3_BUCKET, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Config): string[] {
  const half = (S3_ACCESS_KEY_ID === undefined) !== (S3_SECRET_ACCESS_KEY === undefined);
  return [
    ...(S3_BUCKET === undefined && (S3_ENDPOINT ?? S3_ACCESS_KEY_ID ?? S3_SECRET_ACCESS_KEY) !== undefined
      ? ['S3_BUCKET: must be set where another setting of S3 is']
      : []),
    ...(half ? ['S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: both or none'] : []),
  ];
}

/** Reads the configuration from the environment; throws one error that names every variable that is missing, wrong, or not fit for production. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const result = Environment.safeParse(environment);
  if (!result.success)
    throw refusal(
      'incomplete',
      result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  const problems = [...bucketProblems(result.data), ...productionProblems(result.data)];
  if (problems.length > 0) throw refusal('not fit for use', problems);
  return result.data;
}
