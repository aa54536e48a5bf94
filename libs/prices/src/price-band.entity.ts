import type { SizeClass } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The certified prices of comparable goods, in fen per 500 g. */
@Entity('price_band')
@Check('price_band_size_class_check', `size_class = ANY (ARRAY['small'::text, 'medium'::text, 'large'::text])`)
export class PriceBand {
  @PrimaryColumn('text')
  variety!: string;

  @PrimaryColumn('text')
  grade!: string;

  @PrimaryColumn('text', { name: 'size_class' })
  sizeClass!: SizeClass;

  @Column('integer')
  count!: number;

  @Column('bigint')
  p10!: number;

  @Column('bigint')
  p25!: number;

  @Column('bigint')
  median!: number;

  @Column('bigint')
  p75!: number;

  @Column('bigint')
  p90!: number;

  @Column('timestamptz', { name: 'computed_at', default: () => 'clock_timestamp()' })
  computedAt!: Date;
}
