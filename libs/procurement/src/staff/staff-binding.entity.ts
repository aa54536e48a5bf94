import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a person's own purchases count to a unit, from when to when. One unit at a time. */
@Entity('staff_binding')
@Index('staff_binding_one', ['userId'], { unique: true, where: '(left_at IS NULL)' })
@Index('staff_binding_user', ['userId', 'unitId'])
@Index('staff_binding_unit', ['unitId'], { where: '(left_at IS NULL)' })
@Check('staff_binding_period', `bound_at <= left_at`)
export class StaffBinding {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('timestamptz', { name: 'bound_at', default: () => 'clock_timestamp()' })
  boundAt!: Date;

  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt!: Date | null;
}
