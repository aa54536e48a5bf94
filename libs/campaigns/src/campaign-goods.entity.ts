import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What of one SKU a share holds, and its price per piece at each tier, in fen. */
@Entity('campaigns_goods')
@Check('campaigns_goods_pieces_check', `pieces > 0`)
@Unique('campaigns_goods_campaign_id_position_key', ['campaignId', 'position'])
@Unique('campaigns_goods_campaign_id_sku_id_key', ['campaignId', 'skuId'])
export class CampaignGoods {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('smallint')
  position!: number;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  pieces!: number;

  @Column('bigint', { name: 'prices_fen', array: true })
  pricesFen!: number[];
}
