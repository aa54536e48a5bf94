import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { aClaim } from '@yigou/testing';
import { identityHarness, type IdentityHarness, MembersWorld } from '../testing';
import { seatHelper } from '../helper-seats';
import { IDENTITY } from '../identity.manifest';
import { INVITATION } from './invitation-status';
import { expireInvitations } from './move-invitation';

let h: IdentityHarness;
let w: MembersWorld;
beforeAll(async () => {
  h = await identityHarness({ quickPasswords: true });
  w = new MembersWorld(h);
  // A mandate needs a household, evidence and an office; here the place alone matters.
  await h.db.query('ALTER TABLE membership DROP CONSTRAINT membership_mandate_id_fkey');
});
afterAll(() => h.close());

const refusal = (code: string) => expect.objectContaining({ code });
const status = (id: string) => h.db.one<{ status: string }>('SELECT status FROM invitation WHERE id = $1', [id]);
const accept = async (login: string, actor: Parameters<typeof h.myInvitations.accept>[0]) =>
  h.myInvitations.accept(actor, await w.invitationTo(login), '203.0.113.7');
const events = (organisationId: string) =>
  h.db.query<{ topic: string; payload: Record<string, string> }>(
    "SELECT topic, payload FROM outbox WHERE payload->>'organisationId' = $1 ORDER BY created_at, id",
    [organisationId],
  );

describe('an invitation', () => {
  it('goes by mail to somebody who has no account yet, who registers, verifies, accepts and acts at the next request', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    const login = w.login();
    await h.invitations.invite(manager, { login, role: 'clerk' }, aClaim());
    const mail = await h.db.one<{ subject: string; body: string }>(
      'SELECT subject, body FROM mail WHERE recipient = $1',
      [login],
    );
    expect(mail?.subject).toContain('邀请您加入');
    expect(mail?.body).toContain('http://shop.test/account/invitations');

    const { actor: unverified, token } = await w.person(login, false);
    expect(await h.myInvitations.list(unverified)).toEqual({ loginVerified: false, items: [] });
    await expect(accept(login, unverified)).rejects.toMatchObject({ code: 'login_unverified' });
    await h.db.query('UPDATE app_user SET login_verified_at = now() WHERE id = $1', [unverified.userId]);

    const actor = await w.again(token);
    expect((await h.myInvitations.list(actor)).items).toMatchObject([
      { role: 'clerk', kind: 'agency', replaces: null, invitedBy: manager.actor.name },
    ]);
    await accept(login, actor);
    expect((await w.again(token)).memberships).toMatchObject([{ organisationId, role: 'clerk' }]);
    expect(await h.myInvitations.list(actor)).toEqual({ loginVerified: true, items: [] });
    expect(await events(organisationId)).toMatchObject([
      { topic: 'identity.member_joined', payload: { role: 'clerk' } },
    ]);
    await expect(accept(login, actor)).rejects.toMatchObject({ code: 'invitation_over' });
  });

  it('is one at a time for a login, and none for who is a member', async () => {
    const organisationId = await w.organisation();
    const [manager, clerk] = [await w.member(organisationId), await w.member(organisationId, 'clerk')];
    const login = w.login();
    await h.invitations.invite(manager, { login, role: 'clerk' }, aClaim());
    await expect(h.invitations.invite(manager, { login, role: 'viewer' }, aClaim())).rejects.toEqual(
      refusal('already_invited'),
    );
    await expect(h.invitations.invite(manager, { login: clerk.actor.login, role: 'viewer' }, aClaim())).rejects.toEqual(
      refusal('already_member'),
    );
    await h.invitations.withdraw(manager, await w.invitationTo(login));
    await h.invitations.invite(manager, { login, role: 'viewer' }, aClaim());
  });

  it('has a term, after which it is over and makes room for another; sending again begins the term anew, once a minute', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    const login = w.login();
    await h.invitations.invite(manager, { login, role: 'clerk' }, aClaim());
    const first = await w.invitationTo(login);
    await expect(h.invitations.resend(manager, first)).rejects.toEqual(refusal('rate_limited'));
    const end = () =>
      h.db.query(
        "UPDATE invitation SET expires_at = now() - interval '1 s', sent_at = sent_at - interval '2 min' WHERE login = $1 AND status = 'pending'",
        [login],
      );
    await end();
    const { actor } = await w.person(login);
    expect((await h.myInvitations.list(actor)).items).toEqual([]);
    await expect(accept(login, actor)).rejects.toEqual(refusal('invitation_over'));
    expect((await h.memberQueries.list(manager)).invitations).toMatchObject([{ id: first, expired: true }]);
    await h.invitations.resend(manager, first);
    expect((await h.memberQueries.list(manager)).invitations).toMatchObject([{ id: first, expired: false }]);
    await end();
    await h.invitations.invite(manager, { login, role: 'viewer' }, aClaim());
    expect(await status(first)).toEqual({ status: 'expired' });
    await end();
    expect(await expireInvitations(h.db)).toBe(1);
    expect((await h.memberQueries.list(manager)).invitations).toEqual([]);
  });

  it('can be declined or withdrawn, and then no more be accepted', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    const { actor } = await w.person();
    await h.invitations.invite(manager, { login: actor.login, role: 'clerk' }, aClaim());
    await h.myInvitations.decline(actor, await w.invitationTo(actor.login), '203.0.113.7');
    await expect(accept(actor.login, actor)).rejects.toEqual(refusal('invitation_over'));
    await h.invitations.invite(manager, { login: actor.login, role: 'clerk' }, aClaim());
    await h.invitations.withdraw(manager, await w.invitationTo(actor.login));
    await expect(accept(actor.login, actor)).rejects.toEqual(refusal('invitation_over'));
    expect(Object.keys(await w.roles(organisationId))).toEqual([manager.actor.userId]);
    const broken = await Promise.all(IDENTITY.invariants.map(({ sql }) => h.db.query(sql)));
    expect(broken).toEqual(IDENTITY.invariants.map(() => []));
    expect(INVITATION.final).toEqual(['accepted', 'declined', 'withdrawn', 'expired']);
  });

  it('is its login’s alone, and its organisation’s alone', async () => {
    const organisationId = await w.organisation();
    const [manager, other] = [await w.member(organisationId), await w.member(await w.organisation())];
    const login = w.login();
    await h.invitations.invite(manager, { login, role: 'manager' }, aClaim());
    const id = await w.invitationTo(login);
    await expect(h.myInvitations.accept(other.actor, id, '')).rejects.toEqual(refusal('not_found'));
    await expect(h.myInvitations.decline(other.actor, id, '')).rejects.toEqual(refusal('not_found'));
    await expect(h.invitations.withdraw(other, id)).rejects.toEqual(refusal('not_found'));
    await expect(h.invitations.resend(other, id)).rejects.toEqual(refusal('not_found'));
  });

  it('is limited by the hour for who invites', async () => {
    const manager = await w.member(await w.organisation());
    const count = () => h.invitations.countAttempt(manager);
    for (let n = 0; n < 60; n += 1) await count();
    await expect(h.invitations.invite(manager, { login: w.login(), role: 'clerk' }, aClaim())).rejects.toEqual(
      refusal('rate_limited'),
    );
  });

  it('makes a helper’s place the person’s own', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    const { actor, token } = await w.person();
    await h.uow.run((tx) =>
      seatHelper(tx, {
        userId: actor.userId,
        organisationId,
        mandateId: newId(),
        expiresAt: new Date(Date.now() + 60_000),
      }),
    );
    expect((await h.memberQueries.list(manager)).members.find(({ helper }) => helper)?.id).toBe(actor.userId);
    const helper = w.seated(await w.again(token), organisationId);
    for (const refused of [
      h.members.leave(helper),
      h.members.remove(manager, actor.userId, '不再需要'),
      h.members.changeRole(manager, actor.userId, 'manager'),
    ])
      await expect(refused).rejects.toEqual(refusal('member_by_mandate'));
    await h.invitations.invite(manager, { login: actor.login, role: 'manager' }, aClaim());
    await accept(actor.login, actor);
    expect((await h.memberQueries.list(manager)).members.find(({ id }) => id === actor.userId)).toMatchObject({
      helper: false,
      duties: [],
      expiresAt: null,
      role: 'manager',
    });
  });
});

describe('who manages', () => {
  it('is a manager of that organisation, as they are at this moment; the others see masked logins and no invitations', async () => {
    const organisationId = await w.organisation();
    const [manager, clerk] = [await w.member(organisationId), await w.member(organisationId, 'clerk')];
    const login = w.login();
    await h.invitations.invite(manager, { login, role: 'clerk' }, aClaim());
    const id = await w.invitationTo(login);
    const acts = (caller: typeof manager) => [
      h.invitations.invite(caller, { login: w.login(), role: 'clerk' }, aClaim()),
      h.invitations.resend(caller, id),
      h.invitations.withdraw(caller, id),
      h.members.changeRole(caller, manager.actor.userId, 'viewer'),
      h.members.remove(caller, manager.actor.userId, '捣乱'),
      h.members.handOver(caller, manager.actor.userId, clerk.actor.login),
    ];
    for (const act of acts(clerk)) await expect(act).rejects.toEqual(refusal('forbidden'));
    const seen = await h.memberQueries.list(clerk);
    expect(seen).toMatchObject({ canManage: false, invitations: [] });
    expect(seen.members.map((member) => member.login).join()).not.toContain(manager.actor.login);
    expect((await h.memberQueries.list(manager)).members.map((member) => member.login)).toContain(clerk.actor.login);
    // The seat of the request says manager, the membership no more.
    const gone = await w.member(organisationId);
    await h.members.changeRole(manager, gone.actor.userId, 'clerk');
    for (const act of acts(gone)) await expect(act).rejects.toEqual(refusal('forbidden'));
    await expect(h.members.remove(manager, (await w.person()).actor.userId, '无')).rejects.toEqual(
      refusal('not_found'),
    );
  });

  it('gives away no jurisdiction of more than their own', async () => {
    const organisationId = await w.organisation('administration');
    const [province, county] = [
      await w.member(organisationId, 'manager', '64'),
      await w.member(organisationId, 'manager', '640422'),
    ];
    await expect(h.members.remove(county, province.actor.userId, '捣乱')).rejects.toEqual(refusal('forbidden'));
    await expect(h.members.handOver(county, province.actor.userId, w.login())).rejects.toEqual(refusal('forbidden'));
    const { actor, token } = await w.person();
    await h.invitations.invite(county, { login: actor.login, role: 'clerk' }, aClaim());
    await accept(actor.login, actor);
    expect((await w.again(token)).memberships).toMatchObject([{ regionPrefix: '640422', reviewLevel: 'county' }]);
  });
});

describe('the last manager', () => {
  it('cannot leave, be removed or be demoted; with a second one all of it goes', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    await w.member(organisationId, 'clerk');
    const own = manager.actor.userId;
    for (const refused of [
      h.members.leave(manager),
      h.members.remove(manager, own, '不干了'),
      h.members.changeRole(manager, own, 'clerk'),
    ])
      await expect(refused).rejects.toEqual(refusal('last_manager'));
    expect((await w.roles(organisationId))[own]).toBe('manager');

    const second = await w.member(organisationId);
    // Who cannot sign in manages nothing.
    await h.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [second.actor.userId]);
    await expect(h.members.leave(manager)).rejects.toEqual(refusal('last_manager'));
    await h.db.query('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [second.actor.userId]);
    await h.members.changeRole(manager, own, 'viewer');
    const viewer = { ...manager, seat: manager.seat && { ...manager.seat, role: 'viewer' as const } };
    await h.members.leave(viewer);
    expect((await w.roles(organisationId))[own]).toBeUndefined();
    expect((await events(organisationId)).map(({ topic }) => topic)).toEqual([
      'identity.member_role_changed',
      'identity.member_left',
    ]);
  });
});

describe('handing over', () => {
  it('to a member happens at once: the successor has the role and where it governs, the old one is gone', async () => {
    const organisationId = await w.organisation('administration');
    const [manager, old] = [await w.member(organisationId), await w.member(organisationId, 'clerk', '6404')];
    const successor = await w.member(organisationId, 'viewer', '640422');
    await h.members.handOver(manager, old.actor.userId, successor.actor.login);
    expect(await w.roles(organisationId)).toEqual({
      [manager.actor.userId]: 'manager',
      [successor.actor.userId]: 'clerk',
    });
    const place = await h.db.one('SELECT region_prefix AS prefix FROM membership WHERE user_id = $1', [
      successor.actor.userId,
    ]);
    expect(place).toEqual({ prefix: '6404' });
    await expect(h.members.handOver(manager, manager.actor.userId, manager.actor.login)).rejects.toEqual(
      refusal('validation_failed'),
    );
    // A manager who takes over a clerk's place is still the manager.
    await h.members.handOver(manager, successor.actor.userId, manager.actor.login);
    expect(await w.roles(organisationId)).toEqual({ [manager.actor.userId]: 'manager' });
  });

  it('to somebody new happens with accepting, so that also the only manager can go', async () => {
    const organisationId = await w.organisation();
    const manager = await w.member(organisationId);
    const { actor } = await w.person();
    await h.members.handOver(manager, manager.actor.userId, actor.login);
    expect(await w.roles(organisationId)).toEqual({ [manager.actor.userId]: 'manager' });
    expect((await h.myInvitations.list(actor)).items).toMatchObject([
      { role: 'manager', replaces: manager.actor.name },
    ]);
    await accept(actor.login, actor);
    expect(await w.roles(organisationId)).toEqual({ [actor.userId]: 'manager' });
    expect((await events(organisationId)).map(({ topic, payload }) => [topic, payload['ending'] ?? null])).toEqual([
      ['identity.member_joined', null],
      ['identity.member_left', 'handed_over'],
    ]);
  });

  it('of a clerk who has become the only manager meanwhile leaves everything as it is', async () => {
    const organisationId = await w.organisation();
    const [manager, clerk] = [await w.member(organisationId), await w.member(organisationId, 'clerk')];
    const { actor } = await w.person();
    await h.members.handOver(manager, clerk.actor.userId, actor.login);
    await h.members.changeRole(manager, clerk.actor.userId, 'manager');
    await h.members.leave(manager);
    await expect(accept(actor.login, actor)).rejects.toEqual(refusal('last_manager'));
    expect(await w.roles(organisationId)).toEqual({ [clerk.actor.userId]: 'manager' });
    expect(await status(await w.invitationTo(actor.login))).toEqual({ status: 'pending' });
  });
});

describe('news of members', () => {
  const deliver = async (
    organisationId: string,
    hear: (event: { id: string; hearer: string; payload: never }) => Promise<void>,
  ): Promise<void> => {
    const [row] = await h.db.query<{ id: string; payload: never }>(
      "SELECT id, payload FROM outbox WHERE payload->>'organisationId' = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
      [organisationId],
    );
    if (!row) throw new Error('nothing was published');
    await h.db.query("INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, 'identity', now())", [row.id]);
    const event = { id: row.id, hearer: 'identity', payload: row.payload };
    await hear(event);
    // The same again changes nothing.
    await hear(event);
  };
  const noticesOf = (userId: string) =>
    h.db.query<{ title: string; link: string | null }>(
      'SELECT title, link FROM notice WHERE user_id = $1 ORDER BY created_at',
      [userId],
    );

  it('reaches the managers and whom it concerns, once', async () => {
    const organisationId = await w.organisation();
    const [manager, second] = [await w.member(organisationId), await w.member(organisationId)];
    const { actor } = await w.person();
    await h.invitations.invite(manager, { login: actor.login, role: 'clerk' }, aClaim());
    await accept(actor.login, actor);
    await deliver(organisationId, (event) => h.memberNotices.joined(event));
    expect(await noticesOf(second.actor.userId)).toEqual([{ title: '新成员已加入', link: '/account/members' }]);
    expect(await noticesOf(actor.userId)).toEqual([]);
    await h.members.changeRole(manager, actor.userId, 'viewer');
    await deliver(organisationId, (event) => h.memberNotices.roleChanged(event));
    await h.members.remove(manager, actor.userId, '调离');
    await deliver(organisationId, (event) => h.memberNotices.left(event));
    expect((await noticesOf(actor.userId)).map(({ title }) => title)).toEqual(['成员角色已更改', '任职已结束']);
    expect((await noticesOf(second.actor.userId)).map(({ title }) => title)).toEqual([
      '新成员已加入',
      '成员角色已更改',
      '成员已退出',
    ]);
    // Who did it knows.
    expect((await noticesOf(manager.actor.userId)).map(({ title }) => title)).toEqual(['新成员已加入']);
  });
});
