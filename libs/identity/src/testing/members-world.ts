import type { MemberRole, OrganisationKind } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Actor } from '../actor';
import { type Caller, seatIn } from '../seats';
import type { IdentityHarness } from './identity.harness';

/** People and their places in organisations, made through the services. */
export class MembersWorld {
  constructor(private readonly h: IdentityHarness) {}

  readonly login = (): string => `${newId()}@example.test`;

  organisation(kind: Exclude<OrganisationKind, 'supplier'> = 'agency'): Promise<string> {
    return this.h.uow.run((tx) =>
      this.h.organisations.create(tx, { kind, name: `单位 ${newId()}`, regionCode: '640422' }),
    );
  }

  /** Somebody with an account, whose login is theirs unless the test says otherwise. */
  async person(login = this.login(), verified = true): Promise<{ actor: Actor; token: string }> {
    // From everywhere: registering is limited by address.
    const address = `2001:db8:${newId().slice(0, 4)}:${newId().slice(9, 13)}::7`;
    const { actor, token } = await this.h.aBuyer(login, { address });
    if (verified) await this.h.db.query('UPDATE app_user SET login_verified_at = now() WHERE id = $1', [actor.userId]);
    return { actor: await this.again(token, actor), token };
  }

  /** A member, acting from the seat. */
  async member(organisationId: string, role: MemberRole = 'manager', regionPrefix = ''): Promise<Caller> {
    const { actor, token } = await this.person();
    await this.h.uow.run((tx) =>
      this.h.organisations.addMember(tx, { userId: actor.userId, organisationId, role, regionPrefix }),
    );
    return this.seated(await this.again(token, actor), organisationId);
  }

  seated(actor: Actor, organisationId: string): Caller {
    const membership = actor.memberships.find((place) => place.organisationId === organisationId);
    return { actor, seat: membership ? seatIn(membership) : null, address: '203.0.113.7' };
  }

  /** The same person as the session says now. */
  async again(token: string, before?: Actor): Promise<Actor> {
    const actor = await this.h.sessions.authenticate(token);
    if (!actor) throw new Error(`the session of ${before?.name ?? 'somebody'} has ended`);
    return actor;
  }

  /** Who has which role, by person. */
  async roles(organisationId: string): Promise<Record<string, MemberRole>> {
    const rows = await this.h.db.query<{ id: string; role: MemberRole }>(
      'SELECT user_id AS id, role FROM membership WHERE organisation_id = $1',
      [organisationId],
    );
    return Object.fromEntries(rows.map(({ id, role }) => [id, role]));
  }

  async invitationTo(login: string): Promise<string> {
    const row = await this.h.db.one<{ id: string }>(
      'SELECT id FROM invitation WHERE login = $1 ORDER BY invited_at DESC LIMIT 1',
      [login],
    );
    return row?.id ?? newId();
  }
}
