import type { ShareState } from '@yigou/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the years of all units below one come to, by state: of each county, and under '' of all. Sums of many bigints are wider than one. */
@Entity('share_sum')
export class ShareSum {
  @PrimaryColumn('uuid', { name: 'ancestor_id' })
  ancestorId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @PrimaryColumn('text', { name: 'region_code' })
  regionCode!: string;

  @PrimaryColumn('text')
  state!: ShareState;

  @PrimaryColumn('boolean', { name: 'below_minimum' })
  belowMinimum!: boolean;

  @Column('integer')
  units!: number;

  @Column('numeric', { name: 'canteen_total_fen' })
  canteenTotalFen!: string;

  @Column('numeric', { name: 'reserved_fen' })
  reservedFen!: string;

  @Column('numeric', { name: 'union_demand_fen' })
  unionDemandFen!: string;

  @Column('numeric', { name: 'counted_fen' })
  countedFen!: string;
}
