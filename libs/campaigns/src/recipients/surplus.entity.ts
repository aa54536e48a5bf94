import type { SurplusStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Pieces that a recipient does not need and offers to another one (余量再分配). */
@Entity('campaigns_surplus')
@Index('campaigns_surplus_campaign', ['campaignId'])
@Check('campaigns_surplus_pieces_check', `pieces > 0`)
@Check('campaigns_surplus_other', `from_id <> to_id`)
@Check(
  'campaigns_surplus_status_check',
  `status = ANY (ARRAY['offered'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])`,
)
export class Surplus {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('uuid', { name: 'from_id' })
  fromId!: string;

  @Column('uuid', { name: 'to_id' })
  toId!: string;

  @Column('integer')
  pieces!: number;

  @Column('text', { default: '' })
  note!: string;

  @Column('text')
  status!: SurplusStatus;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
