import { Check, Column, Entity, Exclusion, Index, PrimaryColumn } from 'typeorm';

/** Where a unit stands during a period of days, the last one excluded; of none where it ended on the day on which it began. */
@Entity('budget_unit_place')
@Index('budget_unit_place_parent_id', ['parentId', 'validTo'])
@Exclusion('budget_unit_place_one', `USING gist (unit_id WITH =, daterange(valid_from, valid_to) WITH &&)`)
@Check('budget_unit_place_period', `valid_from <= valid_to`)
@Check('budget_unit_place_parent', `parent_id <> unit_id`)
export class UnitPlace {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to', default: 'infinity' })
  validTo!: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('text', { name: 'region_code' })
  regionCode!: string;
}
