import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a supplier is due of the deposits of those who did not pay their balance (定金罚则), fen. */
@Entity('campaigns_forfeit')
@Check('campaigns_forfeit_amount_fen_check', `amount_fen >= 0`)
export class Forfeit {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('timestamptz', { name: 'settled_at', default: () => 'clock_timestamp()' })
  settledAt!: Date;
}
