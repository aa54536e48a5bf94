import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The code with which a unit's staff bind their accounts to it; a new one replaces it. */
@Entity('staff_code')
export class StaffCode {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text', { unique: true })
  code!: string;

  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'made_at', default: () => 'clock_timestamp()' })
  madeAt!: Date;
}
