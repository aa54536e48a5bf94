import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { someoneWaits } from '@yigou/testing';
import { generateSync } from 'otplib';
import { type IdentityHarness, identityHarness, PASSWORD, visit } from './testing/identity.harness';

// Password hashing is slow on purpose, and a busy machine makes it slower.
jest.setTimeout(60_000);

let on: IdentityHarness;
beforeAll(async () => {
  on = await identityHarness();
});
afterAll(() => on.close());

/** Runs it so many times at once; says how many succeeded and with which codes the others failed. */
async function atOnce(times: number, work: (n: number) => Promise<unknown>): Promise<{ won: number; codes: string[] }> {
  const results = await Promise.allSettled(Array.from({ length: times }, (_, n) => work(n)));
  const lost = results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
  );
  return { won: times - lost.length, codes: [...new Set(lost)] };
}

it('one reset link used by sixteen at once sets one password', async () => {
  await on.aBuyer('reset@example.com');
  await on.resets.request('reset@example.com', visit);
  const [mail] = await on.db.query<{ body: string }>('SELECT body FROM mail');
  const token = /token=([\w-]+)/.exec(mail?.body ?? '')?.[1] ?? '';
  const passwords = Array.from({ length: 16 }, (_, n) => `the wish of number ${n}`);
  const outcome = await atOnce(16, (n) => on.resets.confirm({ token, password: passwords[n] ?? '' }, visit));
  expect(outcome).toEqual({ won: 1, codes: ['reset_token_invalid'] });
  const [user] = await on.db.query<{ hash: string }>(
    "SELECT password_hash AS hash FROM app_user WHERE login = 'reset@example.com'",
  );
  const matching = await Promise.all(passwords.map((password) => on.passwords.verify(user?.hash ?? null, password)));
  expect(matching.filter(Boolean)).toHaveLength(1);
});

it('one challenge answered eight times at once opens one session, and one code serves one of many challenges', async () => {
  const { actor } = await on.aBuyer('totp@example.com');
  const { secret } = await on.secondFactors.start(actor);
  const code = () => generateSync({ secret, epoch: Math.floor(on.clock.now().getTime() / 1000) });
  await on.secondFactors.confirm(actor, code(), visit.address);
  const challenge = async () =>
    (await on.signIn.withPassword({ login: 'totp@example.com', password: PASSWORD }, visit)).challenge ?? '';
  const answer = (given: string) => on.signIn.withSecondFactor({ challenge: given, code: code() }, visit);

  on.clock.offsetMs += 60_000;
  const one = await challenge();
  expect(await atOnce(8, () => answer(one))).toEqual({ won: 1, codes: ['invalid_second_factor'] });

  on.clock.offsetMs += 60_000;
  const many = [await challenge(), await challenge(), await challenge(), await challenge()];
  expect(await atOnce(4, (n) => answer(many[n] ?? ''))).toEqual({ won: 1, codes: ['invalid_second_factor'] });
});

it('sixteen who register one login make one account', async () => {
  const outcome = await atOnce(16, () => on.aBuyer('same@example.com'));
  expect(outcome).toEqual({ won: 1, codes: ['account_taken'] });
});

it('no session survives a password change that ran beside the sign-in', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { actor } = await on.aBuyer(`beside-${round}@example.com`);
    const signIns = [1, 2, 3].map(() => on.signedIn(`beside-${round}@example.com`));
    const change = on.accounts.changePassword(
      actor,
      { current: PASSWORD, next: `the next of round ${round}` },
      visit.address,
    );
    await Promise.allSettled([...signIns, change]);
    await change;
    const live = await on.sessions.listOf(actor.userId);
    expect(live.map((session) => session.id)).toEqual([actor.sessionId]);
  }
});

it('a sign-in that checked the old password waits for the change that is under way, and is refused', async () => {
  const { actor, login } = await on.aBuyer('waits@example.com');
  let signIn: Promise<string> = Promise.resolve('not tried');
  await on.uow.run(async (tx) => {
    await tx.query("UPDATE app_user SET password_hash = 'replaced' WHERE id = $1", [actor.userId]);
    signIn = on.signedIn(login).then(
      () => 'signed in',
      (error: { code: string }) => error.code,
    );
    await someoneWaits(on.db);
  });
  expect(await signIn).toBe('invalid_credentials');
  expect(await on.sessions.listOf(actor.userId)).toHaveLength(1);
});

it('a supplier imported by eight at once is one organisation', async () => {
  const supplier = {
    supplierKind: 'cooperative',
    name: '同名合作社',
    creditCode: '91420529MA00000001',
    regionCode: '420529',
    demo: true,
  } as const;
  const results = await Promise.all(
    Array.from({ length: 8 }, () => on.uow.run((tx) => on.organisations.upsertSupplier(tx, supplier))),
  );
  expect(new Set(results.map((result) => result.id)).size).toBe(1);
  expect(results.filter((result) => result.created)).toHaveLength(1);
});
