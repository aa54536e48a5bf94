import { type ActorMembership, seatIn, type SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';

/** A demo person as the session would show them, in the place that they have. */
export async function demoPerson(db: Queryable, login: string): Promise<SeatedCaller> {
  const [row] = await db.query<{ userId: string; name: string; membership: ActorMembership }>(
    `SELECT u.id AS "userId", u.name, jsonb_build_object('organisationId', o.id, 'organisationName', o.name, 'kind', o.kind, 'role', m.role,
       'duties', m.duties, 'regionPrefix', m.region_prefix, 'township', o.township,
       'reviewLevel', CASE o.kind WHEN 'administration' THEN coalesce(o.review_level, 'county') END) AS membership
     FROM app_user u JOIN membership m ON m.user_id = u.id JOIN organisation o ON o.id = m.organisation_id WHERE u.login = $1 LIMIT 1`,
    [login],
  );
  if (!row) throw new Error(`the demo has no ${login}`);
  const { userId, name, membership } = row;
  const account = { login, sessionId: newId(), client: 'admin', loginVerified: true, totpEnabled: false } as const;
  return {
    actor: { ...account, userId, name, memberships: [membership] },
    seat: seatIn(membership),
    address: '127.0.0.1',
  };
}
