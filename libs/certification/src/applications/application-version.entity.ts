import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An application as it was submitted, once per round. */
@Entity('application_version')
export class ApplicationVersion {
  @PrimaryColumn('uuid', { name: 'application_id' })
  applicationId!: string;

  @PrimaryColumn('integer')
  round!: number;

  @Column('jsonb')
  form!: unknown;

  @Column('jsonb')
  evidence!: unknown;

  @Column('uuid', { name: 'submitted_by', nullable: true })
  submittedBy!: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
