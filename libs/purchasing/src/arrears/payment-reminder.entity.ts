import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Of what a unit accepted and has to pay: which reminders were sent, each once. */
@Entity('purchasing_payment_reminder')
@Check(
  'purchasing_payment_reminder_stage_check',
  `stage = ANY (ARRAY['ahead'::text, 'overdue'::text, 'overdue_30'::text])`,
)
export class PaymentReminder {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @PrimaryColumn('text')
  stage!: 'ahead' | 'overdue' | 'overdue_30';

  @Column('timestamptz', { name: 'reminded_at', default: () => 'clock_timestamp()' })
  remindedAt!: Date;
}
