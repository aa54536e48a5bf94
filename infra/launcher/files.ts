// Small file helpers. A file that a crash must not leave half written goes through a temporary one and a rename.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function writeAtomically(file: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

/** What a file of ours holds, as it was written, or the fallback when it is missing or broken. */
export function readJson<T>(file: string, fallback: T): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return fallback;
  }
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

export interface Secrets {
  readonly appSecret: string;
  readonly postgresPassword: string;
  readonly redisPassword: string;
  readonly stripeApiKey: string;
  readonly stripeWebhookSecret: string;
  readonly carrierSecret: string;
}

/** Secrets of one data directory: made once, readable by its owner alone, completed when a later version needs another one. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const before = readJson<Partial<Secrets>>(file, {});
  const secrets = {
    appSecret: hex(32),
    postgresPassword: hex(16),
    redisPassword: hex(16),
    stripeApiKey: `sk_test_${hex(16)}`,
    stripeWebhookSecret: `whsec_${hex(24)}`,
    carrierSecret: hex(24),
    ...before,
  };
  if (!existsSync(file) || Object.keys(before).length !== Object.keys(secrets).length) {
    writeAtomically(file, JSON.stringify(secrets, null, 1));
  }
  return secrets;
}
