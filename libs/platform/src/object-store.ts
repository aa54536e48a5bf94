import type { S3Client } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError, newId } from '@yigou/kernel';
import type { Config } from './config';
import { alarms } from './metrics';

export interface StoredObject {
  readonly body: Readable;
  readonly size: number | undefined;
}

/** Files that people upload or the seed draws. Keys are made by us: letters, digits, `-`, `_`, `.`, `/`. */
export interface ObjectStore {
  /** Whole or not at all. Throws `storage_full`. */
  put(key: string, body: Buffer, contentType: string): Promise<void>;
  /** Null when there is no such object. */
  get(key: string): Promise<StoredObject | null>;
  remove(key: string): Promise<void>;
}
export const OBJECT_STORE = Symbol('OBJECT_STORE');

const KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*)*$/i;

function assertKey(key: string): void {
  if (!KEY.test(key) || key.includes('..')) throw new RangeError('not an object key');
}

/** Papers of people lie here: on a machine of several users, only ours reads them. */
const [OWN_FOLDER, OWN_FILE] = [0o700, 0o600];
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** What a full disk, or a quota that is used up, means for who sent something. */
function refusalOf(error: unknown): unknown {
  if (!FULL.has((error as NodeJS.ErrnoException).code ?? '')) return error;
  alarms.inc({ kind: 'storage_full' });
  return new DomainError('storage_full');
}

/** Puts what belongs together: all of it, or nothing stays. Throws what {@link ObjectStore.put} throws. */
export async function putAll(
  store: ObjectStore,
  objects: readonly { readonly key: string; readonly body: Buffer; readonly contentType: string }[],
): Promise<void> {
  const put: string[] = [];
  try {
    for (const { key, body, contentType } of objects) {
      await store.put(key, body, contentType);
      put.push(key);
    }
  } catch (error) {
    await Promise.allSettled(put.map((key) => store.remove(key)));
    throw error;
  }
}

/** Objects as files below one folder, for its owner alone. A file appears whole or not at all. */
export class LocalObjectStore implements ObjectStore {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  private pathOf(key: string): string {
    assertKey(key);
    const path = join(this.root, key);
    if (!path.startsWith(this.root + sep)) throw new RangeError('object key leaves the store');
    return path;
  }

  async put(key: string, body: Buffer): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: OWN_FOLDER });
    const draft = `${path}.${newId()}.tmp`;
    try {
      const file = await open(draft, 'w', OWN_FILE);
      try {
        await file.writeFile(body);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw refusalOf(error);
    }
  }

  /** Makes the folder, and takes from everybody else what an earlier version, or a copy, left open to them. To be called once at start. */
  async open(): Promise<this> {
    await mkdir(this.root, { recursive: true, mode: OWN_FOLDER });
    // A folder that is closed lets nobody past it, so that what is below needs no look.
    if (((await stat(this.root)).mode & 0o777) === OWN_FOLDER) return this;
    await chmod(this.root, OWN_FOLDER);
    for (const entry of await readdir(this.root, { withFileTypes: true, recursive: true })) {
      const mode = entry.isDirectory() ? OWN_FOLDER : entry.isFile() ? OWN_FILE : null;
      if (mode !== null) await chmod(join(entry.parentPath, entry.name), mode);
    }
    return this;
  }

  async get(key: string): Promise<StoredObject | null> {
    if (!KEY.test(key) || key.includes('..')) return null;
    const path = this.pathOf(key);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    return { body: createReadStream(path), size: found.size };
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }
}

/** Objects in a bucket of any S3-compatible store. The SDK is loaded on first use: most installations keep a local folder. */
export class S3ObjectStore implements ObjectStore {
  private client: Promise<S3Client> | undefined;

  constructor(
    private readonly config: Config,
    private readonly bucket: string,
  ) {}

  private async connect() {
    const sdk = await import('@aws-sdk/client-s3');
    this.client ??= Promise.resolve(new sdk.S3Client(clientOptions(this.config)));
    return { sdk, client: await this.client };
  }

  async put(key: string, body: Buffer, contentType: string): Promise<void> {
    assertKey(key);
    const { sdk, client } = await this.connect();
    await client.send(
      new sdk.PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  async get(key: string): Promise<StoredObject | null> {
    if (!KEY.test(key) || key.includes('..')) return null;
    const { sdk, client } = await this.connect();
    try {
      const answer = await client.send(new sdk.GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return { body: answer.Body as Readable, size: answer.ContentLength };
    } catch (error) {
      if (error instanceof sdk.NoSuchKey) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    const { sdk, client } = await this.connect();
    await client.send(new sdk.DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }
}

function clientOptions(config: Config) {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
  return {
    region: config.S3_REGION,
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
}

/** The store that the configuration names: S3 when a bucket is given, else a local folder. */
export async function createObjectStore(config: Config): Promise<ObjectStore> {
  return config.S3_BUCKET
    ? new S3ObjectStore(config, config.S3_BUCKET)
    : new LocalObjectStore(config.OBJECT_STORE_DIR).open();
}
