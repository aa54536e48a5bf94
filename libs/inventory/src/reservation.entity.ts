import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Pieces held for an order until they ship or it closes. */
@Entity('reservation')
@Check('reservation_check', `consumed >= 0 AND released >= 0 AND (consumed + released) <= quantity`)
@Check('reservation_quantity_check', `quantity > 0`)
export class Reservation {
  @PrimaryColumn('uuid')
  holder!: string;

  @PrimaryColumn('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  quantity!: number;

  @Column('integer', { default: 0 })
  consumed!: number;

  @Column('integer', { default: 0 })
  released!: number;
}
