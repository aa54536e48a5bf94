import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A pick-up point, 自提点. */
@Entity('campaigns_point')
export class Point {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  contact!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text', { name: 'region_path', default: '' })
  regionPath!: string;

  @Column('text', { default: '' })
  detail!: string;

  /** Nobody chooses it any more; who did fetches there still. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
