import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened, written with what made it true, waiting to be told. */
@Entity('outbox')
export class Outbox {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  topic!: string;

  @Column('jsonb')
  payload!: unknown;

  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'relayed_at', nullable: true })
  relayedAt!: Date | null;
}
