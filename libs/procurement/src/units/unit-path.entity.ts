import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a unit stands below another (depth 0: itself) during a period of days, the last one excluded. */
@Entity('budget_unit_path')
@Index('budget_unit_path_below', ['ancestorId', 'validTo', 'depth', 'unitId'])
@Check('budget_unit_path_period', `valid_from <= valid_to`)
@Check('budget_unit_path_depth', `(depth = 0) = (ancestor_id = unit_id) AND depth >= 0 AND depth <= 12`)
export class UnitPath {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('uuid', { name: 'ancestor_id' })
  ancestorId!: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to', default: 'infinity' })
  validTo!: string;

  @Column('smallint')
  depth!: number;
}
