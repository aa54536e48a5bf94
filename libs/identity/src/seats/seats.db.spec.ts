import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberRole } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { someoneWaits } from '@yigou/testing';
import fc from 'fast-check';
import { anOrganisation, identityHarness, type IdentityHarness, memberOf } from '../testing';
import { covers, coversSql } from './jurisdiction';
import { holdSeat } from './hold-seat';
import { type Caller, seatIn } from './seat';

let h: IdentityHarness;
beforeAll(async () => {
  h = await identityHarness();
});
afterAll(() => h.close());

/** A member of a county's office, as the session says. */
async function official(role: MemberRole = 'clerk'): Promise<Caller> {
  const { actor, token } = await h.aBuyer(`${newId()}@example.test`);
  const organisationId = await h.uow.run((tx) =>
    h.organisations.create(tx, { kind: 'administration', name: `办公室 ${newId()}`, regionCode: '640422' }),
  );
  await h.uow.run((tx) =>
    h.organisations.addMember(tx, { userId: actor.userId, organisationId, role, regionPrefix: '640422' }),
  );
  const again = await h.sessions.authenticate(token);
  const [membership] = again?.memberships ?? [];
  if (!again || !membership) throw new Error('no seat');
  return { actor: again, seat: seatIn(membership), address: null };
}
const hold = (caller: Caller, rule: Partial<Parameters<typeof holdSeat>[2]> = {}) =>
  h.uow.run((tx) => holdSeat(tx, caller, { kind: 'administration', ...rule }));

describe('a held seat', () => {
  it('is what the membership says at this moment', async () => {
    const caller = await official();
    await h.db.query("UPDATE membership SET region_prefix = '64', role = 'manager' WHERE user_id = $1", [
      caller.actor.userId,
    ]);
    expect((await hold(caller)).seat).toEqual({
      ...caller.seat,
      regionPrefix: '64',
      level: 'province',
      role: 'manager',
    });
  });

  it('is none for a viewer, a role or level that the rule does not name, another kind, and after its end', async () => {
    const [viewer, clerk] = [await official('viewer'), await official()];
    await expect(hold(viewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hold(clerk, { roles: ['manager'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hold(clerk, { levels: ['national'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hold(clerk, { kind: 'supplier' })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await hold(viewer, { roles: ['viewer'], levels: ['county'] })).seat.role).toBe('viewer');
    await h.db.query("UPDATE membership SET expires_at = now() - interval '1 s' WHERE user_id = $1", [
      clerk.actor.userId,
    ]);
    await expect(hold(clerk)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is kept until the transaction ends: who takes it away waits, and afterwards it is gone', async () => {
    const caller = await official();
    const order: string[] = [];
    let removal: Promise<unknown> = Promise.resolve();
    await h.uow.run(async (tx) => {
      await holdSeat(tx, caller, { kind: 'administration' });
      removal = h.db
        .query('DELETE FROM membership WHERE user_id = $1', [caller.actor.userId])
        .then(() => order.push('taken away'));
      await someoneWaits(h.db);
      order.push('done');
    });
    await removal;
    expect(order).toEqual(['done', 'taken away']);
    await expect(hold(caller)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is held for a duty by a manager and by the clerk who has it at that moment, by nobody else', async () => {
    const { id: unitId } = await anOrganisation(h.db, { kind: 'agency' });
    const [manager, buyer, other, viewer] = [
      await memberOf(h.db, unitId, { role: 'manager' }),
      await memberOf(h.db, unitId, { duties: ['buy', 'pay'] }),
      await memberOf(h.db, unitId, { duties: ['approve'] }),
      await memberOf(h.db, unitId, { role: 'viewer' }),
    ];
    const buys = (by: Caller) => h.uow.run((tx) => holdSeat(tx, by, { kind: 'agency', duty: 'buy' }));
    await buys(manager);
    expect((await buys(buyer)).seat.duties).toEqual(['buy', 'pay']);
    for (const by of [other, viewer]) await expect(buys(by)).rejects.toMatchObject({ code: 'forbidden' });
    await h.db.query(`UPDATE membership SET duties = '{pay}' WHERE user_id = $1`, [buyer.actor.userId]);
    await expect(buys(buyer)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('jurisdiction', () => {
  it('is the same in TypeScript and in SQL for every seat and place', async () => {
    const code = fc.constantFrom('640422', '640424', '640121', '610422', '640000', null);
    const township = fc.constantFrom('硝河乡', '吉强镇', null);
    const seat = fc.record({ regionPrefix: fc.constantFrom('', '64', '6404', '640422'), township });
    await fc.assert(
      fc.asyncProperty(seat, code, township, async (from, regionCode, town) => {
        const values: unknown[] = [regionCode, town];
        const condition = coversSql({ regionCode: '$1::text', township: '$2::text' }, from, (value) => {
          return `$${values.push(value)}`;
        });
        const row = await h.db.one<{ covered: boolean }>(
          `SELECT coalesce(${condition}, false) AS covered, $1::text AS a, $2::text AS b`,
          values,
        );
        expect(row?.covered).toBe(covers(from, { regionCode, township: town }));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the columns of files', () => {
  const said = [{ written: '牌子', column: '名称' }];

  it('are remembered of the organisation, whoever of it sends the next; of who acts for none, of the person', async () => {
    const [one, other] = [await official(), await official()];
    const colleague = { ...one, actor: other.actor };
    await h.importColumns.remember(one, 'households', said);
    expect(await h.importColumns.of(colleague, 'households')).toEqual(said);
    expect(await h.importColumns.of(colleague, 'roster')).toEqual([]);
    expect(await h.importColumns.of(other, 'households')).toEqual([]);
    const person = { ...one, seat: null };
    expect(await h.importColumns.of(person, 'households')).toEqual([]);
    await h.importColumns.remember(person, 'addresses', said);
    await h.importColumns.remember(person, 'addresses', []);
    expect(await h.importColumns.of(person, 'addresses')).toEqual([]);
  });

  it('are not for a viewer to say, nor for who lost the seat', async () => {
    const [viewer, clerk] = [await official('viewer'), await official()];
    await h.db.query('DELETE FROM membership WHERE user_id = $1', [clerk.actor.userId]);
    for (const by of [viewer, clerk])
      await expect(h.importColumns.remember(by, 'households', said)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
