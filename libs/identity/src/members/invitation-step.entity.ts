import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to an invitation: only ever added to. */
@Entity('invitation_step')
export class InvitationStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'invitation_id' })
  invitationId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  /** Null: the term did it. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
