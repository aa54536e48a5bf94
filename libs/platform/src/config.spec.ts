import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const RANDOM = 'q8Zr4kT1vX0bN7mW2sL5pJ9cH3dF6gYa';
const NEEDED = {
  DATABASE_URL: 'postgres://yigou@db/yigou',
  REDIS_URL: 'redis://queue',
  APP_SECRET: RANDOM,
  STRIPE_WEBHOOK_SECRET: `whsec_${RANDOM}`,
  CARRIER_WEBHOOK_SECRET: RANDOM,
};
const PRODUCTION = {
  ...NEEDED,
  NODE_ENV: 'production',
  SECURE_COOKIES: '1',
  STOREFRONT_URL: 'https://yigou.example.cn',
  ADMIN_URL: 'https://admin.yigou.example.cn',
  PII_KEYS: `a:${KEY}`,
  PII_INDEX_KEY: KEY,
  STRIPE_API_KEY: `sk_live_${RANDOM}`,
  STRIPE_HOST: 'api.stripe.com',
  STRIPE_PORT: '443',
  STRIPE_PROTOCOL: 'https',
  CARRIER_FEED_URL: 'https://carrier.example.cn/feed',
  SMTP_URL: 'smtps://mail.example.cn',
  MAIL_FROM: '益购 <no-reply@yigou.example.cn>',
};
/** The variables that it complains about. */
function wrong(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/^ {2}([A-Z0-9_, ]+):/gm)].map(([, name]) => name ?? '');
  }
}

describe('the configuration', () => {
  it('names all that is missing', () => {
    expect(wrong({}).sort()).toEqual(Object.keys(NEEDED).sort());
    expect(wrong(NEEDED)).toEqual([]);
    expect(wrong({ ...NEEDED, YIGOU_DEMO: '1' })).toEqual([]);
  });

  it('of production is fit for people', () => expect(wrong(PRODUCTION)).toEqual([]));

  it.each([
    ['YIGOU_DEMO', '1'],
    ['SECURE_COOKIES', ''],
    ['STOREFRONT_URL', 'http://yigou.example.cn'],
    ['ADMIN_URL', undefined],
    ['APP_SECRET', 'a'.repeat(40)],
    ['PII_KEYS', undefined],
    ['PII_INDEX_KEY', undefined],
    ['STRIPE_PROTOCOL', 'http'],
    ['STRIPE_API_KEY', undefined],
    ['STRIPE_API_KEY', `sk_test_${RANDOM}`],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_short'],
    ['CARRIER_WEBHOOK_SECRET', 'abababababababababababababab'],
    ['CARRIER_FEED_URL', undefined],
    ['SMTP_URL', undefined],
    ['MAIL_FROM', undefined],
  ])('of production is refused for %s %j, which it names', (name, value) =>
    expect(wrong({ ...PRODUCTION, [name]: value })).toEqual([name]),
  );

  it('of half a bucket is refused everywhere', () => {
    const keys = { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
    expect(wrong({ ...NEEDED, ...keys })).toEqual(['S3_BUCKET']);
    expect(wrong({ ...NEEDED, ...keys, S3_BUCKET: 'yigou' })).toEqual([]);
    expect(wrong({ ...NEEDED, S3_BUCKET: 'yigou' })).toEqual([]);
    expect(wrong({ ...NEEDED, S3_BUCKET: 'yigou', S3_ACCESS_KEY_ID: 'a' })).toEqual([
      'S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY',
    ]);
  });
});
