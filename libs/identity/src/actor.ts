import type { MemberDuty, MemberRole, OrganisationKind, ReviewLevel } from '@yigou/contracts';
import type { SessionClient } from './session.entity';

/** A person's place in an organisation. */
export interface ActorMembership {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  /** What a clerk of a budget unit may do there. */
  readonly duties: readonly MemberDuty[];
  /** Prefix of the region codes an administrator may see; empty is the whole country. */
  readonly regionPrefix: string;
  /** The level at which an administration reviews; null for other organisations. */
  readonly reviewLevel: ReviewLevel | null;
  /** A township's administration sees that township of its county alone. */
  readonly township: string | null;
}

/** Who is calling, as the live session says at this very request. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly login: string;
  readonly sessionId: string;
  /** The web app that the session was opened through: the console's and the shop's are two. */
  readonly client: SessionClient;
  /** The person has shown that mail or messages to the login reach them. */
  readonly loginVerified: boolean;
  readonly totpEnabled: boolean;
  readonly memberships: readonly ActorMembership[];
}
