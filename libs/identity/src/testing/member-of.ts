import type { MemberDuty, MemberRole } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { LEVEL_SQL, type Seat, type SeatedCaller } from '../seats';
import { aMembership, aPerson } from './people';

/** A new person with a place in an organisation that is there, who acts from it. */
export async function memberOf(
  db: Queryable,
  organisationId: string,
  {
    role = 'clerk',
    duties = [],
    regionPrefix = '',
    name = '办事员',
  }: { role?: MemberRole; duties?: MemberDuty[]; regionPrefix?: string; name?: string } = {},
): Promise<SeatedCaller> {
  const { id: userId, login } = await aPerson(db, { name });
  await aMembership(db, { userId, organisationId, role, duties, regionPrefix });
  const [seat] = await db.query<Seat>(
    `SELECT o.id AS "organisationId", o.name AS "organisationName", o.kind, m.role, m.duties, m.region_prefix AS "regionPrefix", o.township,
       ${LEVEL_SQL} AS level
     FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.user_id = $1`,
    [userId],
  );
  if (!seat) throw new Error('there is no such organisation');
  const { level: reviewLevel, ...place } = seat;
  const account = { login, sessionId: newId(), client: 'admin', loginVerified: true, totpEnabled: true } as const;
  return {
    actor: { ...account, userId, name, memberships: [{ ...place, reviewLevel }] },
    seat,
    address: '203.0.113.8',
  };
}
