import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A year of which sums are kept. Until all units of the country are in them, lists count for themselves. */
@Entity('share_sum_year')
export class ShareSumYear {
  @PrimaryColumn('smallint')
  year!: number;

  @Column('boolean', { default: false })
  ready!: boolean;

  /** All units up to this id are in the sums. */
  @Column('uuid', { name: 'done_to', default: '00000000-0000-0000-0000-000000000000' })
  doneTo!: string;
}
