import type { BulletinPeriod, RouteResponse } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A bulletin (通报) of a finance department as it was published. Append-only. */
@Entity('share_bulletin')
@Unique('share_bulletin_version', ['regionPrefix', 'year', 'period', 'part', 'version'])
@Check('share_bulletin_year_check', `year >= 2000 AND year <= 2999`)
@Check('share_bulletin_period_check', `period = ANY (ARRAY['month'::text, 'quarter'::text, 'half'::text])`)
@Check('share_bulletin_part_check', `part >= 1 AND part <= 12`)
@Check('share_bulletin_version_check', `version > 0`)
@Check('share_bulletin_corrected', `(version = 1) = (reason = ''::text)`)
export class ShareBulletin {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'region_prefix' })
  regionPrefix!: string;

  @Column('smallint')
  year!: number;

  @Column('text')
  period!: BulletinPeriod;

  /** Which month, quarter or half. */
  @Column('smallint')
  part!: number;

  @Column('integer')
  version!: number;

  /** Why it was corrected; empty of a first version. */
  @Column('text', { default: '' })
  reason!: string;

  @Column('jsonb')
  content!: Pick<RouteResponse<'getShareBulletin'>, 'totals' | 'counties'>;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'published_by' })
  publishedBy!: string;

  @Column('timestamptz', { name: 'published_at', default: () => 'clock_timestamp()' })
  publishedAt!: Date;
}
