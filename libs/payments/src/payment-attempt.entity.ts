import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An attempt to pay at the provider; its id is the provider's idempotency key. */
@Entity('payment_attempt')
@Check(
  'payment_attempt_status_check',
  `status = ANY (ARRAY['created'::text, 'open'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])`,
)
export class PaymentAttempt {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('text')
  status!: 'created' | 'open' | 'succeeded' | 'failed' | 'cancelled';

  @Column('text', { name: 'provider_ref', nullable: true, unique: true })
  providerRef!: string | null;

  @Column('text', { name: 'pay_url', nullable: true })
  payUrl!: string | null;

  @Column('text', { name: 'return_url' })
  returnUrl!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt!: Date | null;
}
