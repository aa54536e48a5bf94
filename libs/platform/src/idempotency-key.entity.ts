import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer to a request that must not be carried out twice. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text')
  actor!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  fingerprint!: string;

  @Column('jsonb')
  response!: unknown;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
