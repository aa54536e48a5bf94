import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberRole } from '@yigou/contracts';
import { aClaim } from '@yigou/testing';
import { identityHarness, type IdentityHarness, MembersWorld } from '../testing';

const ROUNDS = 12;

let h: IdentityHarness;
let w: MembersWorld;
beforeAll(async () => {
  h = await identityHarness({ quickPasswords: true });
  w = new MembersWorld(h);
});
afterAll(() => h.close());

const codes = (answers: PromiseSettledResult<unknown>[]) =>
  answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code as string] : []));
const managers = (roles: Record<string, MemberRole>) => Object.values(roles).filter((role) => role === 'manager');

describe('two managers at once', () => {
  it('who both leave: one goes, the other is the last and stays', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const organisationId = await w.organisation();
      const [one, two] = [await w.member(organisationId), await w.member(organisationId)];
      const answers = await Promise.allSettled([h.members.leave(one), h.members.leave(two)]);
      expect(codes(answers)).toEqual(['last_manager']);
      expect(managers(await w.roles(organisationId))).toHaveLength(1);
    }
  });

  it('who remove, demote or hand over each other: whoever comes second is none any more, and one is left', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const organisationId = await w.organisation();
      const [one, two] = [await w.member(organisationId), await w.member(organisationId)];
      const clerk = await w.member(organisationId, 'clerk');
      const answers = await Promise.allSettled([
        h.members.remove(one, two.actor.userId, '抢先'),
        round % 2 === 0
          ? h.members.changeRole(two, one.actor.userId, 'viewer')
          : h.members.handOver(two, one.actor.userId, clerk.actor.login),
      ]);
      expect(codes(answers)).toEqual(['forbidden']);
      expect(managers(await w.roles(organisationId)).length).toBeGreaterThanOrEqual(1);
    }
  });

  it('of whom one hands over to somebody who accepts while the other leaves: somebody manages in every order', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const organisationId = await w.organisation();
      const [one, two] = [await w.member(organisationId), await w.member(organisationId, 'clerk')];
      const { actor } = await w.person();
      await h.members.handOver(one, two.actor.userId, actor.login);
      await h.members.changeRole(one, two.actor.userId, 'manager');
      const id = await w.invitationTo(actor.login);
      const answers = await Promise.allSettled([h.myInvitations.accept(actor, id, ''), h.members.leave(one)]);
      expect(codes(answers)).toEqual(['last_manager']);
      expect(managers(await w.roles(organisationId))).toHaveLength(1);
    }
  });
});

describe('an invitation at once', () => {
  it('accepted twice and withdrawn: exactly one of them happens', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const organisationId = await w.organisation();
      const manager = await w.member(organisationId);
      const { actor } = await w.person();
      await h.invitations.invite(manager, { login: actor.login, role: 'clerk' }, aClaim());
      const id = await w.invitationTo(actor.login);
      const answers = await Promise.allSettled([
        h.myInvitations.accept(actor, id, ''),
        h.myInvitations.accept(actor, id, ''),
        h.invitations.withdraw(manager, id),
      ]);
      expect(codes(answers)).toEqual(['invitation_over', 'invitation_over']);
      const joined = (await w.roles(organisationId))[actor.userId] === 'clerk';
      const row = await h.db.one<{ status: string }>('SELECT status FROM invitation WHERE id = $1', [id]);
      expect(row?.status).toBe(joined ? 'accepted' : 'withdrawn');
    }
  });

  it('written by two managers for one login is one', async () => {
    const organisationId = await w.organisation();
    const [one, two] = [await w.member(organisationId), await w.member(organisationId)];
    const login = w.login();
    const answers = await Promise.allSettled(
      [one, two].map((caller) => h.invitations.invite(caller, { login, role: 'clerk' }, aClaim())),
    );
    expect(codes(answers)).toEqual(['already_invited']);
    expect(await h.db.query('SELECT FROM mail WHERE recipient = $1', [login])).toHaveLength(1);
  });
});
