// A small client of the API: it keeps cookies as a browser does, repeats the CSRF token and sends an Idempotency-Key where the
// route table asks for one. Calls are made by the route's name, so that a path that changes breaks nothing here.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { RouteResponse } from '@yigou/contracts';
import { paths, type RouteId, type RoutePath } from '../../libs/contracts/src/paths.ts';
import { CookieJar } from './cookie-jar.ts';

export type App = 'storefront' | 'admin';
/** A file as an upload route is given it. */
export interface UploadFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}
/** Loose on purpose: a story also sends what has to be refused. Answers are typed by the contract. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly file?: UploadFile;
  /** The Idempotency-Key; one is made up for routes that need it. */
  readonly key?: string;
}
export interface Answer<Body> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Body;
}
/** What is answered with any error. */
export interface Refusal {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details: { readonly fields: Readonly<Record<string, unknown>> };
  };
}
type Refused = 400 | 401 | 403 | 404 | 409 | 422;
type Done = 200 | 201 | 202 | 204;

const XSRF_COOKIES: Readonly<Record<App, string>> = { storefront: 'XSRF-TOKEN', admin: 'XSRF-TOKEN-ADMIN' };
const TIMEOUT_MS = 30_000;

/** An answer with another status than the caller expects. */
export class UnexpectedAnswer extends Error {
  readonly answer: Answer<unknown>;

  constructor(what: string, answer: Answer<unknown>) {
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    super(`${what} answered ${answer.status}: ${(text ?? '').slice(0, 500)}`);
    this.answer = answer;
  }
}

/** The code of a refusal, where an error is one. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof UnexpectedAnswer ? (error.answer.body as Partial<Refusal> | undefined)?.error?.code : undefined;

/** The path of a route below /api, parameters filled in. `*` stands for the rest of the path. */
export function routePath(
  routeId: RouteId,
  params: CallOptions['params'] = {},
  query: CallOptions['query'] = {},
): string {
  const route = paths[routeId];
  const path = route.path.replace(/:(\w+)|\*/g, (_whole, name?: string) => {
    const value = params[name ?? '*'];
    if (value === undefined) throw new Error(`${routeId} needs the parameter ${name ?? '*'}`);
    return name ? encodeURIComponent(value) : String(value);
  });
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

export interface Exchange {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders | undefined;
  readonly body?: string | Buffer | undefined;
  readonly agent?: http.Agent | undefined;
}
interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** One HTTP exchange. */
export function exchange({ origin, method, path, headers = {}, body, agent }: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = http.request({ hostname, port, method, path, headers, agent, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('timeout', () =>
      request.destroy(new Error(`${method} ${path}: no answer after ${TIMEOUT_MS / 1000} s`)),
    );
    request.on('error', reject);
    request.end(body);
  });
}

interface Payload {
  readonly type: string;
  readonly bytes: Buffer;
}

const json = (body: unknown): Payload | null =>
  body === undefined ? null : { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };

/** One file as a form sends it. */
function multipart({ name, type, bytes }: UploadFile): Payload {
  const boundary = `yigou-${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

function parsed({ status, headers, text }: RawAnswer): Answer<unknown> {
  const isJson = (headers['content-type'] ?? '').includes('json');
  return { status, headers, body: isJson && text ? JSON.parse(text) : text };
}

/** One browser with one of the two web apps. */
export class ApiClient {
  readonly origin: string;
  readonly app: App;
  readonly agent: http.Agent;
  readonly jar: CookieJar;
  readonly from: string | undefined;

  /**
   * @param origin of the API, as in http://127.0.0.1:3000; `from` is the address of a browser that comes through a web server on this machine
   */
  constructor(
    origin: string,
    { app = 'storefront', agent, from }: { app?: App; agent?: http.Agent; from?: string } = {},
  ) {
    this.origin = origin;
    this.app = app;
    this.agent = agent ?? new http.Agent({ keepAlive: true });
    this.jar = new CookieJar();
    this.from = from;
  }

  private headers(method: string, extra: http.OutgoingHttpHeaders): http.OutgoingHttpHeaders {
    const headers = { ...extra };
    if (this.app === 'admin') headers['x-yigou-app'] = 'admin';
    if (this.from) headers['x-forwarded-for'] = this.from;
    const cookies = this.jar.header();
    if (cookies) headers.cookie = cookies;
    const xsrf = this.jar.get(XSRF_COOKIES[this.app]);
    if (xsrf && method !== 'GET') headers['x-xsrf-token'] = xsrf;
    return headers;
  }

  /** Calls a route by name; throws {@link UnexpectedAnswer} unless the status is the expected one (any 2xx by default). */
  call(routeId: RouteId, options: CallOptions & { readonly expect: Refused }): Promise<Answer<Refusal>>;
  call<Id extends RouteId>(
    routeId: Id,
    options?: CallOptions & { readonly expect?: Done },
  ): Promise<Answer<RouteResponse<Id>>>;
  async call(
    routeId: RouteId,
    { params, query, body, file, key, expect }: CallOptions & { readonly expect?: Refused | Done } = {},
  ): Promise<Answer<unknown>> {
    const { method, idempotent }: RoutePath = paths[routeId];
    const path = routePath(routeId, params, query);
    const extra: http.OutgoingHttpHeaders = {};
    const payload = file ? multipart(file) : json(body);
    if (payload) {
      extra['content-type'] = payload.type;
      extra['content-length'] = String(payload.bytes.length);
    } else if (method !== 'GET') extra['content-length'] = '0';
    if (idempotent || key) extra['idempotency-key'] = key ?? randomUUID();
    const { origin, agent } = this;
    const raw = await exchange({
      origin,
      method,
      path,
      headers: this.headers(method, extra),
      body: payload?.bytes,
      agent,
    });
    this.jar.store(raw.headers['set-cookie'] ?? []);
    const answer = parsed(raw);
    const isExpected = expect === undefined ? answer.status >= 200 && answer.status < 300 : answer.status === expect;
    if (!isExpected) throw new UnexpectedAnswer(`${method} ${path}`, answer);
    return answer;
  }

  /** The body of a call that must succeed. */
  async get<Id extends RouteId>(routeId: Id, options?: CallOptions): Promise<RouteResponse<Id>> {
    return (await this.call(routeId, options)).body;
  }

  /** Opens a server-sent event stream; `events` are the names of those so far. */
  stream(
    routeId: RouteId,
    { params }: Pick<CallOptions, 'params'> = {},
  ): Promise<{ readonly events: readonly string[]; close(): void }> {
    const path = routePath(routeId, params);
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const headers = this.headers('GET', { accept: 'text/event-stream' });
      const request = http.request({ hostname, port, path, headers }, (response) => {
        const events: string[] = [];
        let rest = '';
        response.setEncoding('utf8');
        response.on('error', () => undefined);
        response.on('data', (chunk: string) => {
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) {
            const name = /^event: (.+)$/m.exec(block)?.[1];
            if (name) events.push(name);
          }
        });
        if (response.statusCode === 200) resolve({ events, close: () => request.destroy() });
        else {
          request.destroy();
          reject(new Error(`GET ${path} answered ${response.statusCode}`));
        }
      });
      request.on('error', reject);
      request.end();
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Calls of the sandbox's controls: plain JSON without cookies. */
export class SandboxClient {
  readonly origin: string;
  readonly agent: http.Agent;

  constructor(origin: string, { agent }: { agent?: http.Agent } = {}) {
    this.origin = origin;
    this.agent = agent ?? new http.Agent({ keepAlive: true });
  }

  private async call<Body>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Body> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers =
      text === undefined
        ? { 'content-length': '0' }
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    const { origin, agent } = this;
    const answer = parsed(
      await exchange({ origin, method, path, headers: method === 'GET' ? {} : headers, body: text, agent }),
    );
    if (answer.status < 200 || answer.status > 299) throw new UnexpectedAnswer(`sandbox ${method} ${path}`, answer);
    return answer.body as Body;
  }

  /** The caller says what it reads: the sandbox's controls have no contract. */
  readonly get = <Body>(path: string): Promise<Body> => this.call('GET', path);
  readonly post = <Body>(path: string, body?: unknown): Promise<Body> => this.call('POST', path, body);

  close(): void {
    this.agent.destroy();
  }
}

/** The PaymentIntent that a pay address leads to. */
export function intentOf(payUrl: string | null | undefined): string {
  const id = /\/pay\/(pi_[A-Za-z0-9_]+)/.exec(payUrl ?? '')?.[1];
  if (!id) throw new Error(`no payment page in ${payUrl}`);
  return id;
}
