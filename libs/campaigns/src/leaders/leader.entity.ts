import type { LeaderStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody who gathers people for a campaign, 帮卖团长; whose link a pledge came by names this row. */
@Entity('campaigns_leader')
@Unique('campaigns_leader_campaign_id_user_id_key', ['campaignId', 'userId'])
@Check(
  'campaigns_leader_status_check',
  `status = ANY (ARRAY['asked'::text, 'active'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text, 'left'::text, 'removed'::text])`,
)
@Check('campaigns_leader_proposal', `(proposal_sealed IS NULL) OR ((status = 'asked'::text) AND (point_id IS NULL))`)
@Check('campaigns_leader_own_point', `(NOT own_point) OR (point_id IS NOT NULL)`)
@Index('campaigns_leader_one_at_point', ['pointId'], { unique: true, where: `(status = 'active'::text)` })
@Index('campaigns_leader_asked', ['askedAt', 'id'], { where: `(status = 'asked'::text)` })
export class Leader {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  status!: LeaderStatus;

  /** What the own link names; it counts while the status is `active`. */
  @Column('text', { unique: true })
  code!: string;

  /** As everybody reads it. */
  @Column('text')
  name!: string;

  /** Where they hand out; null: nowhere, or it is asked for. */
  @Column('uuid', { name: 'point_id', nullable: true })
  pointId!: string | null;

  /** The point came with them: it closes for newcomers when they go. */
  @Column('boolean', { name: 'own_point', default: false })
  ownPoint!: boolean;

  /** The own point that is asked for, as JSON sealed to this row, until it is decided. */
  @Column('text', { name: 'proposal_sealed', nullable: true })
  proposalSealed!: string | null;

  @Column('timestamptz', { name: 'asked_at', default: () => 'clock_timestamp()' })
  askedAt!: Date;
}
