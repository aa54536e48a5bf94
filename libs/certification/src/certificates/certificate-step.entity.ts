import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to a certificate: only ever added to. */
@Entity('certificate_step')
export class CertificateStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  seat!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
