import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Pieces that came or went, and why: only ever added to. */
@Entity('stock_movement')
@Check('stock_movement_delta_check', `delta <> 0`)
@Check(
  'stock_movement_reason_check',
  `reason = ANY (ARRAY['import'::text, 'adjustment'::text, 'shipment'::text, 'return'::text])`,
)
export class StockMovement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  delta!: number;

  @Column('text')
  reason!: 'import' | 'adjustment' | 'shipment' | 'return';

  @Column('text')
  reference!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;
}
