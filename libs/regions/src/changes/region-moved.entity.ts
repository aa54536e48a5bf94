import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Under which code a document stood until a change took it along: the function `region_at` reads it. */
@Entity('region_moved')
export class RegionMoved {
  /** The document's table. */
  @PrimaryColumn('text')
  subject!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @PrimaryColumn('timestamptz')
  until!: Date;

  @Column('text')
  code!: string;
}
