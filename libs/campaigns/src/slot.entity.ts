import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Some of the shares that a campaign has to give: joiners take from any, so that they do not queue on one row. */
@Entity('campaigns_slot')
@Check('campaigns_slot_capacity_check', `capacity >= 0`)
@Check('campaigns_slot_full', `(held + paid) <= capacity`)
@Check('campaigns_slot_held_check', `held >= 0`)
@Check('campaigns_slot_paid_check', `paid >= 0`)
@Check('campaigns_slot_shard_check', `(shard >= 0) AND (shard <= 15)`)
export class Slot {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @PrimaryColumn('smallint')
  shard!: number;

  @Column('integer')
  capacity!: number;

  @Column('integer', { default: 0 })
  held!: number;

  @Column('integer', { default: 0 })
  paid!: number;
}
