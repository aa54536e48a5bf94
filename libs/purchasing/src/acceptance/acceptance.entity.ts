import type { AcceptanceStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What one person of a unit recorded of what came of an order, and another confirmed or sent back (验收单). */
@Entity('purchasing_acceptance')
@Check(
  'purchasing_acceptance_status_check',
  `status = ANY (ARRAY['signed'::text, 'confirmed'::text, 'returned'::text, 'lapsed'::text])`,
)
@Check('purchasing_acceptance_refund_fen_check', `refund_fen >= 0`)
@Check('purchasing_acceptance_two_people', `(second_id IS NULL) OR (second_id <> first_id)`)
@Check(
  'purchasing_acceptance_decided',
  `(status = ANY (ARRAY['confirmed'::text, 'returned'::text])) = (second_id IS NOT NULL)`,
)
@Check('purchasing_acceptance_decided_at', `(status = 'signed'::text) = (decided_at IS NULL)`)
@Index('purchasing_acceptance_open', ['orderId'], { unique: true, where: `(status = 'signed'::text)` })
@Index('purchasing_acceptance_order', ['orderId'])
@Index('purchasing_acceptance_unit', ['unitId', 'signedAt', 'id'])
@Index('purchasing_acceptance_ledger', ['unitId', 'decidedAt'], { where: `(status = 'confirmed'::text)` })
export class Acceptance {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text')
  status!: AcceptanceStatus;

  @Column('text', { default: '' })
  remark!: string;

  /** Why it was sent back. */
  @Column('text', { default: '' })
  reason!: string;

  /** By the clock of the phone, which may have been without signal; never after it arrived. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('uuid', { name: 'first_id' })
  firstId!: string;

  @Column('timestamptz', { name: 'signed_at', default: () => 'clock_timestamp()' })
  signedAt!: Date;

  @Column('uuid', { name: 'second_id', nullable: true })
  secondId!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** What goes back for what was short or refused, in fen. */
  @Column('bigint', { name: 'refund_fen' })
  refundFen!: number;
}
