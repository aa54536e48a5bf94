import type { ShareKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a holder of a budget that is no order came to when it was finished, such as shares of a group purchase: by category and county, as it was counted to its unit. Written once
 * and never changed; with the finished orders it is all that `share_sale` sums.
 */
@Entity('share_contribution')
@Check('share_contribution_counted', `0 <= counted_fen AND counted_fen <= bought_fen`)
@Check('share_contribution_month_check', `month >= 1 AND month <= 12`)
@Check('share_contribution_kind_check', `kind = ANY (ARRAY['canteen'::text, 'union'::text, 'project'::text])`)
export class ShareContribution {
  @PrimaryColumn('uuid')
  holder!: string;

  @PrimaryColumn('text', { name: 'category_slug' })
  categorySlug!: string;

  /** Empty where it is not known. */
  @PrimaryColumn('text', { name: 'county_code' })
  countyCode!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('smallint')
  year!: number;

  @Column('smallint')
  month!: number;

  @Column('text')
  kind!: Exclude<ShareKind, 'staff'>;

  @Column('bigint', { name: 'bought_fen' })
  boughtFen!: number;

  @Column('bigint', { name: 'counted_fen' })
  countedFen!: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
