import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type MemberDuty, type MemberRole, type OrganisationKind, paths, type RouteId } from '@yigou/contracts';
import { AttemptLimits, Passwords } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { type Config, readConfig } from '@yigou/platform';
import { admitImported } from '@yigou/suppliers';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aMembership, anOrganisation, aPerson } from '@yigou/identity/testing';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xsrfToken } from '../http/cookies';
import { createApi } from '../server';
import { recordExample, saveExamples } from './examples';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests assert on whatever came back.
  readonly body: { error?: { code: string; details: Record<string, unknown> } } & Record<string, unknown>;
}
export interface Call {
  readonly params?: Record<string, string>;
  readonly query?: string;
  readonly body?: unknown;
  readonly rawBody?: string | Buffer;
  readonly headers?: Record<string, string>;
}

/** Connections are kept: these tests send tens of thousands of requests. */
const agent = new Agent({ keepAlive: true });

/** One request over a socket and its answer. Node's own client: `fetch` takes as long as what answers it. */
function exchange(
  url: string,
  options: { readonly method: string; readonly headers: Record<string, string> },
  body: string | Buffer | undefined,
): Promise<Pick<Answer, 'status' | 'headers' | 'text'>> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const headers = new Headers();
        for (const [name, values] of Object.entries(answer.headersDistinct))
          for (const value of values ?? []) headers.append(name, value);
        resolve({ status: answer.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString() });
      });
    });
    asked.once('error', reject);
    // By itself it says so of a POST alone.
    if (body !== undefined) asked.setHeader('Content-Length', Buffer.byteLength(body));
    asked.end(body);
  });
}

/** Somebody in front of a browser: cookies, the CSRF header, an Idempotency-Key for every call unless the test gives one. */
export class Visitor {
  constructor(
    private readonly base: string,
    readonly userId: string | null,
    readonly cookies: Record<string, string>,
    private readonly xsrf: string | null,
    private readonly client: 'storefront' | 'admin' = 'storefront',
  ) {}

  async call(id: RouteId, call: Call = {}): Promise<Answer> {
    const { method, path } = paths[id];
    const filled = path.replace(/:(\w+)|\*/g, (match, name: string | undefined) => {
      const value = call.params?.[name ?? '*'] ?? newId();
      return match === '*' ? value : encodeURIComponent(value);
    });
    const answer = await this.send(method, `/api/v1${filled}${call.query ? `?${call.query}` : ''}`, call);
    recordExample(id, answer.status, answer.body);
    return answer;
  }

  async send(method: string, path: string, call: Call = {}): Promise<Answer> {
    const headers: Record<string, string> = { 'Idempotency-Key': newId(), ...call.headers };
    const cookie = Object.entries(this.cookies).map(([name, value]) => `${name}=${value}`);
    if (cookie.length > 0) headers['Cookie'] ??= cookie.join('; ');
    if (this.xsrf) headers['X-XSRF-TOKEN'] ??= this.xsrf;
    // The web server in front of the console says so.
    if (this.client === 'admin') headers['X-Yigou-App'] ??= 'admin';
    let body: string | Buffer | undefined = call.rawBody;
    if (call.body !== undefined) body = JSON.stringify(call.body);
    if (body !== undefined) headers['Content-Type'] ??= 'application/json';
    const { status, headers: answered, text } = await exchange(this.base + path, { method, headers }, body);
    for (const line of answered.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.cookies[name] = value ?? '';
    }
    const json = answered.get('content-type')?.includes('json') ?? false;
    return { status, headers: answered, text, body: json && text ? JSON.parse(text) : {} };
  }
}

export interface Member {
  readonly organisationId: string;
  readonly role?: MemberRole;
  readonly duties?: MemberDuty[];
  readonly regionPrefix?: string;
}

/** The password of everybody that `person` makes. */
export const PASSWORD = '梯田里的红皮花生米一斤';

/** The API over a socket on a database of its own. */
export class ApiHarness {
  private constructor(
    readonly test: TestDatabase,
    readonly config: Config,
    readonly app: NestFastifyApplication,
    readonly base: string,
    private readonly folder: string,
    private readonly passwordHash: string,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<ApiHarness> {
    const test = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'yigou-api-'));
    const config = readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: test.url,
      REDIS_URL: process.env['TEST_REDIS_URL'],
      APP_SECRET: 'a secret that only tests know, long enough',
      STRIPE_WEBHOOK_SECRET: 'whsec_test_secret',
      // Nobody listens there: the provider is out of reach, and orders must stand all the same.
      STRIPE_PORT: '1',
      CARRIER_WEBHOOK_SECRET: 'carrier-secret',
      OBJECT_STORE_DIR: folder,
      YIGOU_DEMO: '1',
      ...environment,
    });
    const app = await createApi(config);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new ApiHarness(test, config, app, `http://127.0.0.1:${port}`, folder, await new Passwords().hash(PASSWORD));
  }

  anonymous(): Visitor {
    return new Visitor(this.base, null, {}, null);
  }

  /** Gives a person a place in an organisation, as a manager of the whole country unless the test says otherwise. */
  async seat(
    userId: string | null,
    { organisationId, role = 'manager', duties = [], regionPrefix = '' }: Member,
  ): Promise<void> {
    await aMembership(this.test.db, { userId: userId ?? '', organisationId, role, duties, regionPrefix });
  }

  /** A person with a live session, a member of an organisation when one is given; members sit in front of the console. */
  async person(member?: Member, client: 'storefront' | 'admin' = member ? 'admin' : 'storefront'): Promise<Visitor> {
    const { id: userId } = await aPerson(this.test.db, { passwordHash: this.passwordHash });
    if (member) await this.seat(userId, member);
    return this.visit(userId, client);
  }

  /** The same person in front of the shop, or of the console: a session of its own. */
  shop(visitor: Visitor): Promise<Visitor> {
    return this.visit(visitor.userId ?? '', 'storefront');
  }

  console(visitor: Visitor): Promise<Visitor> {
    return this.visit(visitor.userId ?? '', 'admin');
  }

  private async visit(userId: string, client: 'storefront' | 'admin'): Promise<Visitor> {
    const token = randomBytes(32).toString('base64url');
    await this.test.db.query(
      `INSERT INTO session (id, token_hash, user_id, client, user_agent, address, expires_at)
       VALUES ($1, $2, $3, $4, 'Jest', '127.0.0.1', now() + interval '1 hour')`,
      [newId(), createHash('sha256').update(token).digest(), userId, client],
    );
    const cookie = client === 'admin' ? 'yg_admin_session' : 'yg_session';
    return new Visitor(this.base, userId, { [cookie]: token }, xsrfToken(this.config, token), client);
  }

  async organisation(kind: OrganisationKind, regionCode = '640422'): Promise<string> {
    const supplierKind = kind === 'supplier' ? 'cooperative' : null;
    const { id } = await anOrganisation(this.test.db, { kind, supplierKind, name: `机构 ${newId()}`, regionCode });
    if (kind === 'supplier') await this.test.uow.run((tx) => admitImported(tx, [id]));
    return id;
  }

  /** As if a person or a network address had tried something so many times already. */
  async tried(limit: Parameters<AttemptLimits['count']>[0], subject: string, times: number): Promise<void> {
    const limits = this.app.get(AttemptLimits, { strict: false });
    await Promise.all(Array.from({ length: times }, () => limits.count(limit, subject)));
  }

  async close(): Promise<void> {
    saveExamples();
    await this.app.close();
    await this.test.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
