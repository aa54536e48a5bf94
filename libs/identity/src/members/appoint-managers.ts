import { Injectable } from '@nestjs/common';
import { COUNTY_AND_ABOVE, type OrganisationKind } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { regionPrefix, type Tx, UnitOfWork } from '@yigou/platform';
import { type Caller, covers, holdSeat, type Seat, type SeatedCaller } from '../seats';
import { Invitations, type OfferedPlace } from './invitations';
import { hasManager, lockMembers } from './locked-members';

/** What of an organisation says whether it lies below an office. */
export interface Placed {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string | null;
  readonly township: string | null;
  /** Of an office that is no county's, prefecture's or province's own. */
  readonly local: boolean;
}
type Unmanaged = Placed & { readonly name: string };

/** Who appoints, and for what. */
export interface Appointment extends Pick<OfferedPlace, 'organisation' | 'regionPrefix'> {
  readonly by: SeatedCaller;
}

/** An organisation that nobody manages, an imported supplier or one whose manager's account was closed, gets one by an office above it. */
@Injectable()
export class AppointManagers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly invitations: Invitations,
  ) {}

  /**
   * Invites a manager. Throws `forbidden` for who manages no office that stands above others, `not_found` for an organisation outside its jurisdiction or not below
   * it, `organisation_managed`, and like `Invitations.invite`.
   */
  appoint(caller: Caller, organisationId: string, login: string): Promise<void> {
    return this.appointWhere(caller, { organisationId, login }, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'administration', levels: COUNTY_AND_ABOVE, roles: ['manager'] });
      const organisation = await find(tx, organisationId);
      if (!organisation || !isAbove(by.seat, organisation)) throw new DomainError('not_found');
      const regionPrefix = organisation.kind === 'administration' ? prefixOf(organisation) : '';
      return { by, organisation, regionPrefix };
    });
  }

  /**
   * Invites a manager as whoever `authorise` says may: it holds the seat and finds the organisation, or throws. Throws `organisation_managed`, and like
   * `Invitations.invite`.
   */
  async appointWhere(
    caller: Caller,
    { organisationId, login }: { readonly organisationId: string; readonly login: string },
    authorise: (tx: Tx) => Promise<Appointment>,
  ): Promise<void> {
    await this.invitations.countAttempt(caller);
    await this.uow.run(async (tx) => {
      await lockMembers(tx, organisationId);
      const { by, organisation, regionPrefix } = await authorise(tx);
      if (await hasManager(tx, organisationId)) throw new DomainError('organisation_managed');
      const place = { organisation, login, role: 'manager', duties: [], regionPrefix, replaces: null } as const;
      await this.invitations.write(tx, by, place);
    });
  }
}

/** `Placed.local` of columns of `organisation`. */
export const LOCAL_SQL = "(township IS NOT NULL OR coalesce(review_level IN ('township', 'industry'), false))";

function find(tx: Tx, id: string): Promise<Unmanaged | undefined> {
  return tx.one<Unmanaged>(
    `SELECT id, name, kind, region_code AS "regionCode", township,
       ${LOCAL_SQL} AS local FROM organisation WHERE id = $1`,
    [id],
  );
}

/** Where an office governs by its code; the whole country's has none. */
const prefixOf = ({ regionCode }: Placed): string => (regionCode === null ? '' : regionPrefix(regionCode));

/** Whether an organisation lies below an office: in its jurisdiction, and an office at a lower level too. */
export function isAbove(seat: Seat, organisation: Placed): boolean {
  if (organisation.id === seat.organisationId || !covers(seat, organisation)) return false;
  if (organisation.kind !== 'administration' || organisation.local) return true;
  return prefixOf(organisation).length > seat.regionPrefix.length;
}
