import type { NeedStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a recipient needs, 受赠需求: so much until a day. */
@Entity('campaigns_need')
@Check('campaigns_need_quantity_check', `quantity > 0`)
@Check('campaigns_need_delivered_check', `delivered >= 0`)
@Check(
  'campaigns_need_status_check',
  `status = ANY (ARRAY['waiting'::text, 'open'::text, 'returned'::text, 'closed'::text, 'withdrawn'::text])`,
)
@Check('campaigns_need_promised', `(promised >= 0) AND (promised <= quantity)`)
@Check('campaigns_need_open', `(status <> ALL (ARRAY['open'::text, 'closed'::text])) OR (opened_at IS NOT NULL)`)
export class Need {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'recipient_id' })
  recipientId!: string;

  @Column('text')
  status!: NeedStatus;

  @Column('text')
  title!: string;

  @Column('text', { name: 'category_slug', nullable: true })
  categorySlug!: string | null;

  /** In `unit`, as are `promised` and `delivered`. */
  @Column('integer')
  quantity!: number;

  @Column('text')
  unit!: string;

  @Column('date')
  until!: string;

  @Column('text')
  why!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** `{ detail, name, phone }` as JSON, sealed to this row. */
  @Column('text', { name: 'place_sealed' })
  placeSealed!: string;

  @Column('integer', { default: 0 })
  promised!: number;

  @Column('integer', { default: 0 })
  delivered!: number;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'submitted_at', default: () => 'clock_timestamp()' })
  submittedAt!: Date;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;
}
