import type { UnitAdmissionStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a unit asks to stand below another one. At most one waits. */
@Entity('unit_admission')
@Index('unit_admission_open', ['unitId'], { unique: true, where: `(status = 'waiting'::text)` })
@Index('unit_admission_of_unit', ['unitId', 'createdAt', 'id'])
@Index('unit_admission_of_parent', ['parentId', 'status'])
@Check(
  'unit_admission_status_check',
  `status = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])`,
)
@Check('unit_admission_parent', `parent_id <> unit_id`)
export class UnitAdmission {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  /** The unit that it wants to stand below. */
  @Column('uuid', { name: 'parent_id' })
  parentId!: string;

  /** Where the unit is: its finance department may decide too. */
  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  status!: UnitAdmissionStatus;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
