import type { RegionChangeKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A change of divisions, 区划变更, as one notice announces it; its lines say which codes. It waits until its day, has begun, or was withdrawn before. */
@Entity('region_change')
@Check(
  'region_change_kind_check',
  `kind = ANY (ARRAY['renamed'::text, 'recoded'::text, 'moved'::text, 'merged'::text, 'split'::text])`,
)
@Check('region_change_ended_check', `begun_at IS NULL OR withdrawn_at IS NULL`)
export class RegionChange {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: RegionChangeKind;

  @Column('date', { name: 'effective_on' })
  effectiveOn!: string;

  /** The notice that says so. */
  @Column('text')
  source!: string;

  @Column('uuid', { name: 'entered_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'entered_at', default: () => 'clock_timestamp()' })
  enteredAt!: Date;

  @Column('timestamptz', { name: 'begun_at', nullable: true })
  begunAt!: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  @Column('uuid', { name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  /** Why it could not begin on its day, in Chinese. */
  @Column('text', { default: '' })
  trouble!: string;

  /** How many rows of what kind followed when it began, and how many stayed. */
  @Column('jsonb', { default: [] })
  followed!: unknown;
}
