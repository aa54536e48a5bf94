import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A step of a history that is only ever added to: who did what, from where to where. */
abstract class Step {
  @PrimaryColumn('uuid')
  id!: string;

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

@Entity('sanction_step')
export class SanctionStep extends Step {
  @Column('uuid', { name: 'sanction_id' })
  sanctionId!: string;
}

@Entity('complaint_step')
export class ComplaintStep extends Step {
  @Column('uuid', { name: 'complaint_id' })
  complaintId!: string;
}

@Entity('inspection_step')
export class InspectionStep extends Step {
  @Column('uuid', { name: 'inspection_id' })
  inspectionId!: string;
}

@Entity('appeal_step')
export class AppealStep extends Step {
  @Column('uuid', { name: 'appeal_id' })
  appealId!: string;
}
