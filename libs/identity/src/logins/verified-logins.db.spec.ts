import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import type { Actor } from '../actor';
import { identityHarness, type IdentityHarness, visit } from '../testing';
import { newLoginCode } from './login-code-hash';
import { requireVerifiedLogin } from './verified-logins';

let h: IdentityHarness;
beforeAll(async () => {
  h = await identityHarness();
});
afterAll(() => h.close());

const login = () => `${newId()}@example.test`;
const someone = async () => (await h.aBuyer(login())).actor;
const send = (actor: Actor) => h.logins.sendCode(actor, visit.address);
const verify = (actor: Actor, code: string) => h.logins.verify(actor, code, visit.address);
const mails = (to: string) =>
  h.db.query<{ body: string }>('SELECT body FROM mail WHERE recipient = $1 ORDER BY created_at DESC, id DESC', [to]);
const lastCode = async (actor: Actor) => /验证码是 (\d{6})/.exec((await mails(actor.login))[0]?.body ?? '')?.[1] ?? '';
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const minuteLater = (actor: Actor) =>
  h.db.query("UPDATE login_code SET sent_at = sent_at - interval '61 s' WHERE user_id = $1", [actor.userId]);
const verified = async (actor: Actor) =>
  (await h.db.query('SELECT FROM app_user WHERE id = $1 AND login_verified_at IS NOT NULL', [actor.userId])).length ===
  1;

describe('a login', () => {
  it('is its person’s once the code that was sent to it came back; the code is kept by a digest alone', async () => {
    const actor = await someone();
    await expect(requireVerifiedLogin(h.db, actor.userId)).rejects.toMatchObject({ code: 'login_unverified' });
    expect(await send(actor)).toMatchObject({ to: expect.stringContaining('***'), resendAfter: 60 });
    const code = await lastCode(actor);
    const row = await h.db.one<{ text: string }>('SELECT c::text AS text FROM login_code c WHERE user_id = $1', [
      actor.userId,
    ]);
    expect(row?.text).not.toContain(Buffer.from(code).toString('hex'));
    expect(row?.text).not.toContain(code);
    await verify(actor, code);
    await requireVerifiedLogin(h.db, actor.userId);
    expect(await h.audited()).toContain('identity.login_verified');
    expect(await h.db.query('SELECT FROM login_code WHERE user_id = $1', [actor.userId])).toEqual([]);
    const again = { ...actor, loginVerified: true };
    await expect(send(again)).rejects.toMatchObject({ code: 'login_already_verified' });
    await expect(verify(again, code)).rejects.toMatchObject({ code: 'login_already_verified' });
  });

  it('is not verified by another’s code, an old one, or one that a newer one replaced', async () => {
    const [actor, other] = [await someone(), await someone()];
    await send(other);
    await expect(verify(actor, await lastCode(other))).rejects.toMatchObject({ code: 'login_code_invalid' });
    await send(actor);
    const first = await lastCode(actor);
    await minuteLater(actor);
    await send(actor);
    const second = await lastCode(actor);
    if (first !== second) await expect(verify(actor, first)).rejects.toMatchObject({ code: 'login_code_invalid' });
    await h.db.query("UPDATE login_code SET expires_at = now() - interval '1 s' WHERE user_id = $1", [actor.userId]);
    await expect(verify(actor, second)).rejects.toMatchObject({ code: 'login_code_invalid' });
    expect(await verified(actor)).toBe(false);
  });

  it('has one code a minute, also for two requests at once', async () => {
    const actor = await someone();
    const answers = await Promise.allSettled([send(actor), send(actor), send(actor)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'rate_limited' } });
    expect(await mails(actor.login)).toHaveLength(1);
  });

  it('takes five guesses at a code, also at once, and not even the right one after them', async () => {
    const actor = await someone();
    await send(actor);
    const code = await lastCode(actor);
    const wrong = otherThan(code);
    const guesses = await Promise.allSettled(Array.from({ length: 8 }, () => verify(actor, wrong)));
    expect(guesses.every(({ status }) => status === 'rejected')).toBe(true);
    const row = await h.db.one<{ attempts: number }>('SELECT attempts FROM login_code WHERE user_id = $1', [
      actor.userId,
    ]);
    expect(row?.attempts).toBe(5);
    await expect(verify(actor, code)).rejects.toMatchObject({ code: 'login_code_invalid' });
    // A new code gives new guesses, until there were too many in the hour.
    await minuteLater(actor);
    await send(actor);
    const next = otherThan(await lastCode(actor));
    const more = await Promise.allSettled(Array.from({ length: 8 }, () => verify(actor, next)));
    expect(more.some((answer) => answer.status === 'rejected' && answer.reason.code === 'rate_limited')).toBe(true);
  });

  it('is verified once by two requests with the same code', async () => {
    const actor = await someone();
    await send(actor);
    const code = await lastCode(actor);
    const answers = await Promise.allSettled([verify(actor, code), verify(actor, code)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await verified(actor)).toBe(true);
  });

  it('waits in the outbox for a mobile number, as every message does', async () => {
    const phone = `139${newId().replace(/\D/g, '').padEnd(8, '7').slice(0, 8)}`;
    const { actor } = await h.aBuyer(phone);
    await send(actor);
    expect(await lastCode(actor)).toMatch(/^\d{6}$/);
  });

  it('is verified by a reset link, too, which went there and came back', async () => {
    const actor = await someone();
    await h.resets.request(actor.login, visit);
    const token = /token=([\w-]{43})/.exec((await mails(actor.login))[0]?.body ?? '')?.[1] ?? '';
    expect(await verified(actor)).toBe(false);
    await h.resets.confirm({ token, password: '梯田里的白皮花生米两斤' }, visit);
    expect(await verified(actor)).toBe(true);
  });
});

describe('a code', () => {
  it('has six digits, zeros in front included', () => {
    const codes = Array.from({ length: 2_000 }, newLoginCode);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1_900);
  });
});
