import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A paper that an application carries, 佐证材料. */
@Entity('application_evidence')
export class ApplicationEvidence {
  @PrimaryColumn('uuid', { name: 'application_id' })
  applicationId!: string;

  @PrimaryColumn('uuid', { name: 'evidence_id' })
  evidenceId!: string;

  @Column('text')
  kind!: string;

  @Column('timestamptz', { name: 'added_at', default: () => 'clock_timestamp()' })
  addedAt!: Date;
}
