import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A pick-up point, 自提点, or the link of a sub-leader, 帮卖团长. */
@Entity('campaigns_point')
@Check('campaigns_point_place', `(region_code IS NOT NULL) OR (leader_user_id IS NOT NULL)`)
@Unique('campaigns_point_campaign_id_leader_user_id_key', ['campaignId', 'leaderUserId'])
export class Point {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('text', { unique: true })
  code!: string;

  @Column('text')
  name!: string;

  @Column('uuid', { name: 'leader_user_id', nullable: true })
  leaderUserId!: string | null;

  @Column('text', { default: '' })
  contact!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text', { name: 'region_path', default: '' })
  regionPath!: string;

  @Column('text', { default: '' })
  detail!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
