import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a division was called, and where it lay, until a change: documents of that time show it, and searches find it. */
@Entity('region_past_name')
export class RegionPastName {
  @PrimaryColumn('text')
  code!: string;

  @PrimaryColumn('timestamptz')
  until!: Date;

  @Column('text')
  name!: string;

  @Column('text')
  path!: string;
}
