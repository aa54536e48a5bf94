import { randomBytes } from 'node:crypto';
import type { LeaderStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { eventRow, eventsCte, type Tx } from '@yigou/platform';
import { LeaderMoved } from '../campaigns.events';
import { LEADER, type LeaderAction } from './leader-status';

/** A sub-leader under its lock. */
export interface LockedLeader {
  readonly id: string;
  readonly campaignId: string;
  readonly userId: string;
  readonly status: LeaderStatus;
  readonly name: string;
  readonly pointId: string | null;
  readonly ownPoint: boolean;
  readonly proposalSealed: string | null;
}
/** What is said when one asks. */
export interface Asked {
  readonly name: string;
  readonly pointId: string | null;
  readonly proposalSealed: string | null;
}

const COLUMNS = `id, campaign_id AS "campaignId", user_id AS "userId", status, name, point_id AS "pointId", own_point AS "ownPoint",
  proposal_sealed AS "proposalSealed"`;

/** Sub-leaders are locked after their campaign. Throws `not_found`. */
export async function lockLeader(tx: Tx, id: string): Promise<LockedLeader> {
  const found = await tx.one<LockedLeader>(`SELECT ${COLUMNS} FROM campaigns_leader WHERE id = $1 FOR UPDATE`, [id]);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** The row of a person, under its lock; undefined: they never asked. */
export const lockLeaderOf = (tx: Tx, campaignId: string, userId: string): Promise<LockedLeader | undefined> =>
  tx.one<LockedLeader>(`SELECT ${COLUMNS} FROM campaigns_leader WHERE campaign_id = $1 AND user_id = $2 FOR UPDATE`, [
    campaignId,
    userId,
  ]);

/** The code of a link: 72 random bits, so that nobody finds one by trying. */
const newCode = (): string => randomBytes(9).toString('base64url');

/** Writes an ask with its first step and event. */
export async function askToLead(tx: Tx, id: string, of: { campaignId: string; by: By }, said: Asked): Promise<void> {
  const { userId } = signatureOf(of.by);
  await tx.query(
    `WITH made AS (
       INSERT INTO campaigns_leader (id, campaign_id, user_id, status, code, name, point_id, proposal_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)),
     ${eventsCte('$10')}
     INSERT INTO campaigns_leader_step (id, campaigns_leader_id, action, from_status, to_status, by_id) VALUES ($9, $1, 'ask', NULL, $4, $3)`,
    [
      id,
      of.campaignId,
      userId,
      LEADER.initial,
      newCode(),
      said.name,
      said.pointId,
      said.proposalSealed,
      newId(),
      eventOf({ id, campaignId: of.campaignId }, 'ask'),
    ],
  );
}

export interface LeaderMove {
  readonly action: Exclude<LeaderAction, 'ask'>;
  readonly by: By;
  /** Chinese, read by the sub-leader. */
  readonly reason?: string;
  /** Of `ask_again`: what is said now. */
  readonly said?: Asked;
  /** Of `accept`: the point that was made of the proposal. */
  readonly madePointId?: string;
}

/**
 * Moves a locked sub-leader along its table: state, step and event in one statement. What was proposed is forgotten as soon as it is decided. Who begins or ceases to count
 * pledges is moved under the campaign’s exclusive lock. Only this writes the status. Throws `leader_moved`.
 */
export async function moveLeader(
  tx: Tx,
  leader: Pick<LockedLeader, 'id' | 'campaignId' | 'status'>,
  { action, by, reason = '', said, madePointId }: LeaderMove,
): Promise<void> {
  const to = LEADER.next(leader.status, action);
  const { userId } = signatureOf(by);
  await tx.query(
    `WITH moved AS (
       UPDATE campaigns_leader SET status = $2, proposal_sealed = $3, name = coalesce($4, name),
         point_id = CASE WHEN $5 = 'ask_again' THEN $6::uuid ELSE coalesce($7::uuid, point_id) END,
         own_point = CASE WHEN $5 = 'ask_again' THEN false ELSE own_point OR $7::uuid IS NOT NULL END,
         asked_at = CASE WHEN $5 = 'ask_again' THEN clock_timestamp() ELSE asked_at END
       WHERE id = $1),
     ${eventsCte('$12')}
     INSERT INTO campaigns_leader_step (id, campaigns_leader_id, action, from_status, to_status, by_id, reason) VALUES ($8, $1, $5, $9, $2, $10, $11)`,
    [
      leader.id,
      to,
      said?.proposalSealed ?? null,
      said?.name ?? null,
      action,
      said?.pointId ?? null,
      madePointId ?? null,
      newId(),
      leader.status,
      userId,
      reason,
      eventOf(leader, action),
    ],
  );
}

const eventOf = ({ id, campaignId }: { readonly id: string; readonly campaignId: string }, action: string): string =>
  JSON.stringify([eventRow(LeaderMoved, { leaderId: id, campaignId, action })]);
