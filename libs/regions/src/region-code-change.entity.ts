import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A division code that was replaced, and by which. */
@Entity('region_code_change')
export class RegionCodeChange {
  @PrimaryColumn('text', { name: 'old_code' })
  oldCode!: string;

  @PrimaryColumn('text', { name: 'new_code' })
  newCode!: string;

  @Column('text')
  reason!: string;
}
