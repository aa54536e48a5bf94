import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The value of a policy parameter for a region prefix and category, from one moment to another. */
@Entity('policy_parameter')
@Check('policy_parameter_check', `effective_from < effective_to`)
@Unique('policy_parameter_key', ['name', 'regionPrefix', 'category', 'effectiveFrom'])
export class PolicyParameter {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'region_prefix', default: '' })
  regionPrefix!: string;

  @Column('timestamptz', { name: 'effective_from', default: () => "'-infinity'" })
  effectiveFrom!: Date;

  @Column('timestamptz', { name: 'effective_to', default: () => "'infinity'" })
  effectiveTo!: Date;

  @Column('jsonb')
  value!: unknown;

  @Column('text')
  source!: string;

  @Column('text', { default: '' })
  category!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;
}
