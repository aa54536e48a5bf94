import type { OrganisationKind } from '@yigou/contracts';
import { type Caller, holdSeat, inPerson, requireVerifiedLogin } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Audience } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';

/** Organisations that organise from a seat; whoever sits elsewhere does so in person. */
const ORGANISING: readonly OrganisationKind[] = ['company', 'agency', 'recipient'];

export interface Organised {
  readonly organiserUserId: string;
  /** Null: a person's own. */
  readonly organiserId: string | null;
}

/** The caller as who organises: from a seat that is kept until the transaction ends, or as a person whose login is verified. Throws `forbidden`, `login_unverified`. */
export async function holdOrganiser(tx: Tx, caller: Caller): Promise<Caller> {
  const kind = caller.seat?.kind;
  if (kind !== undefined && ORGANISING.includes(kind)) return holdSeat(tx, caller, { kind });
  await requireVerifiedLogin(tx, caller.actor.userId);
  return inPerson(caller);
}

/** Whether a campaign is the caller's: one of the organisation that they sit in, or their own, whatever seat they have. */
export const owns = ({ actor, seat }: Caller, { organiserId, organiserUserId }: Organised): boolean =>
  organiserId === null ? organiserUserId === actor.userId : organiserId === seat?.organisationId;

/** Locks a campaign of the caller's exclusively. Throws `not_found` for another's, `forbidden`, `login_unverified`. */
export async function lockOwn(tx: Tx, caller: Caller, id: string): Promise<{ by: Caller; campaign: LockedCampaign }> {
  const by = await holdOrganiser(tx, caller);
  const campaign = await lockCampaign(tx, id);
  if (!owns(by, campaign)) throw new DomainError('not_found');
  return { by: campaign.organiserId === null ? inPerson(by) : by, campaign };
}

/** Campaigns of the organisation that the caller sits in, or their own, as SQL of rows `c`. */
export const ownedSql = ({ actor, seat }: Caller, bind: (value: unknown) => string): string =>
  seat && ORGANISING.includes(seat.kind)
    ? `(c.organiser_id = ${bind(seat.organisationId)} OR c.organiser_id IS NULL AND c.organiser_user_id = ${bind(actor.userId)})`
    : `(c.organiser_id IS NULL AND c.organiser_user_id = ${bind(actor.userId)})`;

/** Who hears of a campaign on its organiser's side: whoever sits in the organisation today, however long ago somebody else began it; and others who are told the same. */
export const organisersOf = (
  { organiserId, organiserUserId }: Organised,
  others: readonly (string | null)[] = [],
): Audience => ({
  userIds: organiserId === null ? [organiserUserId] : [],
  organisationIds: [organiserId, ...others].flatMap((id) => id ?? []),
});
