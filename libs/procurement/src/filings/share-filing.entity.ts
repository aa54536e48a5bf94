import type { CanteenKind, FilingStatus } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const OPEN = `(status = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'returned'::text]))`;
const HOLDS = `(status = ANY (ARRAY['in_force'::text, 'fulfilled'::text, 'unfulfilled'::text]))`;

/** A version of what a unit files for a year (预留份额填报). At most one is being made, at most one holds. */
@Entity('share_filing')
@Unique('share_filing_version', ['unitId', 'year', 'version'])
@Index('share_filing_open', ['unitId', 'year'], { unique: true, where: OPEN })
@Index('share_filing_holds', ['unitId', 'year'], { unique: true, where: HOLDS })
@Index('share_filing_year', ['year', 'status', 'unitId'])
@Check('share_filing_year_check', `year >= 2000 AND year <= 2999`)
@Check('share_filing_version_check', `version > 0`)
@Check(
  'share_filing_status_check',
  `status = ANY (ARRAY['draft'::text, 'submitted'::text, 'reviewed'::text, 'returned'::text, 'in_force'::text, 'superseded'::text, 'fulfilled'::text, 'unfulfilled'::text, 'discarded'::text])`,
)
@Check(
  'share_filing_canteen_check',
  `canteen = ANY (ARRAY['own'::text, 'contracted'::text, 'shared'::text, 'none'::text])`,
)
@Check(
  'share_filing_canteen_total_fen_check',
  `canteen_total_fen >= 0 AND canteen_total_fen <= '9000000000000000'::bigint`,
)
@Check('share_filing_minimum_bp_check', `minimum_bp >= 0 AND minimum_bp <= 10000`)
@Check('share_filing_ratio_bp_check', `ratio_bp >= 0 AND ratio_bp <= 10000`)
@Check(
  'share_filing_union_demand_fen_check',
  `union_demand_fen >= 0 AND union_demand_fen <= '9000000000000000'::bigint`,
)
@Check(
  'share_filing_reserved',
  `reserved_fen::numeric = CASE WHEN (canteen = ANY (ARRAY['own'::text, 'contracted'::text])) THEN div((canteen_total_fen::numeric * ratio_bp::numeric) + 5000::numeric, 10000::numeric) ELSE 0::numeric END`,
)
@Check('share_filing_shared', `shared_with_id IS NULL OR canteen = 'shared'::text AND shared_with_id <> unit_id`)
@Check('share_filing_operator', `operator_id IS NULL OR canteen = 'contracted'::text`)
export class ShareFiling {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('smallint')
  year!: number;

  @Column('integer')
  version!: number;

  @Column('text')
  status!: FilingStatus;

  @Column('text')
  canteen!: CanteenKind;

  /** Canteen procurement total, 年度食堂食材采购总额, in fen. */
  @Column('bigint', { name: 'canteen_total_fen' })
  canteenTotalFen!: number;

  @Column('integer', { name: 'ratio_bp' })
  ratioBp!: number;

  /** Reserved share, 预留份额, in fen. */
  @Column('bigint', { name: 'reserved_fen' })
  reservedFen!: number;

  @Column('uuid', { name: 'shared_with_id', nullable: true })
  sharedWithId!: string | null;

  @Column('uuid', { name: 'operator_id', nullable: true })
  operatorId!: string | null;

  /** 工会采购需求, in fen; null: none. */
  @Column('bigint', { name: 'union_demand_fen', nullable: true })
  unionDemandFen!: number | null;

  @Column('text', { default: '' })
  remark!: string;

  @Column('text', { name: 'contact_name', default: '' })
  contactName!: string;

  @Column('text', { name: 'contact_phone', default: '' })
  contactPhone!: string;

  /** Why a later version was made. */
  @Column('text', { name: 'change_reason', default: '' })
  changeReason!: string;

  /** What a reviewer found wrong, by field. */
  @Column('jsonb', { name: 'field_notes', default: {} })
  fieldNotes!: Record<string, string>;

  /** What the ratio was held against when it was filed. */
  @Column('integer', { name: 'minimum_bp', default: 0 })
  minimumBp!: number;

  /** When whoever has it now must have looked, a working day. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('integer', { name: 'lock_version', default: 1 })
  lockVersion!: number;

  @Column('timestamptz', { name: 'filed_at', nullable: true })
  filedAt!: Date | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
