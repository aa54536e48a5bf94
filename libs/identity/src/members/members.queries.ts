import { Injectable } from '@nestjs/common';
import type { InvitationView, MemberList, MemberView } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import { maskLogin } from '../mask';
import type { Caller } from '../seats';

/** More than any organisation has; a list that is longer shows those with the most to say. */
const MOST = 500;

type MemberRow = Omit<MemberView, 'since' | 'expiresAt' | 'self'> & { since: Date; expiresAt: Date | null };
type InvitationRow = Omit<InvitationView, 'sentAt' | 'expiresAt' | 'replaces'> & {
  sentAt: Date;
  expiresAt: Date;
  replacesId: string | null;
  replacesName: string | null;
};

/** Who belongs to an organisation, and who is asked to. */
@Injectable()
export class MemberQueries {
  constructor(private readonly db: Database) {}

  /** The seat's organisation. Managers see logins and invitations, the others masked logins alone. Two statements for managers, else one. */
  async list({ actor, seat }: Caller): Promise<MemberList> {
    if (!seat) throw new DomainError('forbidden');
    const canManage = seat.role === 'manager';
    const [rows, invitations] = await Promise.all([
      this.members(seat.organisationId),
      canManage ? this.invitations(seat.organisationId) : [],
    ]);
    return {
      organisation: { id: seat.organisationId, name: seat.organisationName, kind: seat.kind },
      canManage,
      members: rows.map(({ since, expiresAt, ...row }) => ({
        ...row,
        login: canManage ? row.login : maskLogin(row.login),
        since: since.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
        self: row.id === actor.userId,
      })),
      invitations,
    };
  }

  private members(organisationId: string): Promise<MemberRow[]> {
    return this.db.query<MemberRow>(
      `SELECT u.id, u.name, u.login, m.role, m.duties, m.created_at AS since, m.expires_at AS "expiresAt", m.mandate_id IS NOT NULL AS helper
       FROM membership m JOIN app_user u ON u.id = m.user_id
       WHERE m.organisation_id = $1 AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
       ORDER BY array_position(ARRAY['manager', 'clerk', 'viewer'], m.role), m.created_at, u.id LIMIT ${MOST}`,
      [organisationId],
    );
  }

  private async invitations(organisationId: string): Promise<InvitationView[]> {
    const rows = await this.db.query<InvitationRow>(
      `SELECT i.id, i.login, i.role, i.duties, i.replaces_id AS "replacesId", r.name AS "replacesName", b.name AS "invitedBy",
         i.sent_at AS "sentAt", i.expires_at AS "expiresAt", i.expires_at <= clock_timestamp() AS expired
       FROM invitation i JOIN app_user b ON b.id = i.invited_by LEFT JOIN app_user r ON r.id = i.replaces_id
       WHERE i.organisation_id = $1 AND i.status = 'pending' ORDER BY i.invited_at DESC, i.id LIMIT ${MOST}`,
      [organisationId],
    );
    return rows.map(({ replacesId, replacesName, sentAt, expiresAt, ...row }) => ({
      ...row,
      replaces: replacesId === null ? null : { id: replacesId, name: replacesName ?? '' },
      sentAt: sentAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }));
  }
}
