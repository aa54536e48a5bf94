import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Somebody of a list of addresses: name, phone and place, sealed for the row. */
@Entity('campaigns_address')
@Check('campaigns_address_packs_check', `packs > 0`)
@Unique('campaigns_address_campaign_id_position_key', ['campaignId', 'position'])
export class CampaignAddress {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  sealed!: string;

  @Column('integer')
  packs!: number;
}
