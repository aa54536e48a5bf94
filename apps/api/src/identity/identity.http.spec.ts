import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoginResult, Me, SessionList, TotpEnrolment } from '@yigou/contracts';
import { readConfig } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { FastifyInstance } from 'fastify';
import { generateSync } from 'otplib';
import { createApi } from '../server';

// Password hashing is slow on purpose, and a busy machine makes it slower.
jest.setTimeout(60_000);

const PASSWORD = '梯田里的红皮花生米一斤';

/** An address that no earlier run used: attempts are counted in Redis for a quarter of an hour. */
const anAddress = () => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::7`;
const aLogin = () => `${randomBytes(6).toString('hex')}@example.com`;

interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The socket's other end. */
  readonly from?: string;
}

describe('identity over HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let server: FastifyInstance;

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.url,
      REDIS_URL: process.env['TEST_REDIS_URL'],
      APP_SECRET: randomBytes(24).toString('hex'),
      STRIPE_WEBHOOK_SECRET: 'not used here',
      CARRIER_WEBHOOK_SECRET: 'not used here',
    });
    app = await createApi(config);
    await app.init();
    server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.ready();
  });
  afterAll(async () => {
    await app?.close();
    await database?.close();
  });

  /** A browser: it keeps cookies and repeats the XSRF token as the web apps do. */
  class Browser {
    readonly cookies = new Map<string, string>();
    setCookies: { name: string; value: string; httpOnly?: boolean; sameSite?: string; path?: string }[] = [];

    constructor(
      private readonly address = anAddress(),
      private readonly client: 'storefront' | 'admin' = 'storefront',
    ) {}

    async call(
      method: 'GET' | 'POST' | 'DELETE',
      path: string,
      { body, headers = {}, from = this.address }: Call = {},
    ) {
      const xsrf = this.cookies.get(this.client === 'admin' ? 'XSRF-TOKEN-ADMIN' : 'XSRF-TOKEN');
      const response = await server.inject({
        method,
        url: `/api/v1${path}`,
        remoteAddress: from,
        cookies: Object.fromEntries(this.cookies),
        headers: {
          'user-agent': 'Jest',
          'x-yigou-app': this.client,
          ...(xsrf ? { 'x-xsrf-token': xsrf } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      this.setCookies = response.cookies as typeof this.setCookies;
      for (const { name, value } of this.setCookies) {
        if (value === '') this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
      return { status: response.statusCode, headers: response.headers, body: JSON.parse(response.body || '{}') };
    }

    register(login: string) {
      return this.call('POST', '/auth/register', { body: { login, password: PASSWORD, name: '张三' } });
    }

    login(login: string, password = PASSWORD, call: Call = {}) {
      return this.call('POST', '/auth/login', { ...call, body: { login, password } });
    }
  }

  const code = (secret: string, stepsAhead = 0) =>
    generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * stepsAhead });
  const refusal = (expected: string) => ({ body: { error: { code: expected } } });

  it('signs a new buyer in with a cookie that scripts cannot read', async () => {
    const browser = new Browser();
    const login = aLogin();
    expect((await browser.call('GET', '/me')).body).toEqual({ user: null });
    const { status, body } = await browser.register(login.toUpperCase());
    expect(status).toBe(201);
    expect(LoginResult.parse(body)).toMatchObject({ challenge: null, me: { user: { login, totpDue: false } } });
    const session = browser.setCookies.find((cookie) => cookie.name === 'yg_session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(JSON.stringify(body)).not.toContain(session?.value);
    expect(browser.setCookies.find((cookie) => cookie.name === 'XSRF-TOKEN')?.httpOnly).toBeFalsy();
    expect(Me.parse((await browser.call('GET', '/me')).body).user?.login).toBe(login);
    expect(await new Browser().register(login)).toMatchObject({ status: 409, ...refusal('account_taken') });
  });

  it('keeps a session of the console apart from one of the shop', async () => {
    const login = aLogin();
    await new Browser().register(login);
    const browser = new Browser(anAddress(), 'admin');
    await browser.login(login);
    expect([...browser.cookies.keys()].sort()).toEqual(['XSRF-TOKEN-ADMIN', 'yg_admin_session']);
    expect((await browser.call('GET', '/me', { headers: { 'x-yigou-app': 'storefront' } })).body).toEqual({
      user: null,
    });
  });

  it.each([
    ['role', { role: 'manager' }],
    ['id', { id: '00000000-0000-4000-8000-000000000000' }],
    ['memberships', { memberships: [] }],
    ['totpEnabled', { totpEnabled: true }],
  ])('refuses %s in a registration', async (field, extra) => {
    const body = { login: aLogin(), password: PASSWORD, name: '张三', ...extra };
    const answer = await new Browser().call('POST', '/auth/register', { body });
    expect(answer).toMatchObject({ status: 400, ...refusal('validation_failed') });
    expect(answer.body.error.details.fields).toHaveProperty([field]);
  });

  it('refuses what another site or a page without the token sends', async () => {
    const browser = new Browser();
    const login = aLogin();
    await browser.register(login);
    const foreign = { headers: { 'sec-fetch-site': 'cross-site' } };
    expect(await browser.login(login, PASSWORD, foreign)).toMatchObject({ status: 403, ...refusal('csrf_failed') });
    const bare = { headers: { 'x-xsrf-token': '' } };
    expect(await browser.call('POST', '/auth/logout', bare)).toMatchObject({ status: 403, ...refusal('csrf_failed') });
    expect(await browser.call('GET', '/me')).toMatchObject({ body: { user: { login } } });
  });

  it('signs out at once, on the server too', async () => {
    const browser = new Browser();
    await browser.register(aLogin());
    const kept = new Map(browser.cookies);
    expect((await browser.call('POST', '/auth/logout')).status).toBe(200);
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(await browser.call('GET', '/me/sessions')).toMatchObject({ status: 401, ...refusal('session_expired') });
    expect((await browser.call('GET', '/me')).body).toEqual({ user: null });
  });

  it('lists own sessions with the address that the web server saw, and revokes no one else’s', async () => {
    const login = aLogin();
    const browser = new Browser();
    await browser.register(login);
    const behindProxy = { from: '127.0.0.1', headers: { 'x-forwarded-for': '192.0.2.1, 203.0.113.80' } };
    const second = new Browser();
    await second.login(login, PASSWORD, behindProxy);
    const { items } = SessionList.parse((await browser.call('GET', '/me/sessions')).body);
    expect(items).toHaveLength(2);
    const other = items.find((session) => !session.current);
    expect(other?.address).toBe('203.0.113.80');
    const stranger = new Browser();
    await stranger.register(aLogin());
    expect(await stranger.call('DELETE', `/me/sessions/${other?.id}`)).toMatchObject({ status: 404 });
    expect(await stranger.call('DELETE', '/me/sessions/1')).toMatchObject({ status: 404 });
    expect((await browser.call('DELETE', `/me/sessions/${other?.id}`)).status).toBe(200);
    expect((await second.call('GET', '/me')).body).toEqual({ user: null });
  });

  it('asks for the second factor once it is enrolled, and gives no cookie before it', async () => {
    const login = aLogin();
    const browser = new Browser();
    await browser.register(login);
    const offer = TotpEnrolment.parse((await browser.call('POST', '/me/totp')).body);
    const enrolled = await browser.call('POST', '/me/totp/confirm', { body: { code: code(offer.secret) } });
    expect(enrolled.status).toBe(200);
    const next = new Browser();
    const first = LoginResult.parse((await next.login(login)).body);
    expect(first.me.user).toBeNull();
    expect(next.cookies.size).toBe(0);
    const answer = { challenge: first.challenge, code: code(offer.secret, 1) };
    const done = await next.call('POST', '/auth/second-factor', { body: answer });
    expect(done.body).toMatchObject({ challenge: null, me: { user: { login, totpEnabled: true } } });
    expect(await new Browser().call('POST', '/auth/second-factor', { body: answer })).toMatchObject({
      status: 401,
      ...refusal('invalid_second_factor'),
    });
  });

  it('answers a reset request alike for anyone, and resets with the link of the mail', async () => {
    const login = aLogin();
    const browser = new Browser();
    await browser.register(login);
    const ask = (name: string) => new Browser().call('POST', '/auth/password-reset', { body: { login: name } });
    const [known, unknown] = [await ask(login), await ask(aLogin())];
    expect([known.status, known.body]).toEqual([202, {}]);
    expect([unknown.status, unknown.body]).toEqual([202, {}]);
    const mail = await database.db.one<{ body: string }>('SELECT body FROM mail WHERE recipient = $1', [login]);
    const token = /token=([\w-]{43})/.exec(mail?.body ?? '')?.[1];
    const body = { token, password: 'a password set by link' };
    expect((await new Browser().call('POST', '/auth/password-reset/confirm', { body })).status).toBe(200);
    expect(await new Browser().call('POST', '/auth/password-reset/confirm', { body })).toMatchObject(
      refusal('reset_token_invalid'),
    );
    expect((await browser.call('GET', '/me')).body).toEqual({ user: null });
    expect((await new Browser().login(login, 'a password set by link')).status).toBe(200);
  });

  it('gives an anonymous cart up at sign-in', async () => {
    const browser = new Browser();
    browser.cookies.set('yg_cart', randomBytes(32).toString('base64url'));
    expect((await browser.register(aLogin())).status).toBe(201);
    expect(browser.cookies.has('yg_cart')).toBe(false);
  });

  describe('a hundred guesses from one place', () => {
    /** Each with another forged address, spread over accounts; the last one tells whether the place was recognised. */
    async function guess(call: (forged: string) => Call) {
      const browser = new Browser();
      const forged = () => `198.18.${randomBytes(1)[0]}.${randomBytes(1)[0]}`;
      for (let batch = 0; batch < 10; batch += 1) {
        const guesses = Array.from({ length: 10 }, () => browser.login(aLogin(), 'a guess', call(forged())));
        for (const { status } of await Promise.all(guesses)) expect(status).toBe(401);
      }
      return browser.login(aLogin(), 'a guess', call(forged()));
    }

    it('are counted as one place although each forges X-Forwarded-For', async () => {
      const from = anAddress();
      const last = await guess((forged) => ({ from, headers: { 'x-forwarded-for': forged } }));
      expect(last).toMatchObject({ status: 429, ...refusal('rate_limited') });
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(800);
      expect(last.body.error.details.retryAfter).toBe(Number(last.headers['retry-after']));
    });

    it('are counted as one place through the web server, which adds the address that it sees', async () => {
      const seen = anAddress();
      const last = await guess((forged) => ({
        from: '127.0.0.1',
        headers: { 'x-forwarded-for': `${forged}, ${seen}` },
      }));
      expect(last.status).toBe(429);
    });
  });
});
