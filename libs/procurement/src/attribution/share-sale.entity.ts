import type { ShareKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The same by the month in which it was ordered, the kind of budget, or that staff bought it for themselves, the category, and the county that it comes from. */
@Entity('share_sale')
@Check('share_sale_counted', `0 <= counted_fen AND counted_fen <= bought_fen`)
@Check('share_sale_month_check', `month >= 1 AND month <= 12`)
@Check('share_sale_kind_check', `kind = ANY (ARRAY['canteen'::text, 'union'::text, 'project'::text, 'staff'::text])`)
export class ShareSale {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @PrimaryColumn('smallint')
  month!: number;

  @PrimaryColumn('text')
  kind!: ShareKind;

  @PrimaryColumn('text', { name: 'category_slug' })
  categorySlug!: string;

  /** Empty where it is not known. */
  @PrimaryColumn('text', { name: 'county_code' })
  countyCode!: string;

  @Column('bigint', { name: 'bought_fen' })
  boughtFen!: number;

  @Column('bigint', { name: 'counted_fen' })
  countedFen!: number;
}
