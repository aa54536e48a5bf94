import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DepartedStatus } from './wind-up-orders';

/** An order that its supplier owes goods of and has left: by when they are to be shipped. */
@Entity('order_wind_up')
@Check('order_wind_up_cause_check', `cause = ANY (ARRAY['exited'::text, 'removed'::text, 'blacklisted'::text])`)
@Index('order_wind_up_due', ['shipBy', 'orderId'], { where: `(ended_at IS NULL)` })
export class OrderWindUp {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('text')
  cause!: DepartedStatus;

  @Column('timestamptz', { name: 'begun_at', default: () => 'clock_timestamp()' })
  begunAt!: Date;

  @Column('timestamptz', { name: 'ship_by' })
  shipBy!: Date;

  /** Shipped, given back, or its supplier is there again. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
