import type { ShareState } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a unit's year is in the list of one above it: what that list is filtered and ordered by. */
@Entity('share_below')
@Index('share_below_all', ['ancestorId', 'year', 'regionCode', 'unitId'])
@Index('share_below_state', ['ancestorId', 'year', 'state', 'regionCode', 'unitId'])
@Index('share_below_minimum', ['ancestorId', 'year', 'regionCode', 'unitId'], { where: 'below_minimum' })
export class ShareBelow {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @PrimaryColumn('uuid', { name: 'ancestor_id' })
  ancestorId!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  state!: ShareState;

  @Column('boolean', { name: 'below_minimum' })
  belowMinimum!: boolean;
}
