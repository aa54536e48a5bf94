import type { Tx } from '@yigou/platform';
import { Membership } from './membership.entity';

/** A place that rests on a consent, 代办授权, until a moment: a clerk's. A place of the helper's own stays as it is. */
export async function seatHelper(
  tx: Tx,
  place: {
    readonly userId: string;
    readonly organisationId: string;
    readonly mandateId: string;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO membership (user_id, organisation_id, role, expires_at, mandate_id) VALUES ($1, $2, 'clerk', $3, $4)
     ON CONFLICT (user_id, organisation_id) DO UPDATE SET expires_at = excluded.expires_at, mandate_id = excluded.mandate_id
     WHERE membership.mandate_id IS NOT NULL`,
    [place.userId, place.organisationId, place.expiresAt, place.mandateId],
  );
}

/** The consent is gone, and with it the place. */
export async function unseatHelper(tx: Tx, userId: string, mandateId: string): Promise<void> {
  await tx.manager.delete(Membership, { userId, mandateId });
}
