import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An administrative division by its GB/T 2260 code, 行政区划. */
@Entity('region')
@Check('region_code_check', `code ~ '^[0-9]{6}$'::text`)
@Check('region_level_check', `level >= 1 AND level <= 3`)
export class Region {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('integer')
  level!: number;

  @Column('text', { name: 'parent_code', nullable: true })
  parentCode!: string | null;

  @Column('text')
  path!: string;

  @Column('text')
  pinyin!: string;

  @Column('text')
  initials!: string;

  @Column('boolean', { default: false })
  poverty!: boolean;

  /** From when on what stands here holds by a dated change, which no seed undoes; null: by the list of mid-2023. */
  @Column('date', { nullable: true })
  since!: string | null;
}
