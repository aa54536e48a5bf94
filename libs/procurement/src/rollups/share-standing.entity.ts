import type { ShareState } from '@yigou/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a unit's year is in the sums: just this is taken out again when it changes. */
@Entity('share_standing')
export class ShareStanding {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  state!: ShareState;

  @Column('boolean', { name: 'below_minimum' })
  belowMinimum!: boolean;

  @Column('bigint', { name: 'canteen_total_fen' })
  canteenTotalFen!: number;

  @Column('bigint', { name: 'reserved_fen' })
  reservedFen!: number;

  @Column('bigint', { name: 'union_demand_fen' })
  unionDemandFen!: number;

  @Column('bigint', { name: 'counted_fen' })
  countedFen!: number;

  /** The units above it, and the one that stands for the whole country. */
  @Column('uuid', { array: true })
  ancestors!: string[];
}
