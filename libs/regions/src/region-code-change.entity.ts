import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A division code that was given up, and which stands for its area. What is here is in force. */
@Entity('region_code_change')
export class RegionCodeChange {
  @PrimaryColumn('text', { name: 'old_code' })
  oldCode!: string;

  @PrimaryColumn('text', { name: 'new_code' })
  newCode!: string;

  @Column('text')
  reason!: string;

  @Column('text', { name: 'old_name', default: '' })
  oldName!: string;
}
