import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What becomes of one code in a change. */
@Entity('region_change_line')
@Check('region_change_line_new_code_check', `new_code ~ '^[0-9]{6}$'::text`)
export class RegionChangeLine {
  @PrimaryColumn('uuid', { name: 'change_id' })
  changeId!: string;

  @PrimaryColumn('text', { name: 'old_code' })
  oldCode!: string;

  @PrimaryColumn('text', { name: 'new_code' })
  newCode!: string;

  @Column('text', { name: 'old_name' })
  oldName!: string;

  @Column('text')
  name!: string;

  /** Syllables, where the usual reading of the characters is not the local one: `yu xian`. */
  @Column('text', { default: '' })
  reading!: string;

  /** What stands under the old code goes there, and the old code is given up. */
  @Column('boolean', { name: 'takes_over' })
  takesOver!: boolean;

  /** The new division is the old one's area alone: what was said of that holds of this. */
  @Column('boolean')
  whole!: boolean;
}
