import type { ShareCorrectionStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That an order shall count to another unit. At most one of an order is open or approved. */
@Entity('share_correction')
@Index('share_correction_one', ['holder'], {
  unique: true,
  where: `(status = ANY (ARRAY['asked'::text, 'agreed'::text, 'approved'::text]))`,
})
@Index('share_correction_of_unit', ['unitId', 'createdAt', 'id'])
@Index('share_correction_to_unit', ['toUnitId', 'createdAt', 'id'])
@Check(
  'share_correction_status_check',
  `status = ANY (ARRAY['asked'::text, 'agreed'::text, 'approved'::text, 'declined'::text, 'rejected'::text, 'withdrawn'::text])`,
)
@Check('share_correction_units', `to_unit_id <> unit_id`)
@Check('share_correction_proof', `cardinality(proof_ids) > 0`)
export class ShareCorrection {
  @PrimaryColumn('uuid')
  id!: string;

  /** The order, which this context does not know; what people call it by stands beside. */
  @Column('uuid')
  holder!: string;

  @Column('text', { name: 'order_number' })
  orderNumber!: string;

  @Column('text', { name: 'supplier_name' })
  supplierName!: string;

  @Column('timestamptz', { name: 'ordered_at' })
  orderedAt!: Date;

  /** Goods as ordered, without freight. */
  @Column('bigint', { name: 'goods_fen' })
  goodsFen!: number;

  /** The year that it counts to, of the budget that paid it. */
  @Column('smallint')
  year!: number;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'to_unit_id' })
  toUnitId!: string;

  /** The smallest region that both units stand in: who is over all of it decides. */
  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  reason!: string;

  /** The written application. */
  @Column('uuid', { name: 'proof_ids', array: true })
  proofIds!: string[];

  @Column('text')
  status!: ShareCorrectionStatus;

  /** When finance must have decided, by working days; once the other unit has agreed. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
