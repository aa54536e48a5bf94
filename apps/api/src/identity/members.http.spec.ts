import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemberList, MyInvitations } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { ApiHarness, type Visitor } from '../testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const loginOf = (visitor: Visitor) => `${visitor.userId}@example.test`;
const lastMail = async (to: string) =>
  (
    await api.test.db.one<{ body: string }>(
      'SELECT body FROM mail WHERE recipient = $1 ORDER BY created_at DESC LIMIT 1',
      [to],
    )
  )?.body ?? '';
const unverify = (visitor: Visitor) =>
  api.test.db.query('UPDATE app_user SET login_verified_at = NULL WHERE id = $1', [visitor.userId]);

describe('members over HTTP', () => {
  it('are invited, verify, accept and act in the seat at the next request; a removed one acts no more', async () => {
    const supplierId = await api.organisation('supplier');
    const manager = await api.person({ organisationId: supplierId });
    const guest = await api.person(undefined, 'storefront');
    await unverify(guest);

    const invited = await manager.call('inviteMember', {
      body: { login: loginOf(guest).toUpperCase(), role: 'clerk' },
    });
    expect(invited.status).toBe(201);
    expect(MemberList.parse(invited.body).invitations).toMatchObject([{ login: loginOf(guest), role: 'clerk' }]);
    expect(await lastMail(loginOf(guest))).toContain('/account/invitations');
    expect(MyInvitations.parse((await guest.call('listMyInvitations')).body)).toEqual({
      loginVerified: false,
      items: [],
    });

    expect((await guest.call('sendLoginCode')).status).toBe(202);
    expect(await guest.call('sendLoginCode')).toMatchObject(refused(429, 'rate_limited'));
    const code = /(\d{6})/.exec(await lastMail(loginOf(guest)))?.[1];
    expect((await guest.call('verifyLogin', { body: { code } })).status).toBe(200);
    expect((await guest.call('me')).body).toMatchObject({ user: { loginVerified: true, memberships: [] } });

    const { items } = MyInvitations.parse((await guest.call('listMyInvitations')).body);
    const params = { id: items[0]?.id ?? '' };
    const office = await api.console(guest);
    expect(await office.call('listSupplierProducts')).toMatchObject(refused(403, 'forbidden'));
    expect((await guest.call('acceptInvitation', { params })).status).toBe(200);
    expect((await office.call('listSupplierProducts')).status).toBe(200);

    const reason = { body: { reason: '调离' } };
    const removed = await manager.call('removeMember', { params: { id: guest.userId ?? '' }, ...reason });
    expect(MemberList.parse(removed.body).members).toHaveLength(1);
    expect(await office.call('listSupplierProducts')).toMatchObject(refused(403, 'forbidden'));
  });

  it('of a budget unit have the duties that a manager gives them, which an invitation may carry (§1)', async () => {
    const unitId = await api.organisation('agency');
    const manager = await api.person({ organisationId: unitId });
    const clerk = await api.person({ organisationId: unitId, role: 'clerk' });
    const params = { id: clerk.userId ?? '' };
    const change = (by: Visitor, duties: string[], id = params.id) =>
      by.call('changeMemberDuties', { params: { id }, body: { duties } });
    const dutiesOf = (answer: { body: unknown }) =>
      MemberList.parse(answer.body).members.find(({ id }) => id === clerk.userId)?.duties;
    expect(await change(clerk, ['buy'])).toMatchObject(refused(403, 'forbidden'));
    expect(dutiesOf(await change(manager, ['buy', 'accept']))).toEqual(['buy', 'accept']);
    expect((await clerk.call('me')).body).toMatchObject({ user: { memberships: [{ duties: ['buy', 'accept'] }] } });
    for (const wrong of [['buy', 'buy'], ['file']])
      expect(await change(manager, wrong)).toMatchObject(refused(400, 'validation_failed'));
    expect(await change(manager, ['buy'], manager.userId ?? '')).toMatchObject(refused(400, 'validation_failed'));
    // Duties are a clerk's: they end with it.
    for (const role of ['viewer', 'clerk'] as const)
      expect(dutiesOf(await manager.call('changeMemberRole', { params, body: { role } }))).toEqual([]);

    const guest = await api.person(undefined, 'storefront');
    const body = { login: loginOf(guest), role: 'clerk', duties: ['approve'] };
    const invited = await manager.call('inviteMember', { body });
    expect(MemberList.parse(invited.body).invitations).toMatchObject([{ duties: ['approve'] }]);
    const { items } = MyInvitations.parse((await guest.call('listMyInvitations')).body);
    expect(items).toMatchObject([{ role: 'clerk', duties: ['approve'] }]);
    expect((await guest.call('acceptInvitation', { params: { id: items[0]?.id ?? '' } })).status).toBe(200);
    expect((await guest.call('me')).body).toMatchObject({ user: { memberships: [{ duties: ['approve'] }] } });
    // Who takes over has what both had, and a clerk's successor from outside what the clerk had.
    await change(manager, ['pay']);
    expect(
      dutiesOf(await manager.call('handOver', { params: { id: guest.userId ?? '' }, body: { login: loginOf(clerk) } })),
    ).toEqual(['approve', 'pay']);
    const handed = await manager.call('handOver', { params, body: { login: 'nachfolge@example.test' } });
    expect(MemberList.parse(handed.body).invitations).toMatchObject([{ duties: ['approve', 'pay'] }]);
    const supplier = await api.person({ organisationId: await api.organisation('supplier') });
    expect(await supplier.call('inviteMember', { body })).toMatchObject(refused(400, 'validation_failed'));
  });

  it('are those of the seat that the request names; with several and none named it is asked for', async () => {
    const [first, second] = [await api.organisation('agency'), await api.organisation('company')];
    const person = await api.person(undefined, 'storefront');
    for (const organisationId of [first, second]) await api.seat(person.userId, { organisationId });
    expect(await person.call('listMembers')).toMatchObject(refused(409, 'seat_needed'));
    const named = await person.call('listMembers', { headers: { 'X-Yigou-Seat': second } });
    expect(MemberList.parse(named.body).organisation).toMatchObject({ id: second, kind: 'company' });
    expect(await person.call('listMembers', { headers: { 'X-Yigou-Seat': newId() } })).toMatchObject(
      refused(403, 'seat_not_held'),
    );
  });

  it('of a supplier or an office are the console’s business', async () => {
    for (const kind of ['supplier', 'administration'] as const) {
      const manager = await api.person({ organisationId: await api.organisation(kind) });
      const inTheShop = await api.shop(manager);
      expect(await inTheShop.call('listMembers')).toMatchObject(refused(401, 'console_session_needed'));
      expect(await inTheShop.call('leaveOrganisation')).toMatchObject(refused(401, 'console_session_needed'));
      expect((await manager.call('listMembers')).status).toBe(200);
    }
    expect(await (await api.person()).call('listMembers')).toMatchObject(refused(403, 'forbidden'));
  });

  it('who may only look may leave, and do nothing else; the last manager may not', async () => {
    const organisationId = await api.organisation('recipient');
    const manager = await api.person({ organisationId }, 'storefront');
    const viewer = await api.person({ organisationId, role: 'viewer' }, 'storefront');
    const body = { login: 'somebody@example.test', role: 'clerk' };
    expect(await viewer.call('inviteMember', { body })).toMatchObject(refused(403, 'forbidden'));
    expect(await manager.call('leaveOrganisation')).toMatchObject(refused(409, 'last_manager'));
    expect((await viewer.call('leaveOrganisation')).status).toBe(200);
    expect(await viewer.call('listMembers')).toMatchObject(refused(403, 'forbidden'));
  });
});

describe('what is given to a login that nobody has shown to be theirs', () => {
  it('is no mandate', async () => {
    const office = await api.person({
      organisationId: await api.organisation('administration'),
      regionPrefix: '640422',
    });
    const helper = await api.person();
    await unverify(helper);
    const supplierId = await api.organisation('supplier');
    const body = {
      helperLogin: loginOf(helper),
      title: 'first_secretary',
      subject: { kind: 'supplier', id: supplierId },
      consentEvidenceId: newId(),
      consentNote: '本人签字',
      endsOn: '2199-12-31',
    };
    const answer = await office.call('grantMandate', { body });
    expect(answer).toMatchObject(refused(400, 'validation_failed'));
    expect(JSON.stringify(answer.body.error?.details)).toContain('尚未验证');
  });
});
