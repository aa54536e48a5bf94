import { GetObjectCommand, DeleteObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '@yigou/kernel';
import type { Config } from './config';

export interface StoredObject {
  readonly body: Readable;
  readonly size: number | undefined;
}

/** Files that people upload or the seed draws. Keys are made by us: letters, digits, `-`, `_`, `.`, `/`. */
export interface ObjectStore {
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

/** Objects as files below one folder. A file appears whole or not at all. */
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
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${newId()}.tmp`;
    const file = await open(draft, 'w');
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
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

/** Objects in a bucket of any S3-compatible store. */
export class S3ObjectStore implements ObjectStore {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  async put(key: string, body: Buffer, contentType: string): Promise<void> {
    assertKey(key);
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  async get(key: string): Promise<StoredObject | null> {
    if (!KEY.test(key) || key.includes('..')) return null;
    try {
      const answer = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return { body: answer.Body as Readable, size: answer.ContentLength };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }
}

/** The store that the configuration names: S3 when a bucket is given, else a local folder. */
export function createObjectStore(config: Config): ObjectStore {
  if (!config.S3_BUCKET) return new LocalObjectStore(config.OBJECT_STORE_DIR);
  const credentials =
    config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY
      ? { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY }
      : undefined;
  const client = new S3Client({
    region: config.S3_REGION,
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(credentials ? { credentials } : {}),
  });
  return new S3ObjectStore(client, config.S3_BUCKET);
}
