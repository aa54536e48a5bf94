import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A line of a requisition, at the price of the moment when it was written. */
@Entity('purchasing_requisition_line')
@Unique('purchasing_requisition_line_requisition_id_sku_id_key', ['requisitionId', 'skuId'])
@Check('purchasing_requisition_line_quantity_check', `quantity > 0`)
@Check('purchasing_requisition_line_price_fen_check', `price_fen >= 0`)
export class RequisitionLine {
  @PrimaryColumn('uuid', { name: 'requisition_id' })
  requisitionId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  quantity!: number;

  /** Per piece. */
  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;
}
