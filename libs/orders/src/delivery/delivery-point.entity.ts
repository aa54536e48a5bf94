import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Where a budget unit takes goods in, who is there, and when. */
@Entity('delivery_point')
@Unique('delivery_point_name', ['unitId', 'name'])
@Check('delivery_point_hours', `opens < closes`)
@Check('delivery_point_weekdays_check', `cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]`)
export class DeliveryPointEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  contact!: string;

  @Column('text')
  phone!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  detail!: string;

  /** 1 to 7, Monday first. */
  @Column('smallint', { array: true })
  weekdays!: number[];

  /** As `08:30`. */
  @Column('text')
  opens!: string;

  @Column('text')
  closes!: string;

  /** For the driver. */
  @Column('text', { default: '' })
  note!: string;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
