import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateSync } from 'otplib';
import type { Actor } from './actor';
import { Passwords } from './passwords';
import { type IdentityHarness, identityHarness, PASSWORD, visit } from './testing/identity.harness';

// Password hashing is slow on purpose, and a busy machine makes it slower.
jest.setTimeout(60_000);

let on: IdentityHarness;
beforeAll(async () => {
  on = await identityHarness();
});
afterAll(() => on.close());

const attempt = (login: string, password: string, address = visit.address) =>
  on.signIn.withPassword({ login, password }, { ...visit, address });

describe('registering', () => {
  it('signs in, keeps no password, and takes a login once, however it is spelt', async () => {
    const { token, actor } = await on.aBuyer('First@Example.com');
    expect((await on.sessions.authenticate(token))?.login).toBe('first@example.com');
    const [user] = await on.db.query<{ password_hash: string }>('SELECT * FROM app_user WHERE id = $1', [actor.userId]);
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(user)).not.toContain(PASSWORD);
    await expect(on.aBuyer('first@example.com')).rejects.toMatchObject({ code: 'account_taken' });
  });

  it('refuses a weak password', async () => {
    const given = { login: 'weak@example.com', password: 'password123', name: '王五' };
    await expect(on.accounts.register(given, visit)).rejects.toMatchObject({ code: 'weak_password' });
  });
});

describe('signing in with a password', () => {
  it('answers alike for an unknown account, a wrong password and a disabled account', async () => {
    const { actor } = await on.aBuyer('alike@example.com');
    await expect(attempt('nobody@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'invalid_credentials',
      details: {},
    });
    await expect(attempt('alike@example.com', 'not this one')).rejects.toMatchObject({
      code: 'invalid_credentials',
      details: {},
    });
    await on.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [actor.userId]);
    await expect(attempt('alike@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'invalid_credentials',
      details: {},
    });
  });

  it('does the work of a password check for unknown accounts too', async () => {
    const verify = jest.spyOn(on.passwords, 'verify');
    await expect(attempt('nobody-at-all@example.com', PASSWORD)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(verify.mock.calls).toEqual([[null, PASSWORD]]);
    verify.mockRestore();
    // The password of nobody is checked against a hash like any other, made once.
    const passwords = new Passwords();
    const hash = jest.spyOn(passwords, 'hash');
    expect([await passwords.verify(null, PASSWORD), await passwords.verify(null, PASSWORD)]).toEqual([false, false]);
    expect(hash).toHaveBeenCalledTimes(1);
    expect(await hash.mock.results[0]?.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('lets the eleventh attempt from a place wait, right password or not, and notes it once in the trail', async () => {
    await on.aBuyer('limited@example.com');
    const guesser = '198.51.100.8';
    for (let i = 0; i < 10; i += 1)
      await expect(attempt('limited@example.com', 'wrong', guesser)).rejects.toMatchObject({
        code: 'invalid_credentials',
      });
    const before = (await on.audited()).length;
    const refused = { code: 'rate_limited', details: { retryAfter: expect.any(Number) } };
    await expect(attempt('limited@example.com', PASSWORD, guesser)).rejects.toMatchObject(refused);
    await expect(attempt('LIMITED@example.com ', PASSWORD, guesser)).rejects.toMatchObject(refused);
    expect((await on.audited()).slice(before)).toEqual(['identity.sign_in_limited']);
  });

  it('locks no owner out whose account others guess at: elsewhere they wait a moment, at home not at all', async () => {
    const login = 'owner@example.com';
    await on.aBuyer(login);
    const pause = jest.spyOn(on.signIn, 'pause').mockResolvedValue(undefined);
    for (let i = 0; i < 12; i += 1)
      await expect(attempt(login, 'wrong', `198.51.${i}.1`)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(pause).toHaveBeenCalledTimes(2);
    expect(await attempt(login, PASSWORD, '203.0.113.77')).toMatchObject({ challenge: null });
    expect(pause).toHaveBeenCalledTimes(3);
    for (let i = 0; i < 250; i += 1) {
      await on.limits.count('loginAccount', login);
      await on.limits.count('loginAccountMost', login);
    }
    await expect(attempt(login, PASSWORD, '192.0.2.99')).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempt(login, PASSWORD)).toMatchObject({ challenge: null });
    expect(pause).toHaveBeenCalledTimes(3);
    pause.mockRestore();
  });

  it('forgets failures when the owner gets in', async () => {
    await on.aBuyer('forgetful@example.com');
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 9; i += 1) await expect(attempt('forgetful@example.com', 'wrong')).rejects.toThrow();
      await on.signedIn('forgetful@example.com');
    }
  });

  it('limits an address that tries many accounts, and no other address', async () => {
    const address = '198.51.100.50';
    for (let i = 0; i < 100; i += 1) await on.limits.count('loginAddress', address);
    await expect(attempt('anyone@example.com', 'x', address)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(attempt('anyone@example.com', 'x', '198.51.100.51')).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  });

  it('hands the cart kept before to whoever wants it, in the same transaction', async () => {
    const seen: unknown[] = [];
    on.hooks.add(async (tx, news) => {
      seen.push(news);
      if (news.cartToken === 'broken') throw new Error('the cart cannot be merged');
      await tx.query('SELECT 1');
    });
    const { actor } = await on.aBuyer('cart@example.com', { cartToken: 'kept before' });
    expect(seen).toEqual([{ userId: actor.userId, cartToken: 'kept before' }]);
    await expect(on.signedIn('cart@example.com', { cartToken: 'broken' })).rejects.toThrow('cannot be merged');
    expect(await on.sessions.listOf(actor.userId)).toHaveLength(1);
    await on.signedIn('cart@example.com');
    expect(seen).toHaveLength(2);
  });
});

describe('the second factor', () => {
  // A code is of its half minute: one of the step before is too old when the next begins between its making and its reading.
  beforeAll(() => on.clock.stand());
  afterAll(() => on.clock.go());
  let actor: Actor;
  let secret: string;
  const code = (stepsAhead = 0) =>
    generateSync({ secret, epoch: Math.floor(on.clock.now().getTime() / 1000) + 30 * stepsAhead });
  const challenge = async () => {
    const result = await attempt('totp@example.com', PASSWORD);
    if (result.challenge === null) throw new Error('no challenge');
    return result.challenge;
  };
  const answer = (given: string, digits: string) =>
    on.signIn.withSecondFactor({ challenge: given, code: digits }, visit);
  const refused = { code: 'invalid_second_factor' };

  it('is enrolled with a code of the offered secret, which ends other sessions', async () => {
    ({ actor } = await on.aBuyer('totp@example.com'));
    const other = await on.signedIn('totp@example.com');
    await expect(on.secondFactors.confirm(actor, '123456', visit.address)).rejects.toMatchObject(refused);
    const offer = await on.secondFactors.start(actor);
    ({ secret } = offer);
    expect(offer.qrSvg).toMatch(/^<svg/);
    expect(offer.uri).toContain(secret);
    const [stored] = await on.db.query<{ totp_secret: string }>('SELECT totp_secret FROM app_user WHERE id = $1', [
      actor.userId,
    ]);
    expect(stored?.totp_secret).not.toContain(secret);
    expect((await attempt('totp@example.com', PASSWORD)).challenge).toBeNull();
    await on.secondFactors.confirm(actor, code(-1), visit.address);
    expect(await on.sessions.authenticate(other)).toBeNull();
    await expect(on.secondFactors.start(actor)).rejects.toMatchObject({ code: 'totp_already_enabled' });
    await expect(on.secondFactors.confirm(actor, code(), visit.address)).rejects.toMatchObject({
      code: 'totp_already_enabled',
    });
    expect(await on.audited()).toContain('identity.totp_enabled');
  });

  it('is asked for after the password, and no session exists before it is given', async () => {
    const sessions = (await on.sessions.listOf(actor.userId)).length;
    const given = await challenge();
    expect(await on.sessions.listOf(actor.userId)).toHaveLength(sessions);
    expect(await on.sessions.authenticate(given)).toBeNull();
    const { session } = await answer(given, code());
    expect(await on.sessions.authenticate(session?.token ?? '')).toMatchObject({
      userId: actor.userId,
      totpEnabled: true,
    });
  });

  it('refuses the code that was just used, with a fresh challenge too', async () => {
    await expect(answer(await challenge(), code())).rejects.toMatchObject(refused);
    await expect(answer(await challenge(), code(-1))).rejects.toMatchObject(refused);
  });

  it('refuses a challenge that was used, has run out, is of another app or unknown', async () => {
    const first = await challenge();
    await answer(first, code(1));
    on.clock.offsetMs += 90_000;
    await expect(answer(first, code())).rejects.toMatchObject(refused);
    const late = await challenge();
    await on.db.query(
      "UPDATE login_challenge SET expires_at = clock_timestamp() - interval '1 second' WHERE used_at IS NULL",
    );
    await expect(answer(late, code())).rejects.toMatchObject(refused);
    const here = await challenge();
    await expect(
      on.signIn.withSecondFactor({ challenge: here, code: code() }, { ...visit, client: 'admin' }),
    ).rejects.toMatchObject(refused);
    await expect(answer('none', code())).rejects.toMatchObject(refused);
    await answer(here, code());
  });

  it('is not guessed: ten wrong codes and the account waits, whatever challenge comes', async () => {
    on.clock.offsetMs += 90_000;
    const wrong = code() === '000000' ? '000001' : '000000';
    for (let i = 0; i < 10; i += 1) await expect(answer(await challenge(), wrong)).rejects.toMatchObject(refused);
    await expect(answer(await challenge(), code())).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('changing the password', () => {
  it('wants the present one, refuses a weak one, and ends all other sessions and open ways in', async () => {
    const { actor, token } = await on.aBuyer('change@example.com');
    const other = await on.signedIn('change@example.com');
    const change = (current: string, next: string) =>
      on.accounts.changePassword(actor, { current, next }, visit.address);
    await expect(change('not this one', 'an altogether new one')).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(change(PASSWORD, '1234567890')).rejects.toMatchObject({ code: 'weak_password' });
    await change(PASSWORD, 'an altogether new one');
    expect(await on.sessions.authenticate(token)).not.toBeNull();
    expect(await on.sessions.authenticate(other)).toBeNull();
    await expect(on.signedIn('change@example.com')).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect((await attempt('change@example.com', 'an altogether new one')).session).not.toBeNull();
    expect(await on.audited()).toContain('identity.password_changed');
  });
});

describe('resetting a forgotten password', () => {
  const request = (login: string, client: 'storefront' | 'admin' = 'storefront') =>
    on.resets.request(login, { ...visit, client });
  const mails = (to: string) =>
    on.db.query<{ body: string; id: string }>('SELECT id, body FROM mail WHERE recipient = $1 ORDER BY id', [to]);
  const tokenIn = (body: string | undefined) =>
    new URL(/https?:\S+/.exec(body ?? '')?.[0] ?? '').searchParams.get('token') ?? '';
  const confirm = (token: string, password = 'a password set by link') => on.resets.confirm({ token, password }, visit);
  const invalid = { code: 'reset_token_invalid' };

  it('mails a link that works once and ends every session', async () => {
    const { token: session } = await on.aBuyer('reset@example.com');
    await request('reset@example.com');
    const [mail] = await mails('reset@example.com');
    expect(mail?.body).toContain('http://shop.test/reset-password?token=');
    expect(
      await on.db.query(
        "SELECT 1 AS found FROM outbox WHERE topic = 'notifications.mail_requested' AND payload->>'mailId' = $1",
        [mail?.id],
      ),
    ).toHaveLength(1);
    const token = tokenIn(mail?.body);
    await expect(confirm(token, 'password123')).rejects.toMatchObject({ code: 'weak_password' });
    await confirm(token);
    expect(await on.sessions.authenticate(session)).toBeNull();
    expect((await attempt('reset@example.com', 'a password set by link')).session).not.toBeNull();
    await expect(confirm(token, 'another password again')).rejects.toMatchObject(invalid);
    expect(await on.audited()).toEqual(
      expect.arrayContaining(['identity.password_reset_requested', 'identity.password_reset']),
    );
  });

  it('leads to the console for its users, below the address it is served at', async () => {
    await on.aBuyer('console@example.com');
    await request('console@example.com', 'admin');
    expect((await mails('console@example.com'))[0]?.body).toContain('http://console.test/admin/reset-password?token=');
  });

  it('answers alike and as slowly for an account that does not exist, and writes no mail', async () => {
    await on.aBuyer('exists@example.com');
    const timed = async (login: string) => {
      const start = performance.now();
      expect(await request(login)).toBeUndefined();
      return performance.now() - start;
    };
    const [known, unknown] = [await timed('exists@example.com'), await timed('does-not@example.com')];
    expect(Math.min(known, unknown)).toBeGreaterThan(290);
    expect(await mails('does-not@example.com')).toEqual([]);
  });

  it('is over after half an hour, after a password change, and for a disabled account', async () => {
    const { actor } = await on.aBuyer('stale@example.com');
    const fresh = async () => {
      await request('stale@example.com');
      return tokenIn((await mails('stale@example.com')).at(-1)?.body);
    };
    const late = await fresh();
    await on.db.query('UPDATE password_reset SET expires_at = clock_timestamp() WHERE user_id = $1', [actor.userId]);
    await expect(confirm(late)).rejects.toMatchObject(invalid);
    const overtaken = await fresh();
    await on.accounts.changePassword(actor, { current: PASSWORD, next: 'changed in the meantime' }, visit.address);
    await expect(confirm(overtaken)).rejects.toMatchObject(invalid);
    const disabled = await fresh();
    await on.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [actor.userId]);
    await expect(confirm(disabled)).rejects.toMatchObject(invalid);
  });

  it('takes five requests an hour for one account, existing or not', async () => {
    for (let i = 0; i < 5; i += 1) await on.limits.take('resetAccount', 'many@example.com');
    await expect(request('many@example.com')).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('while Redis is away', () => {
  it('people sign in, and guessing is limited all the same', async () => {
    const alone = await identityHarness({ redisUrl: 'redis://127.0.0.1:1' });
    const { token } = await alone.aBuyer('alone@example.com');
    expect(await alone.sessions.authenticate(token)).not.toBeNull();
    const wrong = { login: 'alone@example.com', password: 'wrong' };
    for (let i = 0; i < 10; i += 1)
      await expect(alone.signIn.withPassword(wrong, visit)).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(alone.signedIn('alone@example.com')).rejects.toMatchObject({ code: 'rate_limited' });
    await alone.close();
  });
});
