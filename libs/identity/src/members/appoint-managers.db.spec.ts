import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberRole } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { aClaim } from '@yigou/testing';
import { identityHarness, type IdentityHarness, MembersWorld } from '../testing';

let h: IdentityHarness;
let w: MembersWorld;
beforeAll(async () => {
  h = await identityHarness({ quickPasswords: true });
  w = new MembersWorld(h);
});
afterAll(() => h.close());

const refusal = (code: string) => expect.objectContaining({ code });
const officeAt = async (regionPrefix: string, role: MemberRole = 'manager') =>
  w.member(await w.organisation('administration'), role, regionPrefix);
const imported = async (regionCode = '640422') => {
  const input = { supplierKind: 'cooperative', name: `合作社 ${newId()}`, creditCode: null, demo: false } as const;
  return (await h.uow.run((tx) => h.organisations.upsertSupplier(tx, { ...input, regionCode }))).id;
};
const anOffice = (regionCode: string, township: string | null = null) =>
  h.uow.run((tx) =>
    h.organisations.create(tx, {
      kind: 'administration',
      name: `办公室 ${newId()}`,
      regionCode,
      township,
      reviewLevel: township === null ? null : 'township',
    }),
  );

describe('an organisation that nobody manages', () => {
  it('gets a manager by an invitation of an office above it, and then invites by itself', async () => {
    const [county, supplierId] = [await officeAt('640422'), await imported()];
    const { actor, token } = await w.person();
    await h.appointments.appoint(county, supplierId, actor.login);
    const [offer] = (await h.myInvitations.list(actor)).items;
    expect(offer).toMatchObject({ kind: 'supplier', role: 'manager', replaces: null });
    const mail = await h.db.one<{ body: string }>('SELECT body FROM mail WHERE recipient = $1', [actor.login]);
    expect(mail?.body).toContain(`“${county.seat?.organisationName}”的${county.actor.name}邀请您`);
    await h.myInvitations.accept(actor, offer?.id ?? '', '203.0.113.7');
    expect((await w.again(token)).memberships).toMatchObject([{ organisationId: supplierId, role: 'manager' }]);
    await expect(h.appointments.appoint(county, supplierId, w.login())).rejects.toEqual(
      refusal('organisation_managed'),
    );
    const manager = w.seated(await w.again(token), supplierId);
    await h.invitations.invite(manager, { login: w.login(), role: 'clerk' }, aClaim());
    // Its only manager's account is closed: nobody manages it again.
    await h.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [actor.userId]);
    await h.appointments.appoint(county, supplierId, w.login());
  });

  it('is nobody’s but of offices above it: no other county, no township, no clerk, and no supplier', async () => {
    const supplierId = await imported();
    const township = await w.member(await anOffice('640422', '硝河乡'), 'manager', '640422');
    const strangers = [
      await officeAt('110101'),
      await officeAt('64', 'clerk'),
      township,
      await w.member(await w.organisation()),
    ];
    const answers = await Promise.allSettled(
      strangers.map((caller) => h.appointments.appoint(caller, supplierId, w.login())),
    );
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.code)).toEqual([
      'not_found',
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
    expect(await h.db.query('SELECT FROM invitation WHERE organisation_id = $1', [supplierId])).toEqual([]);
  });

  it('that is an office is helped by a higher one alone, and governs its own place', async () => {
    const [county, province] = [await officeAt('640422'), await officeAt('64')];
    const [peer, local] = [await anOffice('640422'), await anOffice('640422', '硝河乡')];
    await expect(h.appointments.appoint(county, peer, w.login())).rejects.toEqual(refusal('not_found'));
    const { actor, token } = await w.person();
    await h.appointments.appoint(province, peer, actor.login);
    const [offer] = (await h.myInvitations.list(actor)).items;
    await h.myInvitations.accept(actor, offer?.id ?? '', '');
    expect((await w.again(token)).memberships).toMatchObject([{ regionPrefix: '640422', reviewLevel: 'county' }]);
    await h.appointments.appoint(county, local, w.login());
    const own = county.seat?.organisationId ?? '';
    await expect(h.appointments.appoint(county, own, w.login())).rejects.toEqual(refusal('not_found'));
  });
});
