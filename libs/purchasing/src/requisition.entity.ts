import type { Delivery, RequisitionStatus, SplitFlag } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a buyer of a budget unit wants to order, for an approver to decide (采购申请). */
@Entity('purchasing_requisition')
@Check(
  'purchasing_requisition_status_check',
  `status = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'approved'::text, 'ordered'::text, 'withdrawn'::text, 'expired'::text])`,
)
@Check('purchasing_requisition_total_fen_check', `total_fen >= 0`)
@Check(
  'purchasing_requisition_turn',
  `(status <> ALL (ARRAY['submitted'::text, 'approved'::text, 'ordered'::text])) OR (approver_id IS NOT NULL)`,
)
@Check(
  'purchasing_requisition_approval',
  `(status = ANY (ARRAY['approved'::text, 'ordered'::text])) = (approved_hash IS NOT NULL)`,
)
@Check(
  'purchasing_requisition_not_own',
  `(status <> ALL (ARRAY['approved'::text, 'ordered'::text])) OR (decided_by IS DISTINCT FROM requester_id)`,
)
@Check('purchasing_requisition_ordered', `(status = 'ordered'::text) = (checkout_id IS NOT NULL)`)
@Check('purchasing_requisition_po_number_check', `po_number <> '' AND char_length(po_number) <= 40`)
@Index('purchasing_requisition_po_number', { synchronize: false })
@Index('purchasing_requisition_unit', ['unitId', 'createdAt', 'id'])
@Index('purchasing_requisition_month', ['unitId', 'approverId', 'decidedAt'], {
  where: `(status = ANY (ARRAY['approved'::text, 'ordered'::text]))`,
})
@Index('purchasing_requisition_expiry', ['expiresAt', 'id'], { where: `(status = 'submitted'::text)` })
export class Requisition {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'requester_id' })
  requesterId!: string;

  @Column('text')
  status!: RequisitionStatus;

  @Column('text')
  purpose!: string;

  @Column('date', { name: 'deliver_on' })
  deliverOn!: string;

  @Column('text', { name: 'deliver_to' })
  deliverTo!: string;

  /** Which of the unit's points get what of it, and when; empty: all of it where `deliverTo` says. */
  @Column('jsonb', { default: [] })
  deliveries!: Delivery[];

  /** What the unit calls the purchase in its own books. */
  @Column('text', { name: 'po_number', nullable: true })
  poNumber!: string | null;

  @Column('uuid', { name: 'budget_id', nullable: true })
  budgetId!: string | null;

  /** Of its lines. */
  @Column('bigint', { name: 'total_fen', default: 0 })
  totalFen!: number;

  /** SHA-256 of what an approval is of: lines with prices, day, place and budget. */
  @Column('text', { name: 'lines_hash', default: '' })
  linesHash!: string;

  /** In whose limits it falls: whose turn it is, or in whose name it was decided. */
  @Column('uuid', { name: 'approver_id', nullable: true })
  approverId!: string | null;

  /** The hash as it was approved. */
  @Column('text', { name: 'approved_hash', nullable: true })
  approvedHash!: string | null;

  /** The approver, or who stood in. */
  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** What others of the same person come to with it, where that is above a limit that each of them stays below. */
  @Column('jsonb', { nullable: true })
  split!: SplitFlag | null;

  /** What was ordered of it. */
  @Column('uuid', { name: 'checkout_id', nullable: true, unique: true })
  checkoutId!: string | null;

  @Column('integer', { name: 'lock_version', default: 1 })
  lockVersion!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
