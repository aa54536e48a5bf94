import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to an order: only ever added to. */
@Entity('order_step')
export class OrderStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text', { default: '' })
  note!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
