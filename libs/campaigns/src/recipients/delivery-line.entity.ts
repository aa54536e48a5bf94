import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Pieces of a line of an order as its recipient counted them: all that were sent are received, short or damaged. */
@Entity('campaigns_delivery_line')
@Index('campaigns_delivery_line_order', ['orderId'])
@Check('campaigns_delivery_line_received_check', `received >= 0`)
@Check('campaigns_delivery_line_short_check', `short >= 0`)
@Check('campaigns_delivery_line_damaged_check', `damaged >= 0`)
@Check('campaigns_delivery_line_offered', `(offered >= 0) AND (offered <= received)`)
export class DeliveryLine {
  @PrimaryColumn('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('integer')
  received!: number;

  @Column('integer')
  short!: number;

  @Column('integer')
  damaged!: number;

  @Column('text', { default: '' })
  note!: string;

  @Column('uuid', { array: true, default: '{}' })
  photos!: string[];

  /** Of the received, what is offered to other recipients or was taken by them. */
  @Column('integer', { default: 0 })
  offered!: number;
}
