import type { Config } from './config';

interface Rule {
  readonly variable: keyof Config;
  readonly isWrong: (config: Config) => boolean;
  readonly say: string;
}

/** Fewer different characters than this are no random secret, however long it is. */
const KINDS = 10;
const isWeak = (secret: string, length: number): boolean => secret.length < length || new Set(secret).size < KINDS;
const isOpen = (url: string): boolean => !url.startsWith('https://');

/** What works on one's own machine and must not reach people: production does not start on it. */
const RULES: readonly Rule[] = [
  {
    variable: 'YIGOU_DEMO',
    isWrong: ({ YIGOU_DEMO }) => YIGOU_DEMO,
    say: 'must not be set: the second factor could be postponed, and mails are shown in the console',
  },
  {
    variable: 'SECURE_COOKIES',
    isWrong: ({ SECURE_COOKIES }) => !SECURE_COOKIES,
    say: 'must be 1: sessions would travel over http',
  },
  { variable: 'STOREFRONT_URL', isWrong: (config) => isOpen(config.STOREFRONT_URL), say: 'must begin with https://' },
  { variable: 'ADMIN_URL', isWrong: (config) => isOpen(config.ADMIN_URL), say: 'must begin with https://' },
  { variable: 'APP_SECRET', isWrong: ({ APP_SECRET }) => isWeak(APP_SECRET, 32), say: 'must be 32 random characters' },
  {
    variable: 'PII_KEYS',
    isWrong: ({ PII_KEYS }) => PII_KEYS === undefined,
    say: 'must be set: personal data are sealed with keys of their own',
  },
  {
    variable: 'PII_INDEX_KEY',
    isWrong: ({ PII_INDEX_KEY }) => PII_INDEX_KEY === undefined,
    say: 'must be set: personal data are found with a key of its own',
  },
  { variable: 'STRIPE_PROTOCOL', isWrong: ({ STRIPE_PROTOCOL }) => STRIPE_PROTOCOL !== 'https', say: 'must be https' },
  {
    variable: 'STRIPE_API_KEY',
    isWrong: ({ STRIPE_API_KEY }) => STRIPE_API_KEY.startsWith('sk_test_') || isWeak(STRIPE_API_KEY, 20),
    say: 'must be a live key: goods would be sent for money that does not exist',
  },
  {
    variable: 'STRIPE_WEBHOOK_SECRET',
    isWrong: (config) => isWeak(config.STRIPE_WEBHOOK_SECRET, 24),
    say: 'must be the 24 or more random characters that the provider gave',
  },
  {
    variable: 'CARRIER_WEBHOOK_SECRET',
    isWrong: (config) => isWeak(config.CARRIER_WEBHOOK_SECRET, 24),
    say: 'must be 24 random characters',
  },
  {
    variable: 'CARRIER_FEED_URL',
    isWrong: (config) => isOpen(config.CARRIER_FEED_URL),
    say: 'must begin with https://',
  },
  {
    variable: 'SMTP_URL',
    isWrong: ({ SMTP_URL }) => SMTP_URL === undefined,
    say: 'must be set: nobody could reset a password or be told of anything',
  },
  {
    variable: 'MAIL_FROM',
    isWrong: ({ MAIL_FROM }) => MAIL_FROM.includes('@localhost'),
    say: 'must be an address that receivers take mail from',
  },
];

/** What keeps a configuration from production, a line each; nothing elsewhere. */
export const productionProblems = (config: Config): string[] =>
  config.NODE_ENV === 'production'
    ? RULES.filter(({ isWrong }) => isWrong(config)).map(({ variable, say }) => `${variable}: ${say}`)
    : [];
