import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An order that was made of the pledges. */
@Entity('campaigns_order')
@Index('campaigns_order_once', ['campaignId', 'supplierId', 'pointId', 'checkoutId'], { unique: true })
export class CampaignOrder {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'point_id', nullable: true })
  pointId!: string | null;

  @Column('uuid', { name: 'checkout_id' })
  checkoutId!: string;
}
