// A small client of the API: it keeps cookies as a browser does, repeats the CSRF token and sends an Idempotency-Key where the
// route table asks for one. Calls are made by the route's name, so that a path that changes breaks nothing here.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { paths } from '../../libs/contracts/src/paths.ts';
import { CookieJar } from './cookie-jar.mjs';

const XSRF_COOKIES = { storefront: 'XSRF-TOKEN', admin: 'XSRF-TOKEN-ADMIN' };
const TIMEOUT_MS = 30_000;

/** An answer with another status than the caller expects. */
export class UnexpectedAnswer extends Error {
  constructor(what, answer) {
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    super(`${what} answered ${answer.status}: ${(text ?? '').slice(0, 500)}`);
    this.answer = answer;
  }
}

/** The path of a route below /api, parameters filled in. `*` stands for the rest of the path. */
export function routePath(routeId, params = {}, query = {}) {
  const route = paths[routeId];
  if (!route) throw new Error(`no route ${routeId} in the contract`);
  const path = route.path.replace(/:(\w+)|\*/g, (whole, name) => {
    const value = params[name ?? '*'];
    if (value === undefined) throw new Error(`${routeId} needs the parameter ${name ?? '*'}`);
    return name ? encodeURIComponent(value) : value;
  });
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(pairs).toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

/**
 * One HTTP exchange.
 * @param {{ origin: string, method: string, path: string, headers?: Record<string, string>, body?: string | Buffer, agent?: http.Agent }} request
 * @returns {Promise<{ status: number, headers: http.IncomingHttpHeaders, text: string }>}
 */
export function exchange({ origin, method, path, headers = {}, body, agent }) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = http.request({ hostname, port, method, path, headers, agent, timeout: TIMEOUT_MS }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode,
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

const json = (body) =>
  body === undefined ? null : { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };

/** One file as a form sends it. */
function multipart({ name, type, bytes }) {
  const boundary = `yigou-${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

function parsed({ status, headers, text }) {
  const isJson = (headers['content-type'] ?? '').includes('json');
  return { status, headers, body: isJson && text ? JSON.parse(text) : text };
}

/** One browser with one of the two web apps. */
export class ApiClient {
  /**
   * @param {string} origin of the API, as in http://127.0.0.1:3000
   * @param {{ app?: 'storefront' | 'admin', agent?: http.Agent }} options
   */
  constructor(origin, { app = 'storefront', agent } = {}) {
    this.origin = origin;
    this.app = app;
    this.agent = agent ?? new http.Agent({ keepAlive: true });
    this.jar = new CookieJar();
  }

  headers(method, extra) {
    const headers = { ...extra };
    if (this.app === 'admin') headers['x-yigou-app'] = 'admin';
    const cookies = this.jar.header();
    if (cookies) headers.cookie = cookies;
    const xsrf = this.jar.get(XSRF_COOKIES[this.app]);
    if (xsrf && method !== 'GET') headers['x-xsrf-token'] = xsrf;
    return headers;
  }

  /**
   * Calls a route by name; throws {@link UnexpectedAnswer} unless the status is the expected one (any 2xx by default).
   * @param {string} routeId
   * @param {{ params?: object, query?: object, body?: unknown, key?: string, expect?: number }} options `key`: the Idempotency-Key;
   *   one is made up for routes that need it; `file`: what an upload route is given, in place of `body`
   */
  async call(routeId, { params, query, body, file, key, expect } = {}) {
    const { method, idempotent } = paths[routeId] ?? {};
    const path = routePath(routeId, params, query);
    const extra = {};
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
  async get(routeId, options) {
    return (await this.call(routeId, options)).body;
  }

  /**
   * Opens a server-sent event stream.
   * @returns {Promise<{ events: string[], close(): void }>} the names of the events so far
   */
  stream(routeId, { params } = {}) {
    const path = routePath(routeId, params);
    const { hostname, port } = new URL(this.origin);
    return new Promise((resolve, reject) => {
      const headers = this.headers('GET', { accept: 'text/event-stream' });
      const request = http.request({ hostname, port, path, headers }, (response) => {
        const events = [];
        let rest = '';
        response.setEncoding('utf8');
        response.on('error', () => undefined);
        response.on('data', (chunk) => {
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop();
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

  close() {
    this.agent.destroy();
  }
}

/** Calls of the sandbox's controls: plain JSON without cookies. */
export class SandboxClient {
  constructor(origin, { agent } = {}) {
    this.origin = origin;
    this.agent = agent ?? new http.Agent({ keepAlive: true });
  }

  async call(method, path, body) {
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
    return answer.body;
  }

  get = (path) => this.call('GET', path);
  post = (path, body) => this.call('POST', path, body);

  close() {
    this.agent.destroy();
  }
}

/** The PaymentIntent that a pay address leads to. */
export function intentOf(payUrl) {
  const id = /\/pay\/(pi_[A-Za-z0-9_]+)/.exec(payUrl ?? '')?.[1];
  if (!id) throw new Error(`no payment page in ${payUrl}`);
  return id;
}
