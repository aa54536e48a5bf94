import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { RememberedLine } from './remembered-lists';

/** A list of goods that the buyers of a unit share under a name (采购模板), each good as it was when the list was kept. */
@Entity('purchasing_template')
@Unique('purchasing_template_name', ['unitId', 'name'])
@Check('purchasing_template_name_check', `name <> ''`)
@Check('purchasing_template_lines_check', `jsonb_array_length(lines) > 0`)
export class Template {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  lines!: RememberedLine[];

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
