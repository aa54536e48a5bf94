import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a helper did under a mandate: only ever added to. */
@Entity('mandate_act')
export class MandateAct {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'mandate_id' })
  mandateId!: string;

  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  act!: string;

  @Column('text')
  summary!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
