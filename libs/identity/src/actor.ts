import type { MemberRole, OrganisationKind } from '@yigou/contracts';

/** A person's place in an organisation. */
export interface ActorMembership {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  /** Prefix of the region codes an administrator may see; empty is the whole country. */
  readonly regionPrefix: string;
}

/** Who is calling, as the live session says at this very request. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly login: string;
  readonly sessionId: string;
  readonly totpEnabled: boolean;
  readonly memberships: readonly ActorMembership[];
}

/** The first membership of a kind, or undefined. */
export function membershipOf(actor: Actor, kind: OrganisationKind): ActorMembership | undefined {
  return actor.memberships.find((membership) => membership.kind === kind);
}
