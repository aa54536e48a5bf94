import type { CampaignStatus, DeliveryMode } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { leadsSql } from '../leaders/leads';

/**
 * Whether a person organises the campaign `c`, as SQL: one that is a person's own, or one of an organisation that they write for at this moment.
 */
export const organisesSql = (
  user: string,
): string => `(CASE WHEN c.organiser_id IS NULL THEN c.organiser_user_id = ${user}
  ELSE EXISTS (SELECT FROM membership m WHERE m.user_id = ${user} AND m.organisation_id = c.organiser_id AND m.role IN ('manager', 'clerk')
    AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())) END)`;

/** The states in which what has arrived is given to who pledged: a first point may have its goods while others wait. */
export const HANDING: readonly CampaignStatus[] = ['shipping', 'received', 'handed_out', 'published', 'settled'];

export interface OwnCampaign {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly deliveryMode: DeliveryMode;
  readonly organises: boolean;
}

/** A campaign that a person organises, or leads a point of, `days` after it has ended at most. One statement. Throws `not_found` for any other. */
export async function ownCampaign(db: Queryable, userId: string, id: string, days: number): Promise<OwnCampaign> {
  const [found] = await db.query<OwnCampaign>(
    `SELECT c.id, c.number, c.title, c.status, c.delivery_mode AS "deliveryMode", ${organisesSql('$2')} AS organises
     FROM campaigns_campaign c WHERE c.id = $1 AND (${organisesSql('$2')} OR ${leadsSql('$2', '$3')})`,
    [id, userId, days],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Throws `not_found` for who does not organise the campaign. One statement. */
export async function requireOrganiser(db: Queryable, userId: string, id: string): Promise<void> {
  const [own] = await db.query(`SELECT FROM campaigns_campaign c WHERE c.id = $1 AND ${organisesSql('$2')}`, [
    id,
    userId,
  ]);
  if (!own) throw new DomainError('not_found');
}
