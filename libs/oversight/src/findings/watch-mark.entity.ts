import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the fraud watch has gone through the finished orders: behind this one it begins. */
@Entity('oversight_watch')
export class WatchMark {
  @PrimaryColumn('text')
  name!: string;

  @Column('timestamptz', { name: 'completed_at' })
  completedAt!: Date;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;
}
