import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Money that came for a payment that asked for something else, until a person ends it, 隔离款项; sums in fen. */
@Entity('payment_case')
@Check(
  'payment_case_check',
  `(ending IS NULL) = (ended_at IS NULL) AND (ending IS NULL) = (ended_by IS NULL) AND (ending IS NULL) = (reason IS NULL)`,
)
@Check('payment_case_ending_check', `ending = ANY (ARRAY['refund'::text, 'accept'::text])`)
@Check('payment_case_expected_fen_check', `expected_fen > 0`)
@Check('payment_case_received_fen_check', `received_fen > 0`)
export class PaymentCase {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id', unique: true })
  paymentId!: string;

  @Column('text', { name: 'provider_ref' })
  providerRef!: string;

  @Column('bigint', { name: 'expected_fen' })
  expectedFen!: number;

  @Column('bigint', { name: 'received_fen' })
  receivedFen!: number;

  @Column('text')
  currency!: string;

  @Column('timestamptz', { name: 'opened_at', default: () => 'clock_timestamp()' })
  openedAt!: Date;

  @Column('text', { nullable: true })
  ending!: 'refund' | 'accept' | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
