import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from './config';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh nonce. `owner` is bound into it: copied to another owner's row it does not open. */
function seal(key: Buffer, plain: string, owner: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function open(key: Buffer, sealed: string, owner: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

const derive = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `yigou:${purpose}`, 32));

/** Encrypts small secrets for the database with a key derived from the application's secret. */
export class SecretBox {
  private readonly key: Buffer;

  /** `purpose` gives each use a key of its own. */
  constructor(appSecret: string, purpose: string) {
    this.key = derive(appSecret, purpose);
  }

  seal(plain: string, owner: string): string {
    return `v1.${seal(this.key, plain, owner)}`;
  }

  /** Throws when the text was changed, belongs to another owner, or was sealed with another secret. */
  open(sealed: string, owner: string): string {
    const [version, text] = sealed.split('.');
    if (version !== 'v1' || !text) throw new Error('the sealed secret has an unknown form');
    return open(this.key, text, owner);
  }
}

/**
 * Seals personal data with a ring of keys: the first key seals, all of them open, so that a key is changed by putting a new one in front and
 * sealing the old rows again. What is sealed says by which key: `<key>.<text>`.
 */
export class PersonalData {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly indexKey: Buffer;
  /** Name of the key that seals now. */
  readonly currentKey: string;

  constructor(config: Pick<Config, 'APP_SECRET' | 'NODE_ENV' | 'YIGOU_DEMO' | 'PII_KEYS' | 'PII_INDEX_KEY'>) {
    const strict = config.NODE_ENV === 'production' && !config.YIGOU_DEMO;
    if (strict && !(config.PII_KEYS && config.PII_INDEX_KEY))
      throw new Error('PII_KEYS and PII_INDEX_KEY must be set in production (see docs/configuration.md)');
    const ring = (config.PII_KEYS ?? '')
      .split(',')
      .filter(Boolean)
      .map((entry) => {
        const [name = '', key = ''] = entry.split(':');
        return [name, Buffer.from(key, 'base64')] as const;
      });
    if (ring.length === 0) ring.push(['app', derive(config.APP_SECRET, 'personal-data')]);
    this.keys = new Map(ring);
    this.currentKey = ring[0]?.[0] ?? 'app';
    this.indexKey = config.PII_INDEX_KEY
      ? Buffer.from(config.PII_INDEX_KEY, 'base64')
      : derive(config.APP_SECRET, 'personal-data-index');
  }

  /** `owner`: the id of the row that it belongs to. */
  seal(plain: string, owner: string): string {
    return `${this.currentKey}.${seal(this.key(this.currentKey), plain, owner)}`;
  }

  /** Throws when the text was changed, belongs to another row, or its key is no longer in the ring. */
  open(sealed: string, owner: string): string {
    const [name = '', text = ''] = sealed.split('.');
    return open(this.key(name), text, owner);
  }

  /** The same text gives the same 32 bytes, and they give the text to nobody: rows are found by it. */
  blind(text: string): Buffer {
    return createHmac('sha256', this.indexKey).update(text).digest();
  }

  private key(name: string): Buffer {
    const key = this.keys.get(name);
    if (!key) throw new Error(`the key "${name}" is not among PII_KEYS`);
    return key;
  }
}
