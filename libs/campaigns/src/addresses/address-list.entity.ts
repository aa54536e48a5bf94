import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a campaign has a list of people who each get packs at their own address. */
@Entity('campaigns_address_list')
@Check('campaigns_address_list_check', `packs >= people`)
@Check('campaigns_address_list_people_check', `people > 0`)
@Index('campaigns_address_list_kept', ['uploadedAt', 'campaignId'], { where: `(deleted_at IS NULL)` })
export class AddressListEntity {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('integer')
  people!: number;

  /** Shares that all of them get. */
  @Column('integer')
  packs!: number;

  @Column('uuid', { name: 'uploaded_by' })
  uploadedBy!: string;

  @Column('timestamptz', { name: 'uploaded_at', default: () => 'clock_timestamp()' })
  uploadedAt!: Date;

  /** Since when its people are forgotten. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
